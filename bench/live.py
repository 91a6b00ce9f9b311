"""A workshop with hundreds of open screens: from the sending of a note to every stream.

    python -m bench.live                            # 500 screens, 5 notes and 20 dots a second
    python -m bench.live --quick                    # ten seconds of it
    python -m bench.live --listeners 2000 --rate 1  # many screens, one change a second
    python -m bench.live --database postgres --workers 2  # as in production

The real server runs beside: one process on SQLite, or several on PostgreSQL with a worker and
NOTIFY between them. Screens are streams as browsers hold them.
Notes are refused while a vote is open in the same workshop, so the dots are placed in a second
workshop of the same server at the same time. Every tenth note is sent twice under one key, as a
phone does that lost the line.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import tempfile
from collections import Counter
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from urllib.parse import urlencode
from uuid import uuid4

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zaedno.site.settings.test")
django.setup()

from bench.house import House, on_postgres, on_sqlite  # noqa: E402 - the settings come first
from tests.features.workshops import live, rooms  # noqa: E402
from tests.world import World  # noqa: E402
from zaedno.features.workshops import boards as channel  # noqa: E402
from zaedno.features.workshops.actions import dots as dot_actions  # noqa: E402
from zaedno.features.workshops.models.board import Note  # noqa: E402
from zaedno.features.workshops.models.voting import Dot  # noqa: E402

WRITERS = 80  # seats that write and vote in turn; the others read
CSRF = "bench" * 6 + "xx"  # any browser chooses its own
NOTE = re.compile(rb'"kind": "note", "id": "(\d+)"')


@dataclass
class Scene:
    """What was built before the server starts."""

    permission: str
    board: int
    voting: int
    receipts: list[str]


@dataclass
class Heard:
    """When each screen heard of each note."""

    sent: dict[bytes, float] = field(default_factory=dict)
    delays: list[float] = field(default_factory=list)
    counts: Counter[bytes] = field(default_factory=Counter)
    early: dict[bytes, list[float]] = field(default_factory=dict)
    answers: list[float] = field(default_factory=list)
    doubled: int = 0

    def note(self, ident: bytes, at: float) -> None:
        self.counts[ident] += 1
        if ident in self.sent:
            self.delays.append(at - self.sent[ident])
        else:  # the stream was quicker than the answer that names the note
            self.early.setdefault(ident, []).append(at)

    def known(self, ident: bytes, sent: float) -> None:
        self.sent[ident] = sent
        self.delays += [at - sent for at in self.early.pop(ident, [])]


def build() -> Scene:
    world = World()
    workshop, made = live.opened(world)
    board = rooms.open_boards(world, workshop, ["need"])[0]
    other, second = live.opened(world, "w2")
    shown = rooms.open_boards(world, other, ["need"])[0]
    for number in range(WRITERS):
        live.join(world, made, f"a{number}")
        live.join(world, second, f"b{number}")
    receipts = [rooms.write(world, shown, f"Мисъл {n}").receipt for n in range(30)]
    voting = world.act(dot_actions.open_voting, "facilitator", workshop=other, dots=20)
    return Scene(channel.permission(workshop), board.pk, voting.pk, receipts)


async def screen(house: House, scene: Scene, heard: Heard, ready: asyncio.Semaphore) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", house.port, limit=2**20)
    asked = (
        f"GET /live/{scene.permission}?part=bg HTTP/1.1\r\n"
        f"Host: localhost:{house.port}\r\n{house.outside}\r\n"
    )
    writer.write(asked.encode())
    try:
        while line := await reader.readline():
            if line.startswith(b"event: hello"):
                ready.release()
            elif found := NOTE.search(line):
                heard.note(found[1], perf_counter())
    except asyncio.CancelledError:
        writer.close()


async def post(house: House, path: str, seat: str, sent: dict[str, object]) -> bytes:
    """One form as the session's script sends it, on a line of its own."""
    body = urlencode({"csrfmiddlewaretoken": CSRF, "key": uuid4().hex, **sent}).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: localhost:{house.port}\r\n{house.outside}"
        f"Cookie: {house.csrf}={CSRF}; zaedno-seat={seat}\r\nConnection: close\r\n"
        "Accept: application/json\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    reader, writer = await asyncio.open_connection("127.0.0.1", house.port)
    writer.write(head.encode() + body)
    answer = await reader.read()
    writer.close()
    return answer


async def write(house: House, scene: Scene, heard: Heard, number: int) -> bool:
    sent = {"board": scene.board, "text": f"Бележка {number}", "key": f"key-{number}"}
    path, seat = "/bg/workshops/w1/session/note/", f"a{number % WRITERS}"
    began = perf_counter()
    answer = await post(house, path, seat, sent)
    heard.answers.append(perf_counter() - began)
    found = re.search(rb'"id": "n(\d+)"', answer)
    if found is None:
        return False
    heard.known(found[1], began)
    if number % 10 == 0:
        again = re.search(rb'"id": "n(\d+)"', await post(house, path, seat, sent))
        heard.doubled += again is None or again[1] != found[1]
    return True


async def dot(house: House, scene: Scene, heard: Heard, number: int) -> bool:
    receipt = scene.receipts[number % len(scene.receipts)]
    path = f"/bg/workshops/boards/votes/{scene.voting}/place/{receipt}/"
    began = perf_counter()
    answer = await post(house, path, f"b{number % WRITERS}", {})
    heard.answers.append(perf_counter() - began)
    return b'"ok": true' in answer


async def steady(rate: float, seconds: float, deed: object) -> list[object]:
    """So many a second, whatever became of those before."""
    tasks = []
    began = perf_counter()
    for number in range(round(rate * seconds)):
        await asyncio.sleep(max(0.0, began + number / rate - perf_counter()))
        tasks.append(asyncio.create_task(deed(number)))  # type: ignore[operator]
    return list(await asyncio.gather(*tasks, return_exceptions=True))


async def measure(
    house: House, scene: Scene, asked: argparse.Namespace
) -> tuple[Heard, list[object], list[object]]:
    heard, ready = Heard(), asyncio.Semaphore(0)
    screens = []
    for number in range(asked.listeners):
        screens.append(asyncio.create_task(screen(house, scene, heard, ready)))
        if number % 50 == 49:
            await asyncio.sleep(0.05)
    for _screen in screens:
        await asyncio.wait_for(ready.acquire(), 60)
        broken = [s.exception() for s in screens if s.done()]
        assert not broken, broken[:3]
    await steady(2, 5, lambda n: dot(house, scene, Heard(), 1200 + n))  # the server is warm
    before, used = house.memory(), house.spent()
    print(f"{asked.listeners} screens are connected; the server holds {before:.0f} MB")
    print(f"connections of its processes: {house.lines()}")
    done = await asyncio.gather(
        steady(asked.rate, asked.seconds, lambda n: write(house, scene, heard, n)),
        steady(asked.dots, asked.seconds, lambda n: dot(house, scene, heard, n)),
    )
    await asyncio.sleep(2)
    share = (house.spent() - used) / asked.seconds
    busy = os.getloadavg()[0]
    print(f"the server used {share:.0%} of a processor; {busy:.0f} tasks wanted to run here")
    print(f"memory: {before:.0f} MB before, {house.memory():.0f} MB after {asked.seconds} s")
    for task in screens:
        task.cancel()
    await asyncio.gather(*screens, return_exceptions=True)
    return heard, done[0], done[1]


def report(heard: Heard, notes: list[object], dots: list[object], screens: int) -> None:
    taken = sum(one is True for one in notes)
    print(f"notes: {taken} of {len(notes)} taken; dots: {dots.count(True)} of {len(dots)}")
    print(
        f"in the database: {Note.objects.filter(room='').exclude(workshop__slug='w2').count()}"
        f" notes, {sum(Dot.objects.values_list('count', flat=True))} dots"
    )
    lost = sum(max(0, screens - heard.counts[ident]) for ident in heard.sent)
    twice = sum(max(0, heard.counts[ident] - screens) for ident in heard.sent)
    print(
        f"on the streams: {lost} lost, {twice} doubled; sent again under one key and doubled: "
        f"{heard.doubled}"
    )
    for name, told in (("note sent > on a stream", heard.delays), ("request", heard.answers)):
        print(f"{name}: {percentiles(told)}")


def percentiles(delays: list[float]) -> str:
    if not delays:
        return "nothing"
    ordered = sorted(delays)
    at = [(p, ordered[min(len(ordered) - 1, int(p / 100 * len(ordered)))]) for p in (50, 90, 99)]
    told = ", ".join(f"{p} % within {delay * 1000:.0f} ms" for p, delay in at)
    return f"{told}, all within {ordered[-1] * 1000:.0f} ms ({len(ordered)} measured)"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--listeners", type=int, default=500)
    parser.add_argument("--rate", type=float, default=5, help="notes a second")
    parser.add_argument("--dots", type=float, default=None, help="dots a second, four per note")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--workers", type=int, default=2, help="web processes on PostgreSQL")
    asked = parser.parse_args()
    asked.dots = 4 * asked.rate if asked.dots is None else asked.dots
    asked.seconds = 10 if asked.quick else asked.seconds
    random.seed(1)
    with tempfile.TemporaryDirectory() as name, place(asked, Path(name)) as (house, scene):
        told = asyncio.run(measure(house, scene, asked))
        report(*told, asked.listeners)


def place(asked: argparse.Namespace, folder: Path) -> AbstractContextManager[tuple[House, Scene]]:
    if asked.database == "postgres":
        return on_postgres(folder, build, asked.workers)
    return on_sqlite(folder, build)


if __name__ == "__main__":
    main()
