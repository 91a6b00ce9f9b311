"""What a viewer may see of commitments, and how each stands as of a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import Http404

from zaedno.algorithms.delivery import Reading, Standing, reviewed, standing
from zaedno.core import clock
from zaedno.core.verdict import Verdict
from zaedno.core.viewer import Viewer
from zaedno.features.commitments import rules
from zaedno.features.commitments.models import Amendment, Commitment, Progress
from zaedno.features.commitments.rules import Facts


@dataclass(frozen=True)
class Row:
    """A commitment and how it stands."""

    commitment: Commitment
    stand: Standing


def commitments(viewer: Viewer) -> QuerySet[Commitment]:
    """All of the city, dropped ones too; refused ones only for those they concern."""
    found = Commitment.objects.filter(city_id=viewer.city.pk).select_related("owner", "theme")
    if not viewer.has("coordinator", "facilitator"):
        mine = Q(owner_id__in=viewer.represents)
        found = found.filter(~Q(state=Commitment.State.REFUSED) | mine)
    return found


def commitment(viewer: Viewer, pk: int) -> Commitment:
    found = with_history(viewer, commitments(viewer).filter(pk=pk)).first()
    if found is None:
        raise Http404
    return found


def held(viewer: Viewer, pk: int) -> Commitment:
    """The commitment, held until the deed ends: it owns the order of its changes."""
    found = commitments(viewer).select_related(None).select_for_update().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def with_history(viewer: Viewer, rows: QuerySet[Commitment]) -> QuerySet[Commitment]:
    return rows.prefetch_related(
        Prefetch("progress", queryset=Progress.objects.order_by("day", "id")),
        Prefetch("amendments", queryset=Amendment.objects.order_by("day", "id")),
        "helpers",
    )


def chosen(viewer: Viewer, filters: dict[str, Any]) -> QuerySet[Commitment]:
    """The list for a set of filters from the address."""
    rows = commitments(viewer)
    if filters.get("state"):
        rows = rows.filter(state=filters["state"])
    if filters.get("theme"):
        rows = rows.filter(theme__code=filters["theme"])
    if filters.get("owner"):
        rows = rows.filter(owner__slug=filters["owner"])
    if filters.get("counted"):
        rows = rows.exclude(state__in=[Commitment.State.PROPOSED, Commitment.State.REFUSED])
    return rows


def standings(viewer: Viewer, rows: Iterable[Commitment], as_of: date) -> list[Row]:
    """How each of these (fetched `with_history`) stands on the day."""
    return [Row(row, stands(viewer, row, as_of)) for row in rows]


def standings_streamed(viewer: Viewer, rows: QuerySet[Commitment], as_of: date) -> Iterator[Row]:
    """The same for a long export, 500 rows at a time."""
    for row in rows.iterator(chunk_size=500):
        yield Row(row, stands(viewer, row, as_of))


def stands(viewer: Viewer, row: Commitment, as_of: date) -> Standing:
    """As of the day asked for, or the last day on which the commitment was followed."""
    day = min(as_of, row.followed_until) if row.followed_until else as_of
    return standing(
        baseline=row.baseline,
        target=row.target,
        readings=[Reading(p.day, p.value) for p in row.progress.all()],
        since=row.confirmed_on or clock.day(row.proposed_at),
        due=row.due_now.last,
        as_of=day,
        withdrawn_on=row.withdrawn_on,
    )


def facts_for(viewer: Viewer, row: Commitment) -> Facts:
    last = max((p.day for p in row.progress.all()), default=None)
    return Facts(row.state, row.owner_id, row.due_now, row.confirmed_on, last)


def may(viewer: Viewer, row: Commitment) -> dict[str, Verdict]:
    """Which verbs are open to this viewer on this commitment, with the reason where not."""
    facts = facts_for(viewer, row)
    answers = {verb: rules.may_answer(viewer, facts, verb) for verb in ("confirm", "refuse")}
    changes = ("report", "amend", "withdraw")
    return answers | {verb: rules.may_change(viewer, facts, verb) for verb in changes}


def counts(viewer: Viewer) -> dict[str, int]:
    """How many stand in each state."""
    rows = commitments(viewer).order_by().values("state").annotate(n=Count("id"))
    return {row["state"]: row["n"] for row in rows}


def waiting_for(viewer: Viewer) -> QuerySet[Commitment]:
    """Proposed commitments that this viewer's organisations have not answered."""
    return commitments(viewer).filter(
        state=Commitment.State.PROPOSED, owner_id__in=viewer.represents
    )


@dataclass(frozen=True)
class Reviewed:
    """A commitment in a half-yearly review: kept, under way, moved, dropped or silent."""

    row: Row
    word: str


def review(viewer: Viewer, first: date, last: date) -> list[Reviewed]:
    """Every commitment that was confirmed before `last` and not ended before `first`."""
    rows = with_history(viewer, chosen(viewer, {"counted": True})).filter(
        Q(delivered_on__isnull=True) | Q(delivered_on__gte=first),
        Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=first),
        confirmed_on__lte=last,
    )
    found = []
    for row in standings(viewer, rows, last):
        moved = any(first <= a.day <= last for a in row.commitment.amendments.all())
        told = any(first <= p.day <= last for p in row.commitment.progress.all())
        found.append(Reviewed(row, reviewed(row.stand, moved=moved, reported=told)))
    return found


def due_soon(viewer: Viewer, days: dict[str, date]) -> list[tuple[str, Commitment]]:
    """Open commitments whose due day is one of these, by the reminder's name."""
    found: list[tuple[str, Commitment]] = []
    rows = commitments(viewer).filter(
        state__in=[Commitment.State.CONFIRMED, Commitment.State.UNDER_WAY],
        followed_until__isnull=True,
    )
    for row in rows.prefetch_related("reminders"):
        for name, day in days.items():
            sent = any(r.kind == name and r.due == row.due_now for r in row.reminders.all())
            if row.due_now.last == day and not sent:
                found.append((name, row))
    return found


def by_receipt(viewer: Viewer, number: str) -> int | None:
    return commitments(viewer).filter(receipt=number).values_list("pk", flat=True).first()
