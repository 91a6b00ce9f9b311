"""How the halves of the card become one."""

from __future__ import annotations

Names = dict[str, tuple[str, ...]]


def merged(*parts: Names) -> Names:
    """Both halves may listen to the same verb and make the same offer."""
    together: Names = {}
    for part in parts:
        for key, names in part.items():
            together[key] = together.get(key, ()) + names
    return together
