"""Kinds of organisations beside each other, as pages show them; never fewer than five of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
