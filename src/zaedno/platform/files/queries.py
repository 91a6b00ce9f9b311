from __future__ import annotations

from zaedno.core import registry
from zaedno.core.viewer import Viewer
from zaedno.platform.files.models import File


def file_by_key(viewer: Viewer, key: str) -> File | None:
    """The file, if this viewer may see the thing that holds it."""
    file = File.objects.filter(city_id=viewer.city.pk, key=key).first()
    if file is None or not file.holder_kind:
        return file
    return file if registry.thing(viewer, file.holder_kind, file.holder_id) else None
