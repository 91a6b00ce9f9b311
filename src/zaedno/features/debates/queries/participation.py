"""Arguments and their weights in numbers: grouped queries, whatever their number."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from zaedno.core.participation import ONLINE, Asked, Counts, Participation, by_hour
from zaedno.core.viewer import Viewer
from zaedno.features.debates.models import Argument, Debate, Weight
from zaedno.features.debates.queries import rows
from zaedno.platform.people.queries.pseudonyms import pseudonyms

PUBLIC = (Argument.State.PUBLIC, Argument.State.MERGED)


def kinds(viewer: Viewer) -> list[Participation]:
    return [
        Participation(
            "debates.argument",
            _("arguments in debates"),
            _argued,
            who=lambda viewer, asked: _public(viewer, asked).values("author"),
            things=lambda viewer, asked: _public(viewer, asked).values("pk"),
        ),
        Participation(
            "debates.weight",
            _("weights of arguments"),
            _weighed,
            votes=True,
            who=_weighers,
        ),
    ]


def _debates(viewer: Viewer, asked: Asked) -> QuerySet[Debate]:
    found = rows.debates(viewer).order_by()
    return found if asked.process is None else found.filter(process=asked.process)


def _public(viewer: Viewer, asked: Asked) -> QuerySet[Argument]:
    debates = _debates(viewer, asked).values("pk")
    found = Argument.objects.filter(city_id=viewer.city.pk, debate__in=debates, state__in=PUBLIC)
    return found.order_by()


def _argued(viewer: Viewer, asked: Asked) -> Counts:
    found = by_hour(_public(viewer, asked), "made_at")
    return Counts(found, how=_online(sum(n for _hour, n in found)))


def _weighed(viewer: Viewer, asked: Asked) -> Counts:
    """How many weights were given; when is not kept."""
    found = _public(viewer, asked).aggregate(n=Sum("weighers"))["n"] or 0
    return Counts(how=_online(found))


def _online(count: int) -> tuple[tuple[str, int], ...]:
    return ((ONLINE, count),) if count else ()


def _weighers(viewer: Viewer, asked: Asked) -> QuerySet[Any]:
    given = Weight.objects.filter(
        city_id=viewer.city.pk, argument__in=_public(viewer, asked).values("pk")
    )
    return pseudonyms(viewer, given)
