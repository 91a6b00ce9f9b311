"""Arguments that may say the same: shown before sending, and to who may merge them."""

from __future__ import annotations

from zaedno.algorithms.near_duplicates import nearest
from zaedno.core.viewer import Viewer
from zaedno.features.debates.models import Argument, Debate
from zaedno.features.debates.queries import rows

SHOWN = 3


def alike(
    viewer: Viewer, row: Debate, parent: Argument | None, side: str, text: str
) -> list[tuple[Argument, str]]:
    """Public arguments of the same place that are near to a text, with the words they share."""
    others = rows.siblings(viewer, row, parent, side)
    if not others:
        return []
    found = nearest(text, [one.text for one in others], most=SHOWN)
    return [(others[pair.second], ", ".join(pair.shared)) for pair in found]
