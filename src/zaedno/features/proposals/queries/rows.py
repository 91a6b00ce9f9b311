"""Proposals as this viewer may read them, in orders that stand in the address."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from zaedno.algorithms import working_days
from zaedno.core import clock
from zaedno.core.verdict import Verdict
from zaedno.core.viewer import Viewer
from zaedno.features.proposals.models.proposal import Hiding, Proposal, Support
from zaedno.features.proposals.models.together import CoAuthor
from zaedno.features.proposals.rules.proposal import Facts, may_submit
from zaedno.platform.moderation.rules import MODERATING
from zaedno.platform.processes.models import Process
from zaedno.platform.processes.queries import rows as processes
from zaedno.platform.processes.rules import StageFacts

METHOD = "proposals"
USUAL_LIMIT = 5
State = Proposal.State
SHOWN = (State.PUBLISHED, State.MERGED, State.SPLIT, State.WITHDRAWN)
SHOWN_WITH = ("process__theme", "theme", "district", "organisation", "merged_into")


def proposals(viewer: Viewer) -> QuerySet[Proposal]:
    """All that this viewer may read: public ones, one's own, and hidden ones for moderators."""
    seen = Q(state__in=SHOWN)
    if viewer.has(*MODERATING):
        seen |= Q(state__in=(Proposal.State.HIDDEN, Proposal.State.WAITING))
    if viewer.somebody and (alias := viewer.alias()):
        seen |= Q(author=alias) | Q(pk__in=_written_along(viewer))
    found = Proposal.objects.filter(seen, city_id=viewer.city.pk)
    return found.select_related(*SHOWN_WITH)


def _written_along(viewer: Viewer) -> Any:
    """The proposals this person writes along."""
    active = CoAuthor.State.ACTIVE
    mine = CoAuthor.objects.filter(city_id=viewer.city.pk, state=active)
    person: Any = getattr(viewer.person, "pk", None)
    return mine.filter(person_id=person).values("proposal_id")


def public(viewer: Viewer, process: Process) -> QuerySet[Proposal]:
    """What everybody reads in a process; nothing of one's own is looked for."""
    if process.city_id != viewer.city.pk:
        return Proposal.objects.none()
    # The process says which city it is; asking each row as well would keep the index from counting.
    found = Proposal.objects.filter(process=process, state=Proposal.State.PUBLISHED)
    return found.select_related(*SHOWN_WITH[1:])  # nor the process: a join would lose the order


def proposal(viewer: Viewer, receipt: str) -> Proposal:
    found = proposals(viewer).filter(receipt=receipt.upper()).first()
    if found is None:
        raise Http404
    return found


def held(viewer: Viewer, pk: int) -> Proposal:
    mine = Proposal.objects.filter(city_id=viewer.city.pk).select_related("process")
    return mine.select_for_update(of=("self",)).get(pk=pk)


def listed(
    viewer: Viewer,
    process: Process,
    *,
    outcome: str = "",
    district: str = "",
    theme: str = "",
    sort: str = "",
) -> QuerySet[Proposal]:
    """The public proposals of a process in the chosen order."""
    found = public(viewer, process)
    if outcome == "waiting":
        found = found.filter(answered_at__isnull=True)
    elif outcome:
        found = found.filter(answered_at__isnull=False, outcome=outcome)
    if district:
        found = found.filter(district__slug=district)
    if theme:
        found = found.filter(theme__code=theme)
    if sort == "new":
        return found.order_by("-published_at", "-pk")
    if sort == "support":
        return found.order_by("-supporters", "pk")
    return found.order_by("turn", "pk")


def placed(viewer: Viewer, found: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """Those of a list that a map can show."""
    return found.filter(place__isnull=False)


def stage(viewer: Viewer, process: Process, now: datetime) -> StageFacts | None:
    return processes.stage_for(viewer, process, METHOD, now)


def taking(viewer: Viewer, now: datetime, *, first: Any = None) -> list[tuple[Process, Verdict]]:
    """Processes that take this viewer's proposals now, if need be after a key; `first` leads."""
    found = []
    for row in processes.with_method(viewer, METHOD):
        verdict = may_submit(viewer, stage(viewer, row, now), now)
        if verdict or verdict.needs:
            found.append((row, verdict))
    return sorted(found, key=lambda one: one[0].pk != first)


def own(viewer: Viewer, row: Proposal) -> bool:
    if (f"{row._meta.app_label}.{row._meta.model_name}", str(row.pk)) in viewer.holds:
        return True
    return bool(row.author) and viewer.somebody is not None and row.author == viewer.alias()


def facts(viewer: Viewer, row: Proposal, now: datetime) -> Facts:
    mine = own(viewer, row)
    along = viewer.signed_in and not mine and _written_along(viewer).filter(proposal=row).exists()
    return Facts(
        state=row.state,
        own=mine,
        coauthor=along,
        answered=row.answered,
        supporters=row.supporters,
        stage=stage(viewer, row.process, now),
        now=now,
    )


def limit(viewer: Viewer, process: Process) -> int:
    """How many supports one person has in a process."""
    return processes.setting(viewer, process, METHOD, "supports", USUAL_LIMIT)


def supported(viewer: Viewer, process: Process) -> set[int]:
    """The proposals of a process that this person supports."""
    if viewer.somebody is None:
        return set()
    found = Support.objects.filter(sheet__person_id=viewer.somebody.pk, sheet__process=process)
    return set(found.values_list("proposal_id", flat=True))


def days_taken(row: Proposal, now: datetime) -> int:
    """Working days from publication to an answer given now, without those the clock stood."""
    start = clock.day(row.published_at or row.made_at)
    days = working_days.between(start, timezone.localdate(now), working_days.BULGARIA)
    return max(days - row.stood, 0)


def unanswered(viewer: Viewer, process: Process) -> QuerySet[Proposal]:
    found = public(viewer, process)
    return found.filter(answered_at__isnull=True).order_by("answer_due", "pk")


def written(viewer: Viewer, process: Process) -> QuerySet[Proposal]:
    """Answers that are written and not yet public."""
    return unanswered(viewer, process).exclude(outcome="")


def of_process(viewer: Viewer, process: Process) -> QuerySet[Proposal]:
    """Every public proposal of a process in the order of its publication."""
    return listed(viewer, process, sort="new").reverse()


def hiding(viewer: Viewer, row: Proposal) -> Any:
    """The newest hiding of a proposal; None where it was never hidden."""
    return Hiding.objects.filter(city_id=viewer.city.pk, proposal=row).last()


def drafts(viewer: Viewer, process: Process) -> QuerySet[Proposal]:
    if not viewer.signed_in:
        return Proposal.objects.none()
    mine = proposals(viewer).filter(process=process)
    mine = mine.filter(Q(author=viewer.alias()) | Q(pk__in=_written_along(viewer)))
    return mine.filter(state=Proposal.State.DRAFT).order_by("-made_at")


def by_receipt(viewer: Viewer, number: str) -> str | None:
    found = proposals(viewer).filter(receipt=number).values_list("pk", flat=True).first()
    return None if found is None else str(found)


def merged_here(viewer: Viewer, row: Proposal) -> list[Proposal]:
    """Found by the one they were merged into: nothing else would keep to its index."""
    found = Proposal.objects.filter(merged_into=row).order_by("pk")
    return [one for one in found if one.state in SHOWN and one.city_id == viewer.city.pk]


def mergeable(viewer: Viewer, row: Proposal) -> QuerySet[Proposal]:
    found = unanswered(viewer, row.process).exclude(pk=row.pk)
    return found.order_by("title", "pk")


def hidden(viewer: Viewer) -> QuerySet[Hiding]:
    """Objections that wait for a second moderator, oldest first."""
    found = Hiding.objects.filter(city_id=viewer.city.pk, appealed_at__isnull=False, ruling="")
    return found.select_related("proposal__process").order_by("appealed_at")
