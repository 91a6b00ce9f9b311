"""Measure pieces of work next to each other, each in a fresh process: time, memory, what came out.

A piece of work is named `module:function`; the function gets the arguments and gives back what is
to be measured, a function without arguments, so that reading the input is not counted. Measured
are processor seconds (other work on the machine moves them less than the clock) and the growth of
the peak of memory above what was there before the work began.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import Any


@dataclass(frozen=True)
class Measured:
    """One piece of work: processor seconds, clock seconds, megabytes above the input, outcome."""

    seconds: float
    clock: float
    megabytes: float
    outcome: Any


@dataclass(frozen=True)
class Row:
    """One line of the comparison; `peer` is None where the peer is missing or did not finish."""

    what: str
    peer_name: str
    ours: Measured
    peer: Measured | None
    same: str = ""
    aim: str = ""

    @property
    def ratio(self) -> float | None:
        return self.peer.seconds / max(self.ours.seconds, 1e-6) if self.peer else None

    def told(self) -> list[str]:
        faster = f"{self.ratio:,.0f} x" if self.ratio is not None else "-"
        lighter = (
            f"{self.peer.megabytes / max(self.ours.megabytes, 0.1):,.1f} x" if self.peer else "-"
        )
        theirs = "not finished" if self.peer_name else ""
        if self.peer:
            theirs = f"{self.peer.seconds:.2f} s"
        return [
            self.what, f"{self.ours.seconds:.3f} s", f"{self.ours.megabytes:.0f} MB",
            self.peer_name, theirs, faster, lighter, self.same, self.aim,
        ]  # fmt: skip


HEADINGS = ["work", "ours", "memory", "peer", "theirs", "faster", "lighter", "same", "aim"]


def measure(work: str, *arguments: Any, limit: float = 600) -> Measured | None:
    """Run `module:function(*arguments)()` in a process of its own; None when time runs out."""
    command = [sys.executable, "-m", "bench.side_by_side", work, json.dumps(arguments)]
    try:
        done = subprocess.run(  # noqa: S603
            command, capture_output=True, text=True, timeout=limit, check=False
        )
    except subprocess.TimeoutExpired:
        return None
    if done.returncode:
        print(f"{work}: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return None
    return Measured(**json.loads(done.stdout.splitlines()[-1]))


def _spent() -> float:
    """Processor seconds, children included."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def _used() -> float:
    """The peak of memory in megabytes, children included."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return max(_peak(own), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024


def _peak(told: int) -> int:
    """Linux lets a process inherit the peak of the one that started it; its own stands in /proc."""
    status = Path("/proc/self/status")
    if not status.exists():
        return told
    lines = status.read_text(encoding="ascii", errors="replace").splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), told)


def _run(work: str, arguments: list[Any]) -> Iterator[str]:
    module, name = work.split(":")
    ready = getattr(import_module(module), name)(*arguments)
    memory, clock, seconds = _used(), perf_counter(), _spent()  # looking takes time, too
    outcome = ready()
    after, took = _spent(), perf_counter() - clock
    told = {"seconds": after - seconds, "clock": took, "megabytes": _used() - memory}
    yield json.dumps(told | {"outcome": outcome})


if __name__ == "__main__":
    for line in _run(sys.argv[1], json.loads(sys.argv[2])):
        print(line)
