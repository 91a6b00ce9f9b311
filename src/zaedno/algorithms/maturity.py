"""Maturity of a city: from answers and evidence to scores with intervals, gaps and findings.

Shapes and units
    A framework is data: dimensions (weights sum to 100) of indicators (weights sum to 100 within
    their dimension), each with one sentence per level of an ordinal scale (by default 1 to 5).
    An answer of a group is the median of its `n` members, a level or half of one. Evidence has a
    grade A to D and a day. Scores and half-widths are in levels, coverage in percent of weight.
Result
    Deterministic: no clock (ages count from `as_of`), no random numbers, no rounding before the
    end except to 10 decimals, so that 2.5 computed from tenths is 2.5 in every comparison.
Errors
    `FrameworkError` names the field of a bad framework, `InputError` that of a bad answer. Both
    carry a code instead of a sentence, because sentences belong to a language.
Source
    The project's own rules for its default framework `cpm` 1.0.0; expert proposals, not validated.
    The rule for half-widths of weighted means takes a common correlation `rho` between the errors:
    `h = sqrt(rho * (sum w*h)**2 + (1 - rho) * sum (w*h)**2)`, the standard deviation of a sum of
    equally correlated terms.

>>> groups = {"admin": GroupAnswer(4, 5), "stakeholders": GroupAnswer(2, 14),
...           "reviewer": GroupAnswer(3, 1)}
>>> given = Given(groups, evidence=(Proof("B", date(2020, 12, 31)),), target=4, effort=3,
...               vote_factor=1.5)
>>> indicator = Indicator("D3.3", weight=25, name={"en": "Two-way dialogue"}, levels={})
>>> d33 = score_indicator(Scoring(), indicator, given, dimension_weight=14,
...                       as_of=date(2021, 2, 15))
>>> d33.proposed, d33.score, d33.low, d33.high, d33.perception_gap, d33.widened
(2.9, 2.9, 2.15, 3.65, -2, ('spread',))
>>> round(d33.gap, 3), d33.priority, d33.horizon
(1.1, 19.25, 'long_term')
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Text = Mapping[str, str]

ADMINISTRATION, STAKEHOLDERS, REVIEWER = "admin", "stakeholders", "reviewer"
SMALLEST_GROUP = 3
OLD_EVIDENCE_DAYS = 730
WIDE_SPREAD = 2.0
PERCEPTION_FINDING = 2.0
QUICK_WIN_EFFORT = 2
VOTE_FACTORS = (0.5, 1.5)
EFFORTS = (1, 5)
NOT_ASSESSED, NOT_APPLICABLE, SCORED = "not_assessed", "not_applicable", "scored"
FULL, INDICATIVE, NOT_REPORTED = "full", "indicative", "not_reported"


class FrameworkError(ValueError):
    """A mistake in a framework: `path` names the field, `code` the kind of mistake."""

    def __init__(self, path: tuple[str | int, ...], code: str, found: Any = "") -> None:
        self.path, self.code, self.found = path, code, found
        super().__init__(f"{self.field}: {code} {found}".rstrip())

    @property
    def field(self) -> str:
        """`dimensions[2].weight`, counted from 0 as the file's path."""
        dotted = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in self.path)
        return dotted.lstrip(".")


class InputError(ValueError):
    """An answer that the rules cannot use."""


@dataclass(frozen=True)
class Indicator:
    id: str
    weight: float
    name: Text
    levels: Mapping[int, Text]
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dimension:
    id: str
    weight: float
    name: Text
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True)
class EvidenceType:
    id: str
    grade: str
    name: Text


@dataclass(frozen=True)
class Scoring:
    """The numbers of the rules; the defaults are those of `cpm` 1.0.0."""

    lowest: int = 1
    highest: int = 5
    groups: Mapping[str, float] = field(
        default_factory=lambda: {ADMINISTRATION: 0.3, STAKEHOLDERS: 0.4, REVIEWER: 0.3}
    )
    ceiling: Mapping[str, float] = field(default_factory=lambda: {"A": 5, "B": 4, "C": 3, "D": 2})
    half_width: Mapping[str, float] = field(
        default_factory=lambda: {"A": 0.25, "B": 0.5, "C": 0.75, "D": 1.0}
    )
    add_old: float = 0.25
    add_spread: float = 0.25
    add_small: float = 0.25
    half_width_max: float = 1.5
    rho: float = 0.5
    full_coverage: float = 70
    indicative_coverage: float = 50

    @property
    def weakest_grade(self) -> str:
        """What counts where nothing was filed."""
        return max(self.ceiling)

    def cut(self, value: float) -> float:
        return min(max(value, self.lowest), self.highest)


@dataclass(frozen=True)
class Framework:
    id: str
    version: str
    name: Text
    levels: Mapping[int, Text]
    evidence_types: tuple[EvidenceType, ...]
    scoring: Scoring
    dimensions: tuple[Dimension, ...]

    @property
    def indicators(self) -> dict[str, tuple[Dimension, Indicator]]:
        return {i.id: (d, i) for d in self.dimensions for i in d.indicators}

    def grade_of(self, evidence_type: str) -> str:
        return next(t.grade for t in self.evidence_types if t.id == evidence_type)


@dataclass(frozen=True)
class GroupAnswer:
    """What a group says: the median of `n` members who could judge; None when nobody could."""

    value: float | None
    n: int


@dataclass(frozen=True)
class Proof:
    """An accepted piece of evidence: its grade and its (first possible) day."""

    grade: str
    day: date | None


@dataclass(frozen=True)
class Given:
    """All that is known about one indicator. `state` overrides the answers when it is set."""

    groups: Mapping[str, GroupAnswer] = field(default_factory=dict)
    evidence: Sequence[Proof] = ()
    state: str = ""
    target: float | None = None
    vote_factor: float = 1.0
    effort: int | None = None


@dataclass(frozen=True)
class IndicatorScore:
    """`widened` names what made the interval wider; `capped` says that evidence held the score."""

    id: str
    state: str
    proposed: float | None = None
    grade: str = ""
    ceiling: float | None = None
    score: float | None = None
    half_width: float | None = None
    low: float | None = None
    high: float | None = None
    widened: tuple[str, ...] = ()
    evidence_gap: float = 0.0
    perception_gap: float | None = None
    target: float | None = None
    gap: float | None = None
    priority: float | None = None
    horizon: str = ""

    @property
    def capped(self) -> bool:
        return self.evidence_gap > 0

    @property
    def perception_finding(self) -> bool:
        return self.perception_gap is not None and abs(self.perception_gap) >= PERCEPTION_FINDING


@dataclass(frozen=True)
class Mean:
    """A dimension or the whole: `score` is None where too little was assessed to report one."""

    id: str
    coverage: float
    report: str
    score: float | None = None
    half_width: float | None = None
    low: float | None = None
    high: float | None = None
    band: int | None = None


@dataclass(frozen=True)
class Result:
    indicators: Mapping[str, IndicatorScore]
    dimensions: Mapping[str, Mean]
    overall: Mean
    index100: float | None
    sensitivity: tuple[float, float] | None

    @property
    def capped(self) -> list[str]:
        return [i.id for i in self.indicators.values() if i.capped]

    @property
    def perception_findings(self) -> list[str]:
        return [i.id for i in self.indicators.values() if i.perception_finding]

    @property
    def not_assessed(self) -> list[str]:
        return [i.id for i in self.indicators.values() if i.state == NOT_ASSESSED]

    @property
    def priorities(self) -> list[IndicatorScore]:
        """Indicators below their target, the most urgent first; ties by identifier."""
        open_gaps = [i for i in self.indicators.values() if i.priority]
        return sorted(open_gaps, key=lambda i: (-(i.priority or 0), i.id))


def steady(value: float) -> float:
    """The same number without the dust of binary fractions."""
    return round(value, 10)


def group_answer(levels: Iterable[int | None]) -> GroupAnswer:
    """Median of those who could judge.

    >>> group_answer([4, None, 3, 1])
    GroupAnswer(value=3, n=3)
    """
    known = [level for level in levels if level is not None]
    return GroupAnswer(statistics.median(known) if known else None, len(known))


def publishable(group: str, n: int) -> bool:
    """May the group's median be shown? The reviewer answers by name; others only from three on."""
    return n >= (1 if group == REVIEWER else SMALLEST_GROUP)


def proposed_level(scoring: Scoring, groups: Mapping[str, GroupAnswer]) -> float | None:
    """Weighted mean of the groups that answered, the weights renormalised over them."""
    present = [
        (weight, groups[name].value)
        for name, weight in scoring.groups.items()
        if name in groups and groups[name].value is not None
    ]
    total = math.fsum(weight for weight, _value in present)
    if not total:
        return None
    return steady(math.fsum(w * float(v) for w, v in present if v is not None) / total)


def best_evidence(scoring: Scoring, evidence: Sequence[Proof]) -> tuple[str, date | None]:
    """The best grade filed and the newest day of that grade."""
    if not evidence:
        return scoring.weakest_grade, None
    grade = min(proof.grade for proof in evidence)
    days = [proof.day for proof in evidence if proof.grade == grade and proof.day]
    return grade, max(days, default=None)


def why_wider(groups: Mapping[str, GroupAnswer], newest: date | None, as_of: date) -> list[str]:
    """What makes an interval wider than its evidence alone: `old`, `spread`, `small`."""
    found = []
    if newest is not None and (as_of - newest).days > OLD_EVIDENCE_DAYS:
        found.append("old")
    values = [g.value for g in groups.values() if g.value is not None]
    if values and max(values) - min(values) >= WIDE_SPREAD:
        found.append("spread")
    for name in (ADMINISTRATION, STAKEHOLDERS):
        answer = groups.get(name)
        if answer is None or answer.value is None or answer.n < SMALLEST_GROUP:
            return [*found, "small"]
    return found


def score_indicator(
    scoring: Scoring, indicator: Indicator, given: Given, *, dimension_weight: float, as_of: date
) -> IndicatorScore:
    """One indicator from its groups' values and evidence: level 1 to 5, interval, gap, priority.

    `dimension_weight` is in percent; ages of evidence count to `as_of`. Raises InputError for
    values outside the scale. Rules 1 to 4 and 8 of the framework's scoring.
    """
    check_given(scoring, indicator.id, given)
    proposed = None if given.state else proposed_level(scoring, given.groups)
    if proposed is None:
        return IndicatorScore(indicator.id, given.state or NOT_ASSESSED, target=given.target)
    grade, newest = best_evidence(scoring, given.evidence)
    ceiling = float(scoring.ceiling[grade])
    score = min(proposed, ceiling)
    widened = why_wider(given.groups, newest, as_of)
    adds = {"old": scoring.add_old, "spread": scoring.add_spread, "small": scoring.add_small}
    half = min(
        scoring.half_width[grade] + math.fsum(adds[reason] for reason in widened),
        scoring.half_width_max,
    )
    gap = None if given.target is None else steady(max(0.0, given.target - score))
    priority = horizon = None
    if gap is not None and given.effort is not None:
        weight = dimension_weight / 100 * indicator.weight / 100
        priority = steady(1000 * weight * gap * given.vote_factor / given.effort)
        horizon = "quick_win" if given.effort <= QUICK_WIN_EFFORT else "long_term"
    return IndicatorScore(
        indicator.id,
        SCORED,
        proposed=proposed,
        grade=grade,
        ceiling=ceiling,
        score=score,
        half_width=half,
        low=steady(scoring.cut(score - half)),
        high=steady(scoring.cut(score + half)),
        widened=tuple(widened),
        evidence_gap=steady(proposed - score),
        perception_gap=perception_gap(given.groups),
        target=given.target,
        gap=gap,
        priority=priority,
        horizon=horizon or "",
    )


def perception_gap(groups: Mapping[str, GroupAnswer]) -> float | None:
    """Stakeholders minus administration: negative where the city sees itself better."""
    city, others = groups.get(ADMINISTRATION), groups.get(STAKEHOLDERS)
    if city is None or others is None or city.value is None or others.value is None:
        return None
    return others.value - city.value


def check_given(scoring: Scoring, ident: str, given: Given) -> None:
    """Raises InputError, naming the indicator, for what lies outside the scale or its ranges."""
    if given.state not in ("", NOT_ASSESSED, NOT_APPLICABLE):
        raise InputError(f"{ident}: no such state {given.state!r}")
    for name, answer in given.groups.items():
        if name not in scoring.groups:
            raise InputError(f"{ident}: no such group {name!r}")
        if answer.value is not None and not scoring.lowest <= answer.value <= scoring.highest:
            raise InputError(f"{ident}: {name} answered {answer.value}, outside the scale")
    for proof in given.evidence:
        if proof.grade not in scoring.ceiling:
            raise InputError(f"{ident}: no such grade {proof.grade!r}")
    if given.target is not None and not scoring.lowest <= given.target <= scoring.highest:
        raise InputError(f"{ident}: target {given.target} outside the scale")
    if not VOTE_FACTORS[0] <= given.vote_factor <= VOTE_FACTORS[1]:
        raise InputError(f"{ident}: vote factor {given.vote_factor} outside 0.5 to 1.5")
    if given.effort is not None and not EFFORTS[0] <= given.effort <= EFFORTS[1]:
        raise InputError(f"{ident}: effort {given.effort} outside 1 to 5")


def pooled_half_width(rho: float, parts: Sequence[tuple[float, float]]) -> float:
    """Half-width of a weighted mean of (normalised weight, half-width) pairs.

    >>> pooled_half_width(1, [(0.5, 1.0), (0.5, 1.0)]), pooled_half_width(0, [(0.6, 1), (0.8, 1)])
    (1.0, 1.0)
    """
    terms = [weight * half for weight, half in parts]
    together, apart = math.fsum(terms) ** 2, math.fsum(t * t for t in terms)
    return math.sqrt(rho * together + (1 - rho) * apart)


def band_of(score: float) -> int:
    """The level that a score of 1 to 5 belongs to; a half belongs to the higher one.

    >>> band_of(2.49), band_of(2.5)
    (2, 3)
    """
    return math.floor(steady(score) + 0.5)


def mean(
    scoring: Scoring,
    ident: str,
    parts: Sequence[tuple[float, float, float]],
    coverage: float,
) -> Mean:
    """Weighted mean of (weight, score, half-width), with interval and band."""
    coverage = steady(coverage)
    report = INDICATIVE if coverage < scoring.full_coverage else FULL
    total = math.fsum(weight for weight, _score, _half in parts)
    if coverage < scoring.indicative_coverage or not total:
        return Mean(ident, coverage, NOT_REPORTED)
    score = steady(math.fsum(weight * value for weight, value, _half in parts) / total)
    half = pooled_half_width(scoring.rho, [(weight / total, half) for weight, _s, half in parts])
    low, high = steady(scoring.cut(score - half)), steady(scoring.cut(score + half))
    return Mean(ident, coverage, report, score, half, low, high, band_of(score))


def score_dimension(
    scoring: Scoring, dimension: Dimension, scores: Mapping[str, IndicatorScore]
) -> Mean:
    """What was not assessed or does not apply lowers the coverage, not the score."""
    known = [
        (i.weight, s.score, s.half_width)
        for i in dimension.indicators
        for s in [scores[i.id]]
        if s.score is not None and s.half_width is not None
    ]
    all_weight = math.fsum(i.weight for i in dimension.indicators)
    coverage = 100 * math.fsum(weight for weight, _s, _h in known) / all_weight
    return mean(scoring, dimension.id, known, coverage)


def assess(framework: Framework, given: Mapping[str, Given], *, as_of: date) -> Result:
    """The whole assessment in one pass."""
    unknown = set(given) - set(framework.indicators)
    if unknown:
        raise InputError(f"no such indicator: {', '.join(sorted(unknown))}")
    scoring = framework.scoring
    scores = {
        ident: score_indicator(
            scoring,
            indicator,
            given.get(ident, Given(state=NOT_ASSESSED)),
            dimension_weight=dimension.weight,
            as_of=as_of,
        )
        for ident, (dimension, indicator) in framework.indicators.items()
    }
    dimensions = {d.id: score_dimension(scoring, d, scores) for d in framework.dimensions}
    weights = {d.id: d.weight for d in framework.dimensions}
    overall = score_overall(scoring, weights, dimensions)
    span = scoring.highest - scoring.lowest
    index = None if overall.score is None else 100 * (overall.score - scoring.lowest) / span
    return Result(scores, dimensions, overall, index, sensitivity(weights, dimensions))


def score_overall(
    scoring: Scoring, weights: Mapping[str, float], dimensions: Mapping[str, Mean]
) -> Mean:
    """Weighted mean of the reported dimensions; a strong side never hides the weakest one."""
    parts = [
        (weights[d.id], d.score, d.half_width)
        for d in dimensions.values()
        if d.score is not None and d.half_width is not None
    ]
    total = math.fsum(weights.values())
    coverage = math.fsum(weights[d.id] * d.coverage for d in dimensions.values()) / total
    whole = mean(scoring, "", parts, coverage)
    if whole.band is None:
        return whole
    weakest = min(d.band for d in dimensions.values() if d.band is not None)
    capped = min(whole.band, weakest + 1)
    return Mean("", whole.coverage, whole.report, *_figures(whole), capped)


def _figures(one: Mean) -> tuple[float | None, float | None, float | None, float | None]:
    return one.score, one.half_width, one.low, one.high


def sensitivity(
    weights: Mapping[str, float], dimensions: Mapping[str, Mean], change: float = 0.2
) -> tuple[float, float] | None:
    """Lowest and highest overall score when one weight at a time is changed by ±20 %."""
    known = {d.id: d.score for d in dimensions.values() if d.score is not None}
    if not known:
        return None
    found = []
    for turned in known:
        for factor in (1 - change, 1 + change):
            now = {i: weights[i] * (factor if i == turned else 1) for i in known}
            total = math.fsum(now.values())
            found.append(math.fsum(now[i] * known[i] for i in known) / total)
    return steady(min(found)), steady(max(found))
