"""Ties between the things of a process, for carrying them elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from zaedno.core.refs import among
from zaedno.core.viewer import Viewer
from zaedno.platform.links.models import Link


def holdings_about(viewer: Viewer, held: Mapping[str, QuerySet[Any]]) -> list[QuerySet[Any]]:
    """Ties whose both ends are carried: the other end of any other stays behind."""
    above = among(held, "source_kind", "source_id")
    below = among(held, "target_kind", "target_id")
    return [Link.objects.filter(above, below, city_id=viewer.city.pk).order_by("pk")]
