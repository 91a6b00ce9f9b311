"""The ways of showing that one lives in a city, as rooms declare them on their cards."""

from __future__ import annotations

from dataclasses import dataclass

from zaedno.core import registry
from zaedno.core.verdict import Sentence


@dataclass(frozen=True)
class Way:
    """`url_name` is the page on which it begins. `switch`: the city switches it on among its ways;
    otherwise it is set up on a page of its own and stands once for each of its rows."""

    code: str
    title: Sentence
    text: Sentence
    url_name: str
    switch: bool = True


def ways() -> dict[str, Way]:
    """The ways that stand in this house, by their code."""
    return {way.code: way for room in registry.features() for way in room.ways}


@dataclass(frozen=True)
class Door:
    """A button that leads to somebody else who says who one is: `use` is what it is pressed for."""

    name: str
    url: str
    use: str
    note: str = ""
