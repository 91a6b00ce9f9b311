"""Which groups may stand side by side without telling what a small one answered."""

from __future__ import annotations

from collections.abc import Mapping

from zaedno.features.workshops.models.poll import FEWEST


def showable(sizes: Mapping[str, int]) -> list[str]:
    """The groups of which so many answered that their result may be shown, largest first.

    A group under five is never shown. The sum over everybody is public, so what is left when the
    shown groups are taken off it must be nobody or at least five people of at least two groups;
    otherwise the smallest shown group is held back as well, until it is.

    >>> showable({"ngo": 9, "firm": 6, "city": 5})
    ['ngo', 'firm', 'city']
    >>> showable({"ngo": 9, "firm": 6, "city": 2})
    ['ngo']
    >>> showable({"ngo": 9, "city": 2})
    []
    >>> showable({"ngo": 9, "city": 3, "firm": 4})
    ['ngo']
    """
    shown = sorted((g for g, n in sizes.items() if n >= FEWEST), key=lambda g: (-sizes[g], g))
    while shown:
        held = [g for g, n in sizes.items() if n and g not in shown]
        if not held or (len(held) > 1 and sum(sizes[g] for g in held) >= FEWEST):
            break
        shown.pop()
    return shown
