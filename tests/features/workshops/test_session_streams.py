"""Several server processes on PostgreSQL: each lays the changed part into the message itself."""

from __future__ import annotations

import json
from pathlib import Path
from time import monotonic, sleep

from tests.features.workshops import live, rooms
from tests.fixtures.server import LiveSite
from tests.site.test_production import environment, processes
from tests.site.test_server import Listener
from tests.world import World
from zaedno.core.live import set_transport
from zaedno.features.workshops.models.board import channel
from zaedno.site.notify import notify


def parts(listener: Listener) -> list[dict[str, str]]:
    said = [line.removeprefix("data: ") for line in listener.heard if '"part"' in line]
    return [json.loads(line)["part"] for line in said]


def test_every_process_tells_its_own_streams_once(postgres: str, tmp_path: Path) -> None:
    world = World()
    workshop, _made = live.opened(world)
    board = rooms.open_boards(world, workshop, ["need"])[0]
    site = LiveSite(tmp_path)
    web = ["serve", "--listen", f"127.0.0.1:{site.port}", "--workers", "2"]
    with processes(environment(tmp_path, postgres), web):
        until = monotonic() + 60
        while not site.answers():
            assert monotonic() < until, (tmp_path / "serve.log").read_text()
            sleep(0.2)
        board_of = channel(workshop.pk)
        listeners = [Listener(site, board_of, asked=f"?part={lang}") for lang in ("bg", "en") * 4]
        for listener in listeners:
            listener.wait_for("event: hello")
        set_transport(notify)
        try:
            noted = [rooms.write(world, board, f"Мисъл {n}") for n in range(3)]
        finally:
            set_transport(None)
        for listener in listeners:
            listener.wait_for(f'"id": "{noted[-1].pk}"')
            told = parts(listener)
            assert [f"Мисъл {n}" in part["html"] for n, part in enumerate(told)] == [True] * 3
        english = [part["html"] for part in parts(listeners[1])]
        assert "from paper" in english[0] or 'lang="bg"' in english[0]
