"""Comments in numbers: of the things of a process, or of the whole city."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from zaedno.core.participation import ONLINE, Asked, Counts, Participation, by_hour
from zaedno.core.refs import among
from zaedno.core.viewer import Viewer
from zaedno.platform.discussion.models import Comment, Thread


def kinds(viewer: Viewer) -> list[Participation]:
    return [
        Participation(
            "discussion.comment",
            _("comments"),
            _said,
            who=lambda viewer, asked: _public(viewer, asked).values("author"),
        )
    ]


def _public(viewer: Viewer, asked: Asked) -> QuerySet[Comment]:
    """What people said; the city's own voice is not theirs."""
    found = Comment.objects.filter(
        city_id=viewer.city.pk, state=Comment.State.PUBLIC, official=False
    )
    return found.filter(thread__in=_threads(viewer, asked).values("pk")).order_by()


def _threads(viewer: Viewer, asked: Asked) -> QuerySet[Thread]:
    found = Thread.objects.filter(city_id=viewer.city.pk, comments__gt=0)
    if asked.process is None:
        return found
    return found.filter(among(asked.things, "kind", "ident"))


def _said(viewer: Viewer, asked: Asked) -> Counts:
    found = by_hour(_public(viewer, asked), "made_at")
    whole = sum(n for _hour, n in found)
    return Counts(found, how=((ONLINE, whole),) if whole else ())
