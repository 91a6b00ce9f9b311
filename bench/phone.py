"""A phone six times slower on a poor line: from the join page to the first note on the board.

    python -m bench.phone               # 400 kbit/s, 400 ms there and back, 2 % of packets lost
    python -m bench.phone --loss 0.05

The real server, Chromium with its processor throttled, and a line between them that is narrow, far
and loses packets (`tests/fixtures/poor_line.py`): what TCP makes of a lost packet is a stall.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path
from time import monotonic, process_time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zaedno.site.settings.test")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright keeps a loop in this thread
django.setup()

from playwright.sync_api import Browser, sync_playwright  # noqa: E402 - the settings come first

from bench.house import on_sqlite  # noqa: E402
from tests.features.workshops import live, rooms  # noqa: E402
from tests.fixtures.browser import FLAGS, chromium  # noqa: E402
from tests.fixtures.poor_line import poor_line  # noqa: E402
from tests.walks.phone import PHONE, first_page, join, note, slowed  # noqa: E402
from tests.world import World  # noqa: E402


def build() -> str:
    world = World()
    workshop, made = live.opened(world)
    board = rooms.open_boards(world, workshop, ["need"])[0]
    for number in range(30):
        rooms.write(world, board, f"Мисъл {number}")
    return str(made.code)


def crowded() -> float:
    """How much longer than alone a processor takes here now: 1 where nobody else is at work."""
    began, spent = monotonic(), process_time()
    while process_time() - spent < 0.3:
        pass
    return max(1.0, (monotonic() - began) / 0.3)


def once(browser: Browser, port: int, code: str, loss: float, number: int) -> None:
    with poor_line(port, loss=loss, seed=number) as line:
        context = browser.new_context(locale="bg-BG", **PHONE)
        page = slowed(context.new_page())
        began = monotonic()
        weight = first_page(page, f"http://localhost:{line.port}/bg/workshops/join/{code}/")
        shown = monotonic() - began
        join(page)
        page.get_by_label("Вашата бележка").wait_for()
        joined = monotonic() - began
        note(page, f"Мисъл от телефон {number}")
        print(
            f"round {number}: first page {weight / 1024:.0f} KB in {shown:.1f} s, joined after "
            f"{joined:.1f} s, first note on the board after {monotonic() - began:.1f} s; "
            f"{line.lost} of {line.packets} packets lost; {crowded():.1f} wanted each processor"
        )
        context.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--loss", type=float, default=0.02, help="share of packets lost")
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        on_sqlite(Path(folder), build) as (house, code),
        sync_playwright() as play,
    ):
        browser = play.chromium.launch(executable_path=chromium(), args=FLAGS)
        for number in range(1, asked.rounds + 1):
            once(browser, house.port, code, asked.loss, number)
        browser.close()


if __name__ == "__main__":
    main()
