"""Ties between the things of a process, for carrying them elsewhere."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from zaedno.core.viewer import Viewer
from zaedno.platform.links.models import Link


def holdings_about(viewer: Viewer, refs: list[tuple[str, str]]) -> list[QuerySet[Any]]:
    """Ties whose both ends are carried: the other end of any other stays behind."""
    above, below = Q(pk__in=[]), Q(pk__in=[])
    for kind in sorted({kind for kind, _ident in refs}):
        idents = [ident for of, ident in refs if of == kind]
        above |= Q(source_kind=kind, source_id__in=idents)
        below |= Q(target_kind=kind, target_id__in=idents)
    return [Link.objects.filter(above, below, city_id=viewer.city.pk).order_by("pk")]
