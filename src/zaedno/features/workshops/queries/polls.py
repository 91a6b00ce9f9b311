"""Polls as anybody may see them: counts only when closed, and only of five answers or more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404

from zaedno.core.fields import Texts
from zaedno.core.verdict import Sentence
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.poll import Poll, PollAnswer, PollItem, Stance
from zaedno.features.workshops.models.voting import token_of
from zaedno.features.workshops.rules.polls import large_enough


@dataclass(frozen=True)
class Choice:
    value: int
    label: Sentence
    count: int | None = None


@dataclass(frozen=True)
class ItemView:
    """One question with its answers, and its counts where they may be shown."""

    item: PollItem
    choices: list[Choice]
    n: int | None = None
    medians: dict[str, float] | None = None
    few: bool = False

    @property
    def shown(self) -> bool:
        return self.n is not None and not self.few


def polls(viewer: Viewer) -> QuerySet[Poll]:
    items = PollItem.objects.select_related("theme", "cluster").prefetch_related("dissent")
    found = Poll.objects.filter(city_id=viewer.city.pk).select_related("workshop")
    return found.prefetch_related(Prefetch("items", queryset=items))


def poll(viewer: Viewer, pk: int) -> Poll:
    return get_object_or_404(polls(viewer), pk=pk)


def of_workshop(viewer: Viewer, workshop_id: int) -> list[Poll]:
    return list(polls(viewer).filter(workshop_id=workshop_id))


def item(viewer: Viewer, pk: int) -> PollItem:
    found = PollItem.objects.filter(poll__city_id=viewer.city.pk).select_related("poll")
    return get_object_or_404(found, pk=pk)


def choices(poll: Poll) -> list[Choice]:
    """The answers one can give, best agreement first for the vision."""
    if poll.kind == Poll.Kind.CONSENT:
        return [Choice(int(value), label) for value, label in Stance.choices]
    if poll.kind == Poll.Kind.SINGLE:
        return [Choice(at, str(Texts(c))) for at, c in enumerate(poll.choices, start=1)]
    return [Choice(value, str(value)) for value in range(1, 6)]


def views(poll: Poll) -> list[ItemView]:
    """The items of a poll with their results, as far as they may be shown to anybody."""
    return [_view(poll, found, choices(poll)) for found in poll.items.all()]


def _view(poll: Poll, found: PollItem, possible: list[Choice]) -> ItemView:
    result: dict[str, Any] | None = found.result
    if poll.state != Poll.State.CLOSED or result is None:
        return ItemView(found, possible)
    if not large_enough(result["n"]):
        return ItemView(found, possible, n=result["n"], few=True)
    counts = result.get("counts", {})
    counted = [Choice(c.value, c.label, counts.get(str(c.value), 0)) for c in possible]
    return ItemView(found, counted, n=result["n"], medians=result.get("medians"))


def my_answers(viewer: Viewer, poll: Poll) -> dict[tuple[int, str], int]:
    """One's own sheet while the poll is open."""
    if viewer.person is None or poll.state != Poll.State.OPEN:
        return {}
    token = token_of("poll", poll.pk, viewer.person.pk)
    mine = PollAnswer.objects.filter(poll=poll, token=token)
    return {(a.item_id, a.axis): a.value for a in mine}


def vision(viewer: Viewer, workshop_id: int) -> Poll | None:
    found = polls(viewer).filter(workshop_id=workshop_id, kind=Poll.Kind.CONSENT)
    return found.order_by("-id").first()
