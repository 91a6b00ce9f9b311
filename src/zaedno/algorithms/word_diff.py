"""What changed between two texts, word by word.

Shapes and units
    Two texts in; a list of pieces out, each `same`, `out` (only in the first) or `in` (only in
    the second). The pieces without `in` joined give the first text, those without `out` the
    second, to the last character.
Source
    E. W. Myers, "An O(ND) difference algorithm and its variations", 1986, describes the problem;
    the matching is that of Python's `difflib` (Ratcliff and Obershelp, 1988) over words.

>>> [(p.kind, p.text) for p in compared("Пейка до спирката", "Две пейки до спирката")]
[('out', 'Пейка'), ('in', 'Две пейки'), ('same', ' до спирката')]
>>> first, second = "а б в", "а в г"
>>> "".join(p.text for p in compared(first, second) if p.kind != "in") == first
True
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

PIECE = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True)
class Piece:
    """A run of words: `same` in both, only in the first (`out`) or only in the second (`in`)."""

    kind: str
    text: str


def compared(first: str, second: str) -> list[Piece]:
    """The pieces in reading order; what went out stands before what came in at its place."""
    one, other = PIECE.findall(first), PIECE.findall(second)
    found: list[Piece] = []
    for tag, i, j, k, m in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Piece("same", "".join(one[i:j])))
            continue
        if i < j:
            found.append(Piece("out", "".join(one[i:j])))
        if k < m:
            found.append(Piece("in", "".join(other[k:m])))
    return _smooth(found)


def _smooth(pieces: list[Piece]) -> list[Piece]:
    """A lone space between two changes is no island: the changes around it become one."""
    found: list[Piece] = []
    out, into = "", ""
    for at, piece in enumerate(pieces):
        between = 0 < at < len(pieces) - 1 and piece.kind == "same" and not piece.text.strip()
        if piece.kind == "same" and not between:
            found += _flush(out, into)
            out, into = "", ""
            found.append(piece)
            continue
        out += piece.text if piece.kind != "in" else ""
        into += piece.text if piece.kind != "out" else ""
    return found + _flush(out, into)


def _flush(out: str, into: str) -> list[Piece]:
    return [Piece(kind, text) for kind, text in (("out", out), ("in", into)) if text]
