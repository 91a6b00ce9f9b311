"""One message to many open pages: processor time of the server for each delivery."""

from __future__ import annotations

import argparse
import asyncio
import json
from time import process_time
from typing import Any

from zaedno.core.streams import Hub, _stream

MESSAGES = 20


class Page:
    """A listener whose line takes whatever it is sent."""

    def __init__(self) -> None:
        self.lines = 0
        self.closed: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()

    async def receive(self) -> dict[str, Any]:
        return await self.closed

    async def send(self, message: Any) -> None:
        self.lines += b"data: {" in message.get("body", b"")


async def fan_out(listeners: int) -> tuple[float, int]:
    """Microseconds for each delivered message, and how many were delivered."""
    hub = Hub()
    pages = [Page() for _ in range(listeners)]
    tasks = [asyncio.create_task(_stream(hub, "board", "", p.receive, p.send)) for p in pages]
    await asyncio.sleep(0.2)
    begun = sum(page.lines for page in pages)
    before = process_time()
    for number in range(MESSAGES):
        hub.send(json.dumps({"board": "board", "kind": "note", "id": str(number)}))
        await asyncio.sleep(0.02)
    await asyncio.sleep(0.3)
    spent = process_time() - before
    delivered = sum(page.lines for page in pages) - begun
    hub.close()
    await asyncio.gather(*tasks)
    return spent / max(delivered, 1) * 1e6, delivered


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--listeners", type=int, default=500)
    many = parser.parse_args().listeners
    for number in range(3):
        few, _one = asyncio.run(fan_out(10))
        cost, delivered = asyncio.run(fan_out(many))
        print(
            f"round {number + 1}: {many} listeners / 10 listeners = {cost / few:.2f} for each "
            f"message ({cost:.0f} us, {few:.0f} us), {delivered} of {many * MESSAGES} delivered"
        )


if __name__ == "__main__":
    main()
