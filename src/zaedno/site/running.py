"""The course of a command that works on the data: hold the folder, prepare, serve."""

from __future__ import annotations

import signal
import sys
import threading
from pathlib import Path

from django.conf import settings
from django.db import connection

from zaedno.core import live
from zaedno.core.demo import DemoError
from zaedno.platform.people.demo_backend import demo_passwords
from zaedno.site import locks, prepare, static
from zaedno.site.jobs import Beside
from zaedno.site.notify import notify
from zaedno.site.queries import any_city
from zaedno.site.serve import serve


def run(listen: str) -> int:
    host, _, port = listen.rpartition(":")
    here = host in ("127.0.0.1", "localhost", "[::1]")
    address = f"http://{'localhost' if here else host}:{port}/"
    try:
        with locks.data_folder(address):
            prepare.tables()
            if settings.DEMO and not any_city():
                prepare.say("Loading the demo of Sofia")
                prepare.load_demo()
            if static.collect():
                prepare.say("Collected the files for browsers")
            serve(host, int(port), lambda: welcome(address))
    except (locks.Busy, prepare.Halfway, DemoError) as refusal:
        return refuse(refusal)
    except OSError as error:
        return refuse(f"Cannot listen on {listen}: {error.strerror or error}.")
    prepare.say("Zaedno has stopped.")
    return 0


def refuse(reason: object) -> int:
    print(reason, file=sys.stderr, flush=True)
    return 1


def welcome(address: str) -> None:
    prepare.say(f"\nZaedno is ready: {address}")
    if settings.DEMO:
        prepare.say(f"First open the walk in 10 steps: {address}demo/")
        prepare.say("Sign in with one of these (derived at each start, stored nowhere):")
        for mailbox, password in demo_passwords():
            prepare.say(f"  {mailbox:<28} {password}")
    prepare.say("Stop it with Ctrl+C.")


def work() -> int:
    if connection.vendor == "sqlite":
        return refuse("On SQLite the background work runs inside `zaedno run`.")
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    live.set_transport(notify)
    beside = Beside(on_message=notify)
    beside.start()
    while not stop.wait(1):
        pass
    beside.stop()
    return 0


def migrate() -> int:
    """Migrate while nobody else works on the data."""
    try:
        with locks.data_folder("migrating"):
            prepare.tables()
    except (locks.Busy, prepare.Halfway) as refusal:
        return refuse(refusal)
    return 0


def load(path: Path | None) -> int:
    """Load a demo file into an empty house, the whole of it or nothing."""
    try:
        with locks.data_folder("loading the demo"):
            prepare.tables()
            if any_city():
                prepare.say("The demo is already loaded; nothing was changed.")
                return 0
            prepare.load_demo(path or prepare.DEMO_FILE)
    except (locks.Busy, prepare.Halfway, DemoError) as refusal:
        return refuse(refusal)
    return 0
