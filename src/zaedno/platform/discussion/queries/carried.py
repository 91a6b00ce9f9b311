"""Discussions of the things of a process, for carrying them elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from zaedno.core.refs import among
from zaedno.core.viewer import Viewer
from zaedno.platform.discussion.models import (
    Comment,
    Hiding,
    Reaction,
    Report,
    Thread,
    Wording,
)


def holdings_about(viewer: Viewer, held: Mapping[str, QuerySet[Any]]) -> list[QuerySet[Any]]:
    threads = Thread.objects.filter(among(held, "kind", "ident"), city_id=viewer.city.pk)
    comments = Comment.objects.filter(city_id=viewer.city.pk, thread__in=threads)
    of_those = {"city_id": viewer.city.pk, "comment__in": comments}
    return [
        threads.order_by("pk"),
        comments.order_by("pk"),
        Wording.objects.filter(**of_those).order_by("pk"),
        Reaction.objects.filter(**of_those).order_by("pk"),
        Report.objects.filter(**of_those).order_by("pk"),
        Hiding.objects.filter(**of_those).order_by("pk"),
    ]
