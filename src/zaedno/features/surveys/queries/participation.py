"""Replies to surveys in numbers. Who replied is not known, so nobody is counted as a person."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from zaedno.core.participation import Asked, Counts, Participation
from zaedno.core.viewer import Viewer
from zaedno.features.surveys.models import Survey
from zaedno.features.surveys.queries import rows
from zaedno.platform.forms.queries.participation import replied


def kinds(viewer: Viewer) -> list[Participation]:
    return [
        Participation(
            "surveys.survey",
            _("replies to surveys"),
            _replied,
            things=lambda viewer, asked: _surveys(viewer, asked).values("pk"),
        )
    ]


def _surveys(viewer: Viewer, asked: Asked) -> QuerySet[Survey]:
    found = rows.surveys(viewer).exclude(state=Survey.State.DRAFT).order_by()
    return found if asked.process is None else found.filter(process=asked.process)


def _replied(viewer: Viewer, asked: Asked) -> Counts:
    return replied(viewer, _surveys(viewer, asked).values("form"))
