# Two commands: `make run` and `make test`. Everything else is for those who build.

.PHONY: run test check format bench lock clean

run: ## prepare everything and serve the demo at http://localhost:8000/
	@scripts/environment requirements.lock
	@ZAEDNO_DEMO=$${ZAEDNO_DEMO-1} exec .venv/bin/python -m zaedno run

test: ## everything: lint, types, contracts, migrations, then all tests with browser and PostgreSQL
	@scripts/environment requirements-dev.lock
	@failed=0; scripts/examine || failed=1; \
	.venv/bin/python -m pytest -q -n $${ZAEDNO_TEST_WORKERS:-2} --dist loadfile || failed=1; \
	exit $$failed

check: ## what can be known within two minutes: no browser, no PostgreSQL, no server
	@scripts/environment requirements-dev.lock
	@failed=0; scripts/examine || failed=1; \
	.venv/bin/python -m pytest -q -n $${ZAEDNO_TEST_WORKERS:-2} \
		-m "not browser and not postgres and not server" || failed=1; \
	exit $$failed

format: ## put the source in order
	@scripts/environment requirements-dev.lock
	@.venv/bin/ruff check --quiet --fix . && .venv/bin/ruff format --quiet .

bench: ## the calculations beside those of others (own environment: the peers are not ours to ship)
	@ZAEDNO_ENVIRONMENT=.venv-bench scripts/environment requirements-bench.lock
	@PYTHONPATH=src:. .venv-bench/bin/python -m bench.algorithms --data $${ZAEDNO_BENCH_DATA:-../shared/data}

lock: ## choose versions anew within pyproject.toml; needs uv
	uv pip compile --quiet --upgrade --universal --python-version 3.11 --no-header --generate-hashes \
		pyproject.toml --extra web -o requirements.lock
	uv pip compile --quiet --upgrade --universal --python-version 3.11 --no-header --generate-hashes \
		pyproject.toml --extra web --extra postgresql --extra distributed --group test \
		-c requirements.lock -o requirements-dev.lock
	uv pip compile --quiet --upgrade --universal --python-version 3.11 --no-header --generate-hashes \
		pyproject.toml --extra distributed --group bench -c requirements-dev.lock \
		-o requirements-bench.lock

clean: ## forget the environment and the demo's data
	rm -rf .venv .venv-tools .venv-bench var
