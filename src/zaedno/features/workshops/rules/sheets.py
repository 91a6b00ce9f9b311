"""What one sheet of answers may hold, and what many sheets come to."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zaedno.core.verdict import Verdict, allow, deny
from zaedno.features.workshops.models.poll import Poll, Stance
from zaedno.features.workshops.models.replies import REPLY_LENGTH, WORD_LENGTH

K = Poll.Kind
Answer = tuple[int, str, int]  # item, axis, value
POINTS, STEP = 100, 10
SCALE = 5
SKIP = 0


@dataclass(frozen=True)
class Shape:
    """What a poll asks, as far as a sheet is concerned."""

    kind: str
    items: tuple[int, ...]
    choices: int = 0
    axes: tuple[str, ...] = ("",)
    most: int = 0


def may_send(shape: Shape, answers: list[Answer]) -> Verdict:
    """The whole sheet at once: nothing of it is kept when one answer is wrong."""
    asked = {(item, axis) for item in shape.items for axis in shape.axes}
    given = [(item, axis) for item, axis, _value in answers]
    if not answers:
        return deny(_("Give at least one answer."))
    if len(set(given)) != len(given) or not asked.issuperset(given):
        return deny(_("Choose one of the answers."))
    values = [value for _item, _axis, value in answers]
    if shape.kind == K.RANKING:
        return _may_rank(values)
    if shape.kind == K.HUNDRED:
        return _may_give_out(values)
    if not all(v in _values(shape.kind, shape.choices) for v in values):
        return deny(_("Choose one of the answers."))
    return _may_tick(len(values), shape.most) if shape.kind == K.MULTIPLE else allow()


def _may_rank(places: list[int]) -> Verdict:
    if sorted(places) == list(range(1, len(places) + 1)):
        return allow()
    return deny(_("Give each place once, beginning with 1 and leaving none out."))


def _may_give_out(points: list[int]) -> Verdict:
    if any(p < 0 or p % STEP for p in points):
        return deny(_("Give points in steps of %(step)d.") % {"step": STEP})
    if sum(points) != POINTS:
        said = _("You gave %(given)d points; give out exactly %(all)d.")
        return deny(said % {"given": sum(points), "all": POINTS})
    return allow()


def _may_tick(ticked: int, most: int) -> Verdict:
    if most and ticked > most:
        said = ngettext(
            "Choose at most %(most)d answer; you chose %(n)d.",
            "Choose at most %(most)d answers; you chose %(n)d.",
            most,
        )
        return deny(said % {"most": most, "n": ticked})
    return allow()


def may_word(text: str, used: int, most: int, stopped: bool, said_before: bool) -> Verdict:
    """One more word for the cloud."""
    if not text:
        return deny(_("Write a word first."))
    if len(text) > WORD_LENGTH:
        said = _("A word has at most %(most)d characters; yours has %(length)d.")
        return deny(said % {"most": WORD_LENGTH, "length": len(text)})
    if stopped:
        return deny(_("The moderator does not take this word. Choose another one."))
    if said_before:
        return deny(_("You gave this word already."))
    return may_write_another(used, most)


def may_write_another(used: int, most: int) -> Verdict:
    if used >= most:
        said = ngettext(
            "You gave your %(most)d answer already.", "You gave all your %(most)d answers.", most
        )
        return deny(said % {"most": most})
    return allow()


def may_reply(text: str, used: int, most: int) -> Verdict:
    if not text:
        return deny(_("Write your answer first."))
    if len(text) > REPLY_LENGTH:
        said = _("An answer has at most %(most)d characters; yours has %(length)d.")
        return deny(said % {"most": REPLY_LENGTH, "length": len(text)})
    return may_write_another(used, most)


def word_key(text: str) -> str:
    """What makes two spellings one word: trimmed, spaces collapsed, Unicode case-folded.

    >>> word_key("  Прозрачен   ГРАД ") == word_key("прозрачен град")
    True
    >>> word_key("STRASSE") == word_key("straße")
    True
    """
    folded = unicodedata.normalize("NFC", text).casefold()
    return " ".join(unicodedata.normalize("NFC", folded).split())


def _values(kind: str, choices: int) -> range:
    """The values an answer may have."""
    if kind in (K.SINGLE, K.QUIZ):
        return range(1, choices + 1)
    if kind == K.MULTIPLE:
        return range(1, 2)
    if kind == K.CONSENT:
        return range(1, len(Stance) + 1)
    return range(SKIP, SCALE + 1) if kind == K.SCALE else range(1, SCALE + 1)


def result(shape: Shape, answers: Iterable[tuple[str, int]], sheets: int) -> dict[str, Any]:
    """What (axis, value) answers to one item come to; `sheets` is how many people answered."""
    given = list(answers)
    if shape.kind == K.MATRIX:
        return _matrix(shape, given)
    values = [value for _axis, value in given]
    if shape.kind == K.HUNDRED:
        values += [0] * (sheets - len(values))
        return {"n": sheets, "counts": _counts(values, range(0, POINTS + 1, STEP))}
    if shape.kind == K.RANKING:
        return {"n": len(values), "counts": _counts(values, range(1, len(shape.items) + 1))}
    n = sheets if shape.kind == K.MULTIPLE else len(values)
    return {"n": n, "counts": _counts(values, _values(shape.kind, shape.choices))}


def _matrix(shape: Shape, given: list[tuple[str, int]]) -> dict[str, Any]:
    by_axis = {axis: sorted(v for a, v in given if a == axis) for axis in shape.axes}
    return {
        "n": max((len(v) for v in by_axis.values()), default=0),
        "medians": {axis: middle(v) for axis, v in by_axis.items() if v},
        "axes": {axis: _counts(v, range(1, SCALE + 1)) for axis, v in by_axis.items()},
    }


def _counts(values: list[int], possible: Iterable[int]) -> dict[str, int]:
    """How often each value was chosen, also those nobody chose."""
    found = {str(v): 0 for v in possible}
    for value in values:
        found[str(value)] += 1
    return found


def middle(ordered: list[int]) -> float:
    """The median of a sorted list.

    >>> middle([1, 2, 5]), middle([1, 2])
    (2.0, 1.5)
    """
    half = len(ordered) // 2
    if len(ordered) % 2:
        return float(ordered[half])
    return (ordered[half - 1] + ordered[half]) / 2


def mean(counts: Mapping[str, int]) -> float:
    """Of counts by value.

    >>> mean({"0": 1, "50": 1})
    25.0
    """
    n = sum(counts.values())
    return sum(int(v) * k for v, k in counts.items()) / n if n else 0.0


def borda(counts: Mapping[str, int], items: int) -> int:
    """A ranking's points: the last of `items` places gives 1, each place above it one more.

    >>> borda({"1": 2, "3": 1}, 3)
    7
    """
    return sum((items + 1 - int(place)) * k for place, k in counts.items())
