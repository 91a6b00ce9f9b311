"""The ways of showing that one lives in a city, as rooms declare them on their cards."""

from __future__ import annotations

from dataclasses import dataclass

from zaedno.core import registry
from zaedno.core.verdict import Sentence


@dataclass(frozen=True)
class Way:
    """`url_name` is the page on which it begins."""

    code: str
    title: Sentence
    text: Sentence
    url_name: str


def ways() -> dict[str, Way]:
    """The ways that stand in this house, by their code."""
    return {way.code: way for room in registry.features() for way in room.ways}
