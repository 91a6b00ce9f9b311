"""Everything the house holds about a person, for that person."""

from __future__ import annotations

from typing import Any

from zaedno.core import registry
from zaedno.core.personal import Kept
from zaedno.core.viewer import Viewer
from zaedno.platform.people import queries


def my_data(viewer: Viewer) -> dict[str, Any]:
    """Account, roles and organisations in all cities, deeds, and what other rooms keep."""
    entries = registry.gather("profile_entries", viewer)
    return {
        **queries.my_records(viewer),
        "contributions": [
            {
                "kind": entry.kind,
                "title": entry.title,
                "address": entry.url,
                "receipt": entry.receipt,
                "date": entry.date.iso() if entry.date else None,
                "state": str(entry.status_word),
            }
            for entry in entries
        ],
        "kept": {one.model._meta.label_lower: one.told() for one in kept(viewer)},
    }


def kept(viewer: Viewer) -> list[Kept]:
    """What other rooms keep of this person in this city, table by table."""
    found: list[Kept] = registry.gather("personal", viewer)
    return found
