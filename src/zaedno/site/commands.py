"""What the command `zaedno` does (see `zaedno.cli`)."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path

import django


def setup(module: str = "") -> None:
    """Choose the settings: PostgreSQL means production, anything else one embedded process."""
    database = os.environ.get("ZAEDNO_DATABASE_URL")
    chosen = module or ("production" if database else "embedded")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"zaedno.site.settings.{chosen}")
    django.setup()


def run(words: list[str]) -> int:
    """Prepare the data, then serve pages, live streams and background work in this process."""
    parser = ArgumentParser("zaedno run")
    parser.add_argument("--listen", default=os.environ.get("ZAEDNO_LISTEN", "127.0.0.1:8000"))
    listen = parser.parse_args(words).listen
    os.environ["ZAEDNO_LISTEN"] = listen
    setup()
    return import_module("zaedno.site.running").run(listen)


def serve(words: list[str]) -> int:
    """The web processes of production; `zaedno migrate` and `zaedno worker` are on their own."""
    parser = ArgumentParser("zaedno serve")
    parser.add_argument("--listen", default=os.environ.get("ZAEDNO_LISTEN", "127.0.0.1:8000"))
    parser.add_argument("--workers", type=int, default=min(os.cpu_count() or 1, 8))
    asked = parser.parse_args(words)
    setup("production")
    import_module("zaedno.site.static").collect()
    host, _, port = asked.listen.rpartition(":")
    import_module("zaedno.site.serve").serve_workers(host, int(port), asked.workers)
    return 0


def worker(words: list[str]) -> int:
    """Background work on PostgreSQL. On SQLite it belongs to the one process of `zaedno run`."""
    ArgumentParser("zaedno worker").parse_args(words)
    setup()
    return import_module("zaedno.site.running").work()


def migrate(words: list[str]) -> int:
    ArgumentParser("zaedno migrate").parse_args(words)
    setup()
    return import_module("zaedno.site.running").migrate()


def demo(words: list[str]) -> int:
    parser = ArgumentParser("zaedno demo")
    parser.add_argument("what", choices=["load"])
    parser.add_argument("file", nargs="?", type=Path)
    asked = parser.parse_args(words)
    setup()
    return import_module("zaedno.site.running").load(asked.file)


def city(words: list[str]) -> int:
    parser = ArgumentParser("zaedno city")
    parser.add_argument("slug")
    parser.add_argument("--bg", default="", help="its name in Bulgarian")
    parser.add_argument("--en", default="", help="its name in English")
    parser.add_argument("--host", action="append", default=[], help="a host name it answers to")
    asked = parser.parse_args(words)
    if not (asked.bg or asked.en):
        parser.error("give the name in at least one language")
    setup()
    found = import_module("zaedno.site.founding").found_city
    return found(asked.slug, asked.bg, asked.en, asked.host)


def operator(words: list[str]) -> int:
    parser = ArgumentParser("zaedno operator")
    parser.add_argument("city", help="the city's short name")
    parser.add_argument("address", help="an e-mail address")
    asked = parser.parse_args(words)
    setup()
    return import_module("zaedno.site.founding").appoint_operator(asked.city, asked.address)


def journal(words: list[str]) -> int:
    parser = ArgumentParser("zaedno journal")
    parser.add_argument("what", choices=["verify"])
    _asked, rest = parser.parse_known_args(words)
    setup()
    return import_module("zaedno.platform.journal.verify").main(rest) or 0


def check(words: list[str]) -> int:
    setup()
    django_command = import_module("django.core.management").execute_from_command_line
    django_command(["zaedno", "check", *words])
    return 0


def push_key(words: list[str]) -> int:
    """Printed once and stored nowhere: it belongs into the environment of all machines."""
    ArgumentParser("zaedno push-key").parse_args(words)
    print(import_module("zaedno.platform.notifications.webpush").new_key())
    return 0


def heavy(words: list[str]) -> int:
    """A child of `zaedno run`: do what waits in the queue `heavy`, then end.

    Live messages go to standard output, where the parent hears them.
    """
    setup()
    live = import_module("zaedno.core.live")
    worker = import_module("zaedno.site.jobs").QueueWorker(["heavy"], words[0], batch=True)
    live.set_transport(lambda message: print(message, flush=True))
    worker.run()
    return 0
