from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from zaedno.core import registry
from zaedno.core.refs import among
from zaedno.core.viewer import Viewer
from zaedno.platform.files.models import File


def holdings_about(viewer: Viewer, held: Mapping[str, QuerySet[Any]]) -> list[QuerySet[Any]]:
    """Files under things of a process, for carrying them elsewhere."""
    mine = among(held, "holder_kind", "holder_id")
    return [File.objects.filter(mine, city_id=viewer.city.pk).order_by("pk")]


def file_by_key(viewer: Viewer, key: str) -> File | None:
    """The file, if this viewer may see the thing that holds it."""
    file = File.objects.filter(city_id=viewer.city.pk, key=key).first()
    if file is None or not file.holder_kind:
        return file
    return file if registry.thing(viewer, file.holder_kind, file.holder_id) else None
