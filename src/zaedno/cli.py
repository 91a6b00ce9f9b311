"""The command `zaedno`: a table of names; only the module of the chosen one is imported."""

from __future__ import annotations

import sys
from importlib import import_module

COMMANDS = {
    "run": ("zaedno.site.commands", "run", "prepare everything and serve, in one process"),
    "serve": ("zaedno.site.commands", "serve", "production: several web processes on PostgreSQL"),
    "worker": ("zaedno.site.commands", "worker", "production: background work and the schedule"),
    "migrate": ("zaedno.site.commands", "migrate", "bring the database to the newest shape"),
    "demo": ("zaedno.site.commands", "demo", "demo load [FILE]: read the demo file"),
    "city": ("zaedno.site.commands", "city", "city SLUG --bg NAME --en NAME: found a city"),
    "operator": ("zaedno.site.commands", "operator", "operator SLUG E-MAIL: who keeps a city"),
    "journal": ("zaedno.site.commands", "journal", "journal verify: check the sealed journal"),
    "push-key": ("zaedno.site.commands", "push_key", "a new key for web push, for ZAEDNO_PUSH_KEY"),
    "check": (
        "zaedno.site.commands",
        "check",
        "check settings and models; --deploy for production",
    ),
    "count": ("zaedno.algorithms.cli.count", "main", "count FILE.pb: who gets the money and why"),
    "compare": ("zaedno.algorithms.cli.compare", "main", "compare FILE.pb: rules side by side"),
    "recount": (
        "zaedno.algorithms.cli.recount",
        "main",
        "recount FOLDER: count published elections again",
    ),
    "opinions": (
        "zaedno.algorithms.cli.opinions",
        "main",
        "opinions VOTES.csv: groups and common ground",
    ),
    "draw": ("zaedno.algorithms.cli.draw", "main", "draw POOL.csv QUOTAS.csv: a fair lottery"),
    "prioritise": (
        "zaedno.algorithms.cli.prioritise",
        "main",
        "prioritise PAIRS.csv: an order from pairs",
    ),
    "heavy": ("zaedno.site.commands", "heavy", ""),  # a child process that `run` begins
}


def main(argv: list[str] | None = None) -> None:
    words = sys.argv[1:] if argv is None else argv
    if not words or words[0] not in COMMANDS:
        asked = bool(words) and words[0] in ("help", "-h", "--help")
        told = [f"  {name:<11}{line}" for name, (_m, _f, line) in COMMANDS.items() if line]
        if words and not asked:
            told.insert(0, f"There is no command “{words[0]}”; the commands are:")
        print("zaedno COMMAND", *told, sep="\n", file=sys.stdout if asked else sys.stderr)
        raise SystemExit(0 if asked else 2)
    module, name, _line = COMMANDS[words[0]]
    try:
        work = getattr(import_module(module), name)
    except ModuleNotFoundError as fault:
        if (fault.name or "").partition(".")[0] == "zaedno":
            raise
        print(
            f"zaedno {words[0]} needs {fault.name}, which is not installed; the web application is"
            " installed by: pip install 'zaedno[web]'",
            file=sys.stderr,
        )
        raise SystemExit(2) from fault
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    raise SystemExit(work(words[1:]) or 0)
