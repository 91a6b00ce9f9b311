"""Priorities: what may be asked, what a sheet may hold, and what sheets come to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

from django.utils.translation import gettext as _

from zaedno.core.verdict import Verdict, allow, deny, forbid
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.criteria import (
    MOST_CRITERIA,
    MOST_IDEAS,
    MOST_OPTIONS,
    WEIGHT_DOTS,
    Priorities,
    State,
)
from zaedno.features.workshops.rules.boards import may_lead

SCALE = 5
MOST_WEIGHT = 100


def may_ask(kind: str, criteria: int, options: int, weights: list[int | None]) -> Verdict:
    most = MOST_IDEAS if kind == Priorities.Kind.PAIRS else MOST_OPTIONS
    if not 2 <= options <= most:
        said = _("Put between 2 and %(most)d things in order, one on each line.")
        return deny(said % {"most": most})
    if kind == Priorities.Kind.PAIRS:
        return allow()
    if not 1 <= criteria <= MOST_CRITERIA:
        said = _("Score by 1 to %(most)d criteria, one on each line.")
        return deny(said % {"most": MOST_CRITERIA})
    if any(w is not None and not 0 < w <= MOST_WEIGHT for w in weights):
        return deny(_("A weight is a number from 1 to %(most)d.") % {"most": MOST_WEIGHT})
    return allow()


def may_open(viewer: Viewer, state: str) -> Verdict:
    if not (led := may_lead(viewer)):
        return led
    return allow() if state == State.PLANNED else deny(_("It was opened already."))


def may_close(viewer: Viewer, state: str) -> Verdict:
    if not (led := may_lead(viewer)):
        return led
    return allow() if state == State.OPEN else deny(_("It is not open."))


def may_publish(viewer: Viewer, state: str, published: bool) -> Verdict:
    if not (led := may_lead(viewer)):
        return led
    if state != State.CLOSED:
        return deny(_("Close it first, then publish the result."))
    return deny(_("The result is published already.")) if published else allow()


def may_answer(viewer: Viewer, state: str, admitted: bool) -> Verdict:
    if not admitted:
        if viewer.signed_in:
            return forbid(_("Those admitted to the workshop say what comes first."))
        return forbid(_("Sign in to answer."))
    if state == State.PLANNED:
        return deny(_("It is not open yet."))
    return allow() if state == State.OPEN else deny(_("It is closed; nothing changed."))


def may_use(kind: str, wanted: str) -> Verdict:
    """Options are scored, ideas compared: one question is answered in its own way."""
    return allow() if kind == wanted else deny(_("This question is answered in another way."))


def may_weigh(dots: Mapping[int, int], known: set[int]) -> Verdict:
    """All of one's dots lie on the criteria, however one likes."""
    if not known.issuperset(dots) or any(d < 0 for d in dots.values()):
        return deny(_("Choose one of the answers."))
    if sum(dots.values()) != WEIGHT_DOTS:
        said = _("You gave %(given)d dots to the criteria; give exactly %(all)d.")
        return deny(said % {"given": sum(dots.values()), "all": WEIGHT_DOTS})
    return allow()


def may_score(scores: Mapping[str, int], asked: set[str]) -> Verdict:
    """Every option by every criterion: a hole would count as a judgement."""
    if set(scores) != asked:
        return deny(_("Score every option by every criterion."))
    if not all(1 <= value <= SCALE for value in scores.values()):
        return deny(_("A score is a number from 1 to 5."))
    return allow()


def may_prefer(
    left: int, right: int, chosen: int | None, known: set[int], had: set[tuple[int, int]]
) -> Verdict:
    if left == right or not {left, right} <= known or chosen not in (left, right, None):
        return deny(_("Choose one of the two, or say that you can't decide."))
    if (min(left, right), max(left, right)) in had:
        return deny(_("You compared these two already."))
    return allow()


@dataclass(frozen=True)
class Weighted:
    """One option: the mean of people's weighted scores (1–5) and how far they lie apart."""

    option: int
    mean: float
    spread: float


def shares(weights: Mapping[int, int]) -> dict[int, float]:
    """Weights as shares of 1; where nobody gave any, all criteria weigh the same.

    >>> shares({1: 3, 2: 1}), shares({1: 0, 2: 0})
    ({1: 0.75, 2: 0.25}, {1: 0.5, 2: 0.5})
    """
    total = sum(weights.values())
    if not total:
        return {key: 1 / len(weights) for key in weights}
    return {key: weight / total for key, weight in weights.items()}


def weighted(
    share: Mapping[int, float], options: Iterable[int], sheets: list[Mapping[str, int]]
) -> list[Weighted]:
    """Options by their weighted mean, best first; ties by number.

    `sheets` hold each person's scores by "criterion-option".

    >>> weighted({1: 0.75, 2: 0.25}, [7], [{"1-7": 5, "2-7": 1}, {"1-7": 3, "2-7": 3}])
    [Weighted(option=7, mean=3.5, spread=0.5)]
    """
    found = []
    for option in options:
        own = [sum(w * sheet[f"{c}-{option}"] for c, w in share.items()) for sheet in sheets]
        mean = sum(own) / len(own)
        variance = sum((value - mean) ** 2 for value in own) / len(own)
        found.append(Weighted(option, mean, sqrt(variance)))
    return sorted(found, key=lambda one: (-round(one.mean, 9), one.option))


FAR = 1.0  # a whole step of the scale between two kinds of organisations


def furthest(groups: Mapping[str, Mapping[int, Mapping[str, float]]], *, pairs: bool) -> int | None:
    """The option that groups judge most differently; None where the differences are small.

    Means lie apart from a whole step of the scale on; places when even their intervals do.

    >>> furthest({"a": {1: {"mean": 4.5}}, "b": {1: {"mean": 3.0}}}, pairs=False)
    1
    >>> furthest({"a": {1: {"mean": 4.5}}, "b": {1: {"mean": 4.0}}}, pairs=False) is None
    True
    >>> one, other = {"rank_low": 1, "rank_high": 2}, {"rank_low": 2, "rank_high": 5}
    >>> furthest({"a": {7: one}, "b": {7: other}}, pairs=True) is None
    True
    """
    known = set.intersection(*(set(own) for own in groups.values())) if groups else set()
    gaps = {option: _gap([own[option] for own in groups.values()], pairs) for option in known}
    far = {option: gap for option, gap in gaps.items() if gap >= (1 if pairs else FAR)}
    return min(far, key=lambda option: (-far[option], option)) if far else None


def _gap(told: list[Mapping[str, float]], pairs: bool) -> float:
    if pairs:
        return max(t["rank_low"] for t in told) - min(t["rank_high"] for t in told)
    return max(t["mean"] for t in told) - min(t["mean"] for t in told)
