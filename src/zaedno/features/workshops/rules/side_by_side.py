"""Kinds of organisations beside each other, as pages show them; never fewer than five of one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from zaedno.core.fields import Texts
from zaedno.core.verdict import Sentence


@dataclass(frozen=True)
class SideBySide:
    """Rows of figures, one column for each group that is large enough.

    `apart` says in a sentence where the groups disagree.
    """

    heads: Sequence[tuple[Sentence, int]]
    rows: Sequence[tuple[Sentence, list[str]]]
    apart: Sentence = ""


def named(names: Mapping[str, Texts], key: str) -> Sentence:
    return str(names[key]) if key in names else _("without an organisation")


def beside(
    answers: Sequence[tuple[str, Sentence]], groups: Iterable[Mapping[str, int]]
) -> list[tuple[Sentence, list[str]]]:
    """A row for each answer, with how many of each group gave it and what part of it that is."""
    sized = [(counts, sum(counts.values())) for counts in groups]
    return [
        (label, [counted(counts.get(value, 0), size) for counts, size in sized])
        for value, label in answers
    ]


def counted(n: int, size: int) -> str:
    return f"{n} ({percent(round(100 * n / size))})"


def percent(share: int) -> str:
    return f"{share}\u00a0%"
