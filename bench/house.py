"""Where a benchmark's server runs: one process on SQLite, or several on PostgreSQL."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import TypeVar
from urllib.parse import urlsplit

import psycopg
from django.conf import settings

from tests.fixtures import postgres
from tests.fixtures.databases import copy_sqlite, default_database
from tests.fixtures.server import ROOT, LiveSite

NAME = "bench_zaedno"
Made = TypeVar("Made")


@dataclass
class House:
    """A server that runs: its port, what a browser behind its proxy sends, its first process."""

    port: int
    root: int
    outside: str = ""
    csrf: str = "csrftoken"

    def processes(self) -> list[int]:
        """The first process and all that it began."""
        found = [self.root]
        for pid in found:
            told = Path(f"/proc/{pid}/task/{pid}/children").read_text()
            found += [int(child) for child in told.split()]
        return found

    def spent(self) -> float:
        """Seconds of processor time that it has used: the same on a machine that is busy."""
        told = [Path(f"/proc/{p}/stat").read_text().rsplit(")", 1)[1] for p in self.processes()]
        ticks = sum(int(line.split()[11]) + int(line.split()[12]) for line in told)
        return ticks / os.sysconf("SC_CLK_TCK")

    def lines(self) -> list[int]:
        """How many connections each of its processes holds, where it holds many."""
        return [many for p in self.processes() if (many := sockets(p)) > 20]

    def memory(self) -> float:
        """Megabytes; what its processes share is counted once."""
        told = [Path(f"/proc/{p}/smaps_rollup").read_text() for p in self.processes()]
        return sum(int(n) for text in told for n in re.findall(r"^Pss:\s+(\d+)", text, re.M)) / 1024


def sockets(pid: int) -> int:
    open_now = list(Path(f"/proc/{pid}/fd").iterdir())
    return sum(f.is_symlink() and f.readlink().name.startswith("socket:") for f in open_now)


@contextmanager
def on_sqlite(folder: Path, build: Callable[[], Made]) -> Iterator[tuple[House, Made]]:
    """The embedded server on what `build` has made."""
    copy_sqlite(folder / "zaedno.sqlite3")
    with default_database(NAME=str(folder / "zaedno.sqlite3")):
        made, site = build(), LiveSite(folder)
        site.start()
        assert site.process is not None
        try:
            yield House(site.port, site.process.pid), made
        finally:
            site.stop()


@contextmanager
def on_postgres(
    folder: Path, build: Callable[[], Made], workers: int
) -> Iterator[tuple[House, Made]]:
    """`zaedno serve` with so many processes and a `zaedno worker`, as in production."""
    url = postgres.server_url("-c synchronous_commit=on")
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {NAME} TEMPLATE template_zaedno STRATEGY FILE_COPY")
    try:
        with default_database(**postgres.django_settings(url, NAME)):
            made, site = build(), LiveSite(folder)
            env = production(folder, urlsplit(url)._replace(path=f"/{NAME}").geturl())
            serve = ["serve", "--listen", f"127.0.0.1:{site.port}", "--workers", str(workers)]
            web, worker = begin(folder, env, *serve), begin(folder, env, "worker")
            try:
                wait_for(site, web, folder)
                outside = f"X-Forwarded-Proto: https\r\nOrigin: https://localhost:{site.port}\r\n"
                yield House(site.port, web.pid, outside, "__Host-csrf"), made
            finally:
                for process in (web, worker):
                    process.terminate()
                    process.wait(25)
    finally:
        postgres.end_run()


def production(folder: Path, url: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("ZAEDNO_", "DJANGO_"))}
    return {
        **kept,
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "ZAEDNO_DATA": str(folder),
        "ZAEDNO_DATABASE_URL": url,
        "ZAEDNO_SECRET_KEY": settings.SECRET_KEY,
        "ZAEDNO_SEAL_KEY": settings.ZAEDNO_SEAL_KEY,
        "ZAEDNO_HOSTS": "localhost",
        "ZAEDNO_PROXY": "1",
    }


def begin(folder: Path, env: dict[str, str], *words: str) -> subprocess.Popen[bytes]:
    with (folder / f"{words[0]}.log").open("wb") as log:
        command = [sys.executable, "-m", "zaedno", *words]
        streams = {"stdout": log, "stderr": subprocess.STDOUT}
        return subprocess.Popen(command, env=env, cwd=ROOT, **streams)  # noqa: S603 - our own words


def wait_for(site: LiveSite, web: subprocess.Popen[bytes], folder: Path) -> None:
    until = monotonic() + 60
    while not site.answers():
        if web.poll() is not None or monotonic() > until:
            raise SystemExit((folder / "serve.log").read_text())
        sleep(0.2)
