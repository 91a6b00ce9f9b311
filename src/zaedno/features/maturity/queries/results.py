"""Scores computed from rows, once per change: the cache key holds the assessment's revision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.core.cache import cache

from zaedno.algorithms.maturity import (
    NOT_APPLICABLE,
    Given,
    GroupAnswer,
    IndicatorScore,
    Mean,
    Proof,
    Result,
    assess,
    publishable,
)
from zaedno.algorithms.maturity_groups import combined
from zaedno.core.chart_strokes import number
from zaedno.core.viewer import Viewer
from zaedno.features.maturity.models.answers import Answer, Evidence, SummarisedAnswer
from zaedno.features.maturity.models.assessment import Assessment, Group
from zaedno.features.maturity.models.findings import GapPlan


@dataclass(frozen=True)
class Standing:
    """The result and what each group said, as far as it may be shown to the public."""

    result: Result
    groups: Mapping[str, Mapping[str, GroupAnswer]]
    summarised: frozenset[tuple[str, str]] = frozenset()


def standing(viewer: Viewer, row: Assessment) -> Standing:
    if row.snapshot is not None:
        return _thaw(row.snapshot)
    key = f"maturity:{row.receipt}:{row.revision}"
    found = cache.get(key)
    if found is None:
        found = compute(viewer, row)
        cache.set(key, found, 3600)
    return found


def spoken(viewer: Viewer, one: IndicatorScore | Mean) -> dict[str, str]:
    """Score and interval as sentences print them."""
    return {name: number(getattr(one, name), 2) for name in ("score", "low", "high")}


def compute(viewer: Viewer, row: Assessment) -> Standing:
    """From the rows, without the cache: four queries for the whole assessment."""
    model = row.framework.model
    groups, reasons, summarised = _groups(row)
    evidence = _proofs(row)
    plans = {p.indicator: p for p in GapPlan.objects.filter(assessment=row)}
    given = {}
    for ident in model.indicators:
        said = groups.get(ident, {})
        plan = plans.get(ident)
        nobody = all(answer.value is None for answer in said.values())
        given[ident] = Given(
            groups=said,
            evidence=evidence.get(ident, ()),
            state=NOT_APPLICABLE if nobody and ident in reasons else "",
            target=plan.target if plan else None,
            vote_factor=float(plan.vote_factor) if plan else 1.0,
            effort=plan.effort if plan else None,
        )
    result = assess(model, given, as_of=row.assessed_on)
    return Standing(result, groups, frozenset(summarised))


def _groups(
    row: Assessment,
) -> tuple[dict[str, dict[str, GroupAnswer]], set[str], set[tuple[str, str]]]:
    levels: dict[tuple[str, str], list[int]] = {}
    not_applicable: set[str] = set()
    answers = Answer.objects.filter(assessment=row).exclude(state=Answer.State.CANNOT_SAY)
    for ident, group, level in answers.values_list("indicator", "respondent__group", "level"):
        if level is None:
            not_applicable.add(ident)
        else:
            levels.setdefault((ident, group), []).append(level)
    summaries = {
        (s.indicator, s.group): GroupAnswer(float(s.value), s.n)
        for s in SummarisedAnswer.objects.filter(assessment=row)
    }
    found: dict[str, dict[str, GroupAnswer]] = {}
    for ident, group in sorted(set(levels) | set(summaries)):
        answer = combined(group, levels.get((ident, group), []), summaries.get((ident, group)))
        found.setdefault(ident, {})[group] = answer
    shown = {key for key in summaries if not (key[1] == Group.REVIEWER and key in levels)}
    return found, not_applicable, shown


def _proofs(row: Assessment) -> dict[str, tuple[Proof, ...]]:
    """Accepted evidence; a date no more exact than a month counts from its first possible day."""
    found: dict[str, tuple[Proof, ...]] = {}
    accepted = Evidence.objects.filter(assessment=row, state=Evidence.State.ACCEPTED)
    for ident, grade, day in accepted.values_list("indicator", "grade", "date"):
        found[ident] = (*found.get(ident, ()), Proof(grade, day.first))
    return found


def freeze_drying(viewer: Viewer, row: Assessment) -> dict[str, Any]:
    """Everything the frozen pages need: version, aggregate of the answers, evidence, result."""
    now = compute(viewer, row)
    result = now.result
    return {
        "framework": {
            "code": row.framework.code,
            "version": row.framework.version,
            "digest": row.framework.digest,
        },
        "assessed_on": row.assessed_on.isoformat(),
        "groups": {
            ident: {
                group: {"value": a.value if publishable(group, a.n) else None, "n": a.n}
                for group, a in said.items()
            }
            for ident, said in now.groups.items()
        },
        "summarised": sorted([list(pair) for pair in now.summarised]),
        "indicators": {ident: asdict(one) for ident, one in result.indicators.items()},
        "dimensions": {ident: asdict(one) for ident, one in result.dimensions.items()},
        "overall": asdict(result.overall),
        "index100": result.index100,
        "sensitivity": list(result.sensitivity) if result.sensitivity else None,
    }


def _thaw(kept: dict[str, Any]) -> Standing:
    """The frozen result as it was; nothing is computed again."""
    indicators = {
        ident: IndicatorScore(**{**one, "widened": tuple(one["widened"])})
        for ident, one in kept["indicators"].items()
    }
    result = Result(
        indicators,
        {ident: Mean(**one) for ident, one in kept["dimensions"].items()},
        Mean(**kept["overall"]),
        kept["index100"],
        tuple(kept["sensitivity"]) if kept["sensitivity"] else None,
    )
    groups = {
        ident: {group: GroupAnswer(a["value"], a["n"]) for group, a in said.items()}
        for ident, said in kept["groups"].items()
    }
    return Standing(result, groups, frozenset((i, g) for i, g in kept["summarised"]))
