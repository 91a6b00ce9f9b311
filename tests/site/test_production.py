"""Several processes on PostgreSQL: settings fit for deployment, one line for live messages."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from django.conf import settings
from django.db import connection
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from tests.fixtures.server import LiveSite
from tests.site.tasks import tell
from tests.site.test_server import Listener
from zaedno.core import fragments
from zaedno.core.streams import GAP, Hub, Stream
from zaedno.site.jobs import Schedule, put_back
from zaedno.site.locks import Advisory, alive
from zaedno.site.logs import Structured, where_it_broke
from zaedno.site.notify import Notifications, notify
from zaedno.site.outside import database, mail

ROOT = Path(__file__).resolve().parents[2]
SECRET = settings.SECRET_KEY  # the permission to listen is signed by this process


def environment(data: Path, url: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("ZAEDNO_", "DJANGO_"))}
    return {
        **kept,
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "ZAEDNO_DATA": str(data),
        "ZAEDNO_DATABASE_URL": url,
        "ZAEDNO_SECRET_KEY": SECRET,
        "ZAEDNO_SEAL_KEY": SECRET[::-1],
        "ZAEDNO_HOSTS": "sofia.example",
        "ZAEDNO_PROXY": "1",
    }


def zaedno(*words: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "zaedno", *words]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


def test_the_deployment_check_finds_nothing(tmp_path: Path) -> None:
    env = environment(tmp_path, "postgresql://zaedno:secret@db/zaedno")
    done = zaedno("check", "--deploy", "--fail-level", "WARNING", env=env)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_production_does_not_start_without_its_secrets(tmp_path: Path) -> None:
    env = environment(tmp_path, "postgresql://zaedno:secret@db/zaedno")
    del env["ZAEDNO_SECRET_KEY"]
    done = zaedno("check", env=env)
    assert done.returncode != 0
    assert "ZAEDNO_SECRET_KEY is not set" in done.stderr


def test_addresses_of_services() -> None:
    read = database("postgresql://u%40x:p%2Fw@db:5433/city?sslmode=require")
    assert (read["USER"], read["PASSWORD"], read["PORT"]) == ("u@x", "p/w", "5433")
    assert read["OPTIONS"]["sslmode"] == "require"
    assert mail("smtps://u:p@mail")["EMAIL_PORT"] == 465
    assert mail("smtp://mail:587?tls=1")["EMAIL_USE_TLS"]


def in_a_loop(work: Coroutine[Any, Any, list[str | None]]) -> list[str | None]:
    """Run it in a thread of its own: a browser of another test may keep a loop in this one."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, work).result()


def test_messages_travel_between_processes(postgres: str) -> None:
    async def hear() -> list[str | None]:
        hub = Hub()
        stream = hub.enter("house")
        line = Notifications(hub)
        line.start()
        await asyncio.sleep(0.3)
        await asyncio.to_thread(notify, '{"board": "house", "kind": "note", "id": "7"}')
        heard = [await asyncio.wait_for(stream.queue.get(), 2)]
        await asyncio.to_thread(line.stop)
        return heard

    (line,) = in_a_loop(hear())
    assert '"kind": "note"' in str(line)


def test_a_stream_that_falls_behind_has_a_gap() -> None:
    async def fall_behind() -> list[str | None]:
        stream = Stream()
        for number in range(100):
            stream.put(f"data: {number}\n\n")
        return [stream.queue.get_nowait() for _ in range(stream.queue.qsize())]

    left = in_a_loop(fall_behind())
    assert left.count(GAP) == 1
    assert left[-1] == "data: 99\n\n"
    assert len(left) <= 33


def test_what_could_not_be_read_is_a_gap_behind_what_was_said_before(monkeypatch: Any) -> None:
    def broken(message: str, lang: str) -> str:
        raise OSError("the database is away")

    monkeypatch.setattr(fragments, "filled", broken)

    async def hear() -> list[str | None]:
        hub = Hub()
        plain, filled = hub.enter("house"), hub.enter("house", "bg")
        filled.put("data: earlier\n\n")
        hub.send('{"board": "house", "kind": "note", "id": "7"}')
        heard = [await asyncio.wait_for(filled.queue.get(), 2) for _ in range(2)]
        heard.append(await asyncio.wait_for(plain.queue.get(), 2))
        hub.close()
        return heard

    earlier, gap, said = in_a_loop(hear())
    assert (earlier, gap) == ("data: earlier\n\n", GAP)
    assert '"id": "7"' in str(said)


def test_a_name_is_held_by_one(postgres: str) -> None:
    mine = Advisory.take("the schedule")
    assert mine is not None
    assert alive("the schedule")
    assert Advisory.take("the schedule") is None
    assert mine.still_held()
    mine.release()
    assert not alive("the schedule")


def test_rows_of_dead_workers_go_back_and_fail_after_three_tries(postgres: str) -> None:
    row = DBTaskResult.objects.get(pk=tell.enqueue("house").id)
    living = Advisory.take("living")
    assert living is not None
    for tries, state in ((1, "READY"), (2, "READY"), (3, "FAILED")):
        row.claim(f"dead-{tries}")
        assert put_back() == 1
        row.refresh_from_db()
        assert row.status == TaskResultStatus[state]
    other = DBTaskResult.objects.get(pk=tell.enqueue("house").id)
    other.claim("living")
    assert put_back() == 0
    living.release()


def test_one_failing_job_does_not_stop_the_schedule(world: Any) -> None:
    schedule = Schedule(threading.Event())
    done = []
    schedule.due = schedule.due[:2]
    schedule.due[0].run = lambda: 1 / 0
    schedule.due[1].run = lambda: done.append(1)
    for job in schedule.due:
        job.at, job.every = 0, 10
    for now in (1.0, 2.0, 11.5):
        schedule.turn(now)
    assert len(done) == 2


@contextmanager
def processes(env: dict[str, str], *commands: list[str]) -> Iterator[None]:
    begun = [
        subprocess.Popen(
            [sys.executable, "-m", "zaedno", *words],
            env=env,
            stdout=subprocess.DEVNULL,
            stderr=(Path(env["ZAEDNO_DATA"]) / f"{words[0]}.log").open("wb"),
        )
        for words in commands
    ]
    try:
        yield
    finally:
        for process in begun:
            process.terminate()
        for process in begun:
            process.wait(25)


def test_web_and_worker_processes_share_one_house(postgres: str, tmp_path: Path) -> None:
    assert connection.vendor == "postgresql"
    site = LiveSite(tmp_path)
    env = environment(tmp_path, postgres)
    web = ["serve", "--listen", f"127.0.0.1:{site.port}", "--workers", "2"]
    with processes(env, web, ["worker"]):
        until = monotonic() + 40
        while not site.answers():
            assert monotonic() < until, (tmp_path / "serve.log").read_text()
            sleep(0.2)
        listeners = [Listener(site, "house") for _ in range(6)]  # in both processes
        for listener in listeners:
            listener.wait_for("event: hello")
        tell.enqueue("house")
        for listener in listeners:
            listener.wait_for('"kind": "note"')
        outside = {"Host": "sofia.example", "X-Forwarded-Proto": "https"}
        assert site.get("/bg/", **outside)[0] == 404  # no city was founded
    told = (tmp_path / "worker.log").read_text()
    assert "Traceback" not in told, told


def test_log_lines_name_kind_and_place_but_no_value() -> None:
    try:
        raise ValueError("Key (email)=(ivan@example.bg) already exists")
    except ValueError as error:
        told = where_it_broke(error)
    assert told["kind"] == "builtins.ValueError"
    assert "ivan" not in str(told)
    assert Structured() is not None
