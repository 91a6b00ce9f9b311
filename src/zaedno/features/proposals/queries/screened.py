"""Proposals that a moderator reads before everybody, and what to look at first in them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db.models import QuerySet

from zaedno.core.verdict import Sentence
from zaedno.core.viewer import Viewer
from zaedno.features.proposals.models.proposal import Proposal
from zaedno.features.proposals.models.together import Amendment
from zaedno.features.proposals.queries import rows
from zaedno.platform.moderation import rules as moderating
from zaedno.platform.moderation.models import Screening
from zaedno.platform.moderation.queries import rows as moderation
from zaedno.platform.processes.models import Process

COMPARED = 200  # the newest public ones that the same words are looked for in


def waiting(viewer: Viewer) -> QuerySet[Proposal]:
    """What waits for a moderator, oldest first."""
    found = Proposal.objects.filter(city_id=viewer.city.pk, state=Proposal.State.WAITING)
    return found.select_related("process").order_by("made_at", "pk")


def must_wait(viewer: Viewer, row: Proposal, now: datetime) -> bool:
    """Whether the stage lets a moderator read it before everybody."""
    asked = rows.stage(viewer, row.process, now)
    screening = asked.screening if asked else Screening.NONE
    if screening == Screening.NONE:
        return False
    return moderating.must_wait(viewer, screening, hints_of(viewer, [row])[row.pk])


def unread(viewer: Viewer, process: Process, now: datetime) -> Callable[[Amendment], bool]:
    """Which proposed changes no moderator has read, where the stage asks for that: they are for
    their writer, the authors and moderators. Words that were taken over waited with the proposal.
    """
    asked = rows.stage(viewer, process, now)
    screening = asked.screening if asked else Screening.NONE
    if screening == Screening.NONE:
        return lambda one: False
    words = moderation.words(viewer)

    def waits(one: Amendment) -> bool:
        said = moderating.hints(f"{one.title}. {one.text}. {one.why}", words)
        return one.state != Amendment.State.ACCEPTED and (screening == Screening.ALL or bool(said))

    return waits


def changes(
    viewer: Viewer, row: Proposal, found: list[Amendment], now: datetime, *, ours: bool
) -> list[Amendment]:
    """Those of the changes proposed to a proposal that this reader gets; its authors get all."""
    if ours or viewer.has(*moderating.MODERATING):
        return found
    waits, me = unread(viewer, row.process, now), viewer.alias() if viewer.signed_in else ""
    return [one for one in found if (me and one.author == me) or not waits(one)]


def hints_of(viewer: Viewer, found: list[Proposal]) -> dict[int, list[Sentence]]:
    """For several at once: the list of words and the newest public ones are fetched once."""
    public = Proposal.objects.filter(process__in={row.process_id for row in found})
    public = public.filter(state=Proposal.State.PUBLISHED).order_by("-pk")
    before: dict[int, list[str]] = {}
    for process, title, text in public.values_list("process", "title", "text")[:COMPARED]:
        before.setdefault(process, []).append(f"{title}. {text}")
    words = moderation.words(viewer)
    told = {}
    for row in found:
        said = moderating.hints(f"{row.title}. {row.text}", words, before.get(row.process_id, ()))
        beside = moderating.hints(f"{row.where} {row.signed}".strip(), words)
        told[row.pk] = list(dict.fromkeys([*said, *beside]))
    return told
