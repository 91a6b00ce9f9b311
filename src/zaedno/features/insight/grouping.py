"""From pairs that say nearly the same to groups of them."""

from __future__ import annotations

from collections.abc import Iterable

from zaedno.algorithms.near_duplicates import Pair


def groups(pairs: Iterable[Pair]) -> list[tuple[list[int], list[str]]]:
    """Places that hang together by pairs, largest group first, and the words its pairs share.

    Two texts that are alike to a third one stand in one group even where they are not alike to
    each other: a person looks at it and says whether it is one thought.

    >>> pairs = [Pair(0, 2, 0.9, ("басейн",)), Pair(2, 5, 0.5, ("басейн", "закрит"))]
    >>> groups([*pairs, Pair(3, 4, 1, ())])
    [([0, 2, 5], ['басейн', 'закрит']), ([3, 4], [])]
    """
    root: dict[int, int] = {}

    def top(place: int) -> int:
        while root.setdefault(place, place) != place:
            place = root[place]
        return place

    found = list(pairs)
    for pair in found:
        low, high = sorted((top(pair.first), top(pair.second)))
        root[high] = low
    members: dict[int, list[int]] = {}
    words: dict[int, set[str]] = {}
    for place in sorted(root):
        members.setdefault(top(place), []).append(place)
    for pair in found:
        words.setdefault(top(pair.first), set()).update(pair.shared)
    ordered = sorted(members.items(), key=lambda group: (-len(group[1]), group[0]))
    return [(places, sorted(words.get(first, ()))) for first, places in ordered]
