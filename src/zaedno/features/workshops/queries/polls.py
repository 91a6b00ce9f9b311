"""Polls as anybody may see them: what one may answer while open, counts once they are published."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404

from zaedno.core.fields import Texts
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.poll import Poll, PollAnswer, PollItem, PollSheet
from zaedno.features.workshops.models.replies import CloudWord, Reply, WordMark
from zaedno.features.workshops.models.voting import Voting, token_of
from zaedno.features.workshops.queries.who import Who, who
from zaedno.features.workshops.rules import polls as rules
from zaedno.features.workshops.rules.sheets import Shape
from zaedno.platform.people.models import StakeholderKind


def polls(viewer: Viewer) -> QuerySet[Poll]:
    items = PollItem.objects.select_related("theme", "cluster").prefetch_related("dissent")
    found = Poll.objects.filter(city_id=viewer.city.pk)
    found = found.select_related("workshop", "earlier", "later")
    return found.prefetch_related(Prefetch("items", queryset=items))


def poll(viewer: Viewer, pk: int) -> Poll:
    return get_object_or_404(polls(viewer), pk=pk)


def of_workshop(viewer: Viewer, workshop_id: int) -> list[Poll]:
    return list(polls(viewer).filter(workshop_id=workshop_id))


def item(viewer: Viewer, pk: int) -> PollItem:
    found = PollItem.objects.filter(poll__city_id=viewer.city.pk).select_related("poll")
    return get_object_or_404(found, pk=pk)


def something_open(viewer: Viewer, workshop_id: int) -> bool:
    """Whether a vote or a poll is going on: one at a time."""
    here = {"city_id": viewer.city.pk, "workshop_id": workshop_id}
    if Poll.objects.filter(**here, state=Poll.State.OPEN).exists():
        return True
    return Voting.objects.filter(**here, state=Voting.State.OPEN).exists()


def shape(poll: Poll) -> Shape:
    """What a sheet of this poll may hold."""
    return Shape(
        kind=poll.kind,
        items=tuple(item.pk for item in poll.items.all()),
        choices=len(poll.choices),
        axes=tuple(poll.axes or [""]),
        most=poll.most,
    )


def my_answers(viewer: Viewer, poll: Poll) -> dict[tuple[int, str], int]:
    """One's own sheet while the poll is open."""
    me = who(viewer, poll.workshop) if poll.state == Poll.State.OPEN else None
    return answers_of(viewer, poll, me)


def answers_of(viewer: Viewer, poll: Poll, me: Who | None) -> dict[tuple[int, str], int]:
    if me is None or poll.state != Poll.State.OPEN:
        return {}
    mine = PollAnswer.objects.filter(poll=poll, token=token_of("poll", poll.pk, me.key))
    return {(a.item_id, a.axis): a.value for a in mine}


def said_by(viewer: Viewer, poll: Poll, me: Who | None) -> tuple[int, list[str]]:
    """How many words or texts one gave so far, and one's own words while the poll is open."""
    if me is None or poll.state != Poll.State.OPEN:
        return 0, []
    token = token_of("poll", poll.pk, me.key)
    sheet = PollSheet.objects.filter(poll=poll, token=token).first()
    mine = WordMark.objects.filter(poll=poll, token=token).select_related("word")
    return (sheet.used if sheet else 0), [mark.word.text for mark in mine.order_by("word__key")]


def words(viewer: Viewer, poll: Poll) -> list[CloudWord]:
    """The words of a cloud, most often said first, ties by the alphabet; hidden ones left out."""
    return list(CloudWord.objects.filter(poll=poll, poll__city_id=viewer.city.pk, hidden=False))


def replies(viewer: Viewer, poll: Poll, *states: str) -> list[Reply]:
    found = Reply.objects.filter(poll=poll, poll__city_id=viewer.city.pk)
    return list(found.filter(state__in=states or Reply.State.values))


def reply(viewer: Viewer, pk: int) -> Reply:
    found = Reply.objects.filter(poll__city_id=viewer.city.pk).select_related("poll__workshop")
    return get_object_or_404(found, pk=pk)


def waiting_of(viewer: Viewer, poll: Poll) -> int:
    """How many texts of a poll wait for a moderator."""
    found = Reply.objects.filter(poll__city_id=viewer.city.pk, poll=poll)
    return found.filter(state=Reply.State.PENDING).count()


def kind_names(viewer: Viewer) -> dict[str, Texts]:
    """{id of a kind of organisation, as results keep it: its name}."""
    found = StakeholderKind.objects.filter(city_id=viewer.city.pk)
    return {str(kind.pk): kind.name for kind in found}


def vision(viewer: Viewer, workshop_id: int) -> Poll | None:
    """The last round of the shared vision."""
    found = polls(viewer).filter(workshop_id=workshop_id, kind=Poll.Kind.CONSENT)
    return found.order_by("-id").first()


def open_poll(viewer: Viewer, workshop: Workshop) -> Poll | None:
    found = polls(viewer).filter(workshop=workshop, state=Poll.State.OPEN)
    return found.first()


def last_published(viewer: Viewer, workshop: Workshop) -> Poll | None:
    found = polls(viewer).filter(workshop=workshop, published_at__isnull=False)
    return found.order_by("-published_at", "-id").first()


def sees_result(viewer: Viewer, poll: Poll) -> bool:
    return rules.may_see_result(viewer, poll.state, poll.published_at is not None)
