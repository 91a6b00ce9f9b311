"""Proposals that a moderator reads before everybody, and what to look at first in them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from zaedno.core.verdict import Sentence
from zaedno.core.viewer import Viewer
from zaedno.features.proposals.models.proposal import Proposal
from zaedno.features.proposals.queries import rows
from zaedno.platform.moderation import rules as moderating
from zaedno.platform.moderation.models import Screening
from zaedno.platform.moderation.queries import rows as moderation

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


def hints_of(viewer: Viewer, found: list[Proposal]) -> dict[int, list[Sentence]]:
    """For several at once: the list of words and the newest public ones are fetched once."""
    public = Proposal.objects.filter(process__in={row.process_id for row in found})
    public = public.filter(state=Proposal.State.PUBLISHED).order_by("-pk")
    before: dict[int, list[str]] = {}
    for process, title, text in public.values_list("process", "title", "text")[:COMPARED]:
        before.setdefault(process, []).append(f"{title}. {text}")
    words = moderation.words(viewer)
    return {
        row.pk: moderating.hints(f"{row.title}. {row.text}", words, before.get(row.process_id, ()))
        for row in found
    }
