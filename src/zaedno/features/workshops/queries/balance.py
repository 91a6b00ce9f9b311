"""The counts of the balance check, and whom to invite."""

from __future__ import annotations

from collections import Counter

from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.attendance import BalanceLine, Participation
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.interest import Interest
from zaedno.features.workshops.rules.balance import KindCount
from zaedno.platform.people.models import Organisation, StakeholderKind
from zaedno.platform.people.queries import kinds


def counts(viewer: Viewer, event: Workshop, *, all_kinds: bool = False) -> list[KindCount]:
    """Wanted, invited, accepted, came, in the city's order of kinds; four queries at most."""
    lines = {line.kind_id: line for line in BalanceLine.objects.filter(workshop=event)}
    rows = Participation.objects.filter(workshop=event).select_related("organisation")
    invited, accepted, came = Counter[int](), Counter[int](), Counter[int]()
    for row in rows:
        kind = row.organisation.kind_id
        invited[kind] += row.invited_at is not None
        accepted[kind] += row.accepted_at is not None and row.declined_at is None
        came[kind] += row.came is True
    for kind in _accepted_outside(event):
        accepted[kind] += 1
    shown = [k for k in kinds(viewer) if all_kinds or k.pk in lines or k.pk in accepted]
    over = event.state not in (Workshop.State.PLANNED, Workshop.State.LIVE)
    return [
        _count(kind, lines.get(kind.pk), (invited, accepted, came), over=over) for kind in shown
    ]


def _accepted_outside(event: Workshop) -> list[int]:
    """Kinds of accepted applicants that are not in the register yet."""
    accepted = Interest.objects.filter(workshop=event, state="accepted", organisation=None)
    return list(accepted.values_list("kind_id", flat=True))


def _count(
    kind: StakeholderKind,
    line: BalanceLine | None,
    rows: tuple[Counter[int], Counter[int], Counter[int]],
    *,
    over: bool,
) -> KindCount:
    """Those in the register and those noted by hand are the same ones: the greater counts."""
    invited, accepted, came = rows
    noted = line.came if line else None
    known = noted is not None or came[kind.pk] > 0 or over
    return KindCount(
        kind_id=kind.pk,
        code=kind.code,
        name=str(kind.name),
        wanted=line.wanted if line else 0,
        invited=max(invited[kind.pk], line.invited if line else 0),
        accepted=max(accepted[kind.pk], line.accepted if line else 0),
        came=max(came[kind.pk], noted or 0) if known else None,
        people=line.came_people if line else None,
        mark=line.mark if line else "",
    )


def to_invite(
    viewer: Viewer, event: Workshop, kind_ids: list[int]
) -> dict[int, list[Organisation]]:
    """Registered organisations of these kinds that were not asked yet, by kind."""
    asked = Participation.objects.filter(workshop=event).values("organisation_id")
    found = Organisation.objects.filter(city_id=viewer.city.pk, kind_id__in=kind_ids)
    by_kind: dict[int, list[Organisation]] = {}
    for organisation in found.exclude(pk__in=asked).order_by("slug"):
        by_kind.setdefault(organisation.kind_id, []).append(organisation)
    return by_kind
