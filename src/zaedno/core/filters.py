"""Filters of a list: they stand in the address, so that a choice can be sent to somebody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import HttpRequest

from zaedno.core.verdict import Sentence


@dataclass
class Filter:
    """One choice above a list; `value` is what the address says, if it is one of the choices."""

    name: str
    label: Sentence
    choices: list[tuple[str, Sentence]] = field(default_factory=list)
    value: str = ""


def read(request: HttpRequest, *filters: Filter) -> dict[str, str]:
    """Set each filter to what the address asks for; anything unknown counts as no choice."""
    for one in filters:
        asked = request.GET.get(one.name, "")
        one.value = asked if asked in {value for value, _word in one.choices} else ""
    return {one.name: one.value for one in filters}


def choices(pairs: Iterable[tuple[object, object]]) -> list[tuple[str, Sentence]]:
    return [(str(value), str(word)) for value, word in pairs]
