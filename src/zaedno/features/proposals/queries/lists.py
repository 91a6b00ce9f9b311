"""Long lists: an order drawn by lot that stays one reader's, and figures counted from an index."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any, overload

from django.core.cache import cache
from django.db.models import Count, QuerySet
from django.utils import timezone

from zaedno.core.participation import median
from zaedno.core.viewer import Viewer
from zaedno.features.proposals.models.proposal import TURNS, Proposal
from zaedno.features.proposals.queries import rows
from zaedno.platform.processes.models import Process

LARGE, SECONDS = 5_000, 30  # from so many on, figures may be half a minute old


class Turned(Sequence[Proposal]):
    """The rows in the order of their lots, begun at the reader's own place and round to it.

    Every proposal is as likely as any other to stand first. Only the slice that is shown is
    fetched, by the index on the lots, however long the list is.
    """

    def __init__(self, found: QuerySet[Proposal], start: int, count: int | None = None) -> None:
        self.found, self.start, self._count = found, start, count

    def count(self, value: Any = None) -> int:
        if self._count is None:
            self._count = self.found.count()
        return self._count

    def __len__(self) -> int:
        return self.count()

    @overload
    def __getitem__(self, at: int) -> Proposal: ...
    @overload
    def __getitem__(self, at: slice) -> list[Proposal]: ...
    def __getitem__(self, at: int | slice) -> Proposal | list[Proposal]:
        if isinstance(at, int):
            return self[at : at + 1][0]
        first, last = at.start or 0, len(self) if at.stop is None else at.stop
        after = self.found.filter(turn__gte=self.start).order_by("turn", "pk")
        got = list(after[first:last])
        left = last - first - len(got)
        if left > 0:
            passed = first + len(got) if got else min(first, after.count())
            skipped = max(first - passed, 0)
            before = self.found.filter(turn__lt=self.start).order_by("turn", "pk")
            got += before[skipped : skipped + left]
        return got


def start_of(viewer: Viewer) -> int:
    """Where this reader begins today."""
    reader = viewer.somebody.pk if viewer.somebody else viewer.visitor
    seed = hashlib.sha256(f"{reader}:{timezone.localdate()}".encode()).digest()
    return int.from_bytes(seed[:4], "big") % TURNS


class Counted(Sequence[Proposal]):
    """A query whose number of rows is known already."""

    def __init__(self, found: QuerySet[Proposal], count: int) -> None:
        self.found, self._count = found, count

    def count(self, value: Any = None) -> int:
        return self._count

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> Proposal: ...
    @overload
    def __getitem__(self, at: slice) -> list[Proposal]: ...
    def __getitem__(self, at: int | slice) -> Proposal | list[Proposal]:
        return list(self.found[at]) if isinstance(at, slice) else self.found[at]


def pages_of(
    viewer: Viewer, process: Process, asked: dict[str, str], known: dict[str, Any]
) -> Sequence[Proposal] | QuerySet[Proposal]:
    """What a page of the list is cut from; its length is taken from the figures where they say."""
    found, count = rows.listed(viewer, process, **asked), _count(asked, known)
    if not asked.get("sort"):
        return Turned(found, start_of(viewer), count)
    return found if count is None else Counted(found, count)


def _count(asked: dict[str, str], known: dict[str, Any]) -> int | None:
    if any(value for name, value in asked.items() if name not in ("sort", "outcome")):
        return None
    outcome = asked.get("outcome", "")
    if outcome == "waiting":
        return int(known["all"] - known["answered"])
    return int(known[outcome or "all"])


def figures(viewer: Viewer, process: Process) -> dict[str, Any]:
    """How many there are, how many are answered and how, and the median time of an answer."""
    key = f"proposals.figures:{process.pk}"
    if (kept := cache.get(key)) is not None:
        return dict(kept)
    made = _figures(viewer, process)
    if made["all"] >= LARGE:
        cache.set(key, made, SECONDS)
    return made


def _figures(viewer: Viewer, process: Process) -> dict[str, Any]:
    """One walk along an index: outcome and days of each answer, with how often they occur."""
    found = rows.public(viewer, process).select_related(None)
    groups = found.values_list("outcome", "answered_in").annotate(Count("pk")).order_by()
    counts = dict.fromkeys(("all", "answered", *Proposal.Outcome.values), 0)
    days: dict[int, int] = {}
    for outcome, taken, count in groups:
        counts["all"] += count
        if taken is not None:
            counts["answered"] += count
            counts[outcome] += count
            days[taken] = days.get(taken, 0) + count
    share = round(100 * counts["answered"] / counts["all"]) if counts["all"] else None
    return {**counts, "median": median(days.items()), "share": share}
