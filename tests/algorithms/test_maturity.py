"""The rules of maturity reproduce the golden values of the demo file, every single one."""

from __future__ import annotations

import doctest
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import zaedno
from zaedno.algorithms import maturity, maturity_framework
from zaedno.algorithms.maturity import (
    Framework,
    Given,
    GroupAnswer,
    InputError,
    Proof,
    Result,
    assess,
    group_answer,
    pooled_half_width,
    publishable,
)
from zaedno.algorithms.maturity_comparison import compare
from zaedno.algorithms.maturity_framework import parse

DEMO = Path(zaedno.__file__).parent / "site/demo/sofia-demo.yaml"
AS_OF = date(2021, 2, 15)


@cache
def demo() -> dict[str, Any]:
    return yaml.safe_load(DEMO.read_text(encoding="utf-8"))


@cache
def cpm() -> Framework:
    return parse(demo()["maturity_framework"])


def first_day(value: Any) -> date:
    if isinstance(value, dict):
        day = {"beginning": 1, "middle": 11, "end": 21}[value["part"]]
        return date.fromisoformat(f"{value['month']}-{day:02d}")
    return value if isinstance(value, date) else date.fromisoformat(f"{value}-01")


@cache
def demo_given() -> dict[str, Given]:
    section = demo()["assessment_demo"]
    evidence = {e["id"]: Proof(e["grade"], first_day(e["date"])) for e in section["evidence_items"]}
    found = {}
    for ident, row in section["answers"].items():
        if "state" in row:
            found[ident] = Given(state=row["state"])
            continue
        groups = {g: GroupAnswer(row[g], n) for g, n in section["respondents"].items()}
        found[ident] = Given(
            {g: a for g, a in groups.items() if a.value is not None},
            evidence=tuple(evidence[e] for e in row["evidence"]),
            target=row["target"],
            vote_factor=row["vote_factor"]["value"],
            effort=row["effort"],
        )
    return found


@cache
def demo_result() -> Result:
    return assess(cpm(), demo_given(), as_of=AS_OF)


def expected() -> dict[str, Any]:
    return demo()["assessment_demo"]["expected"]


def close(found: float | None, golden: float) -> bool:
    return found is not None and round(found, 3) == pytest.approx(golden, abs=1e-9)


def test_doctests() -> None:
    for module in (maturity, maturity_framework):
        assert doctest.testmod(module).failed == 0


def test_framework_has_its_shape() -> None:
    assert (cpm().id, cpm().version) == ("cpm", "1.0.0")
    assert len(cpm().dimensions) == 8
    assert len(cpm().indicators) == 36


def test_every_indicator_is_golden() -> None:
    golden = expected()["indicators"]
    scored = {i.id: i for i in demo_result().indicators.values() if i.state == "scored"}
    assert set(scored) == set(golden)
    for ident, row in golden.items():
        one = scored[ident]
        assert one.grade == row["grade"], ident
        for name in ("proposed", "score", "half_width", "low", "high"):
            assert close(getattr(one, name), row[name]), (ident, name)


def test_every_dimension_is_golden() -> None:
    for ident, row in expected()["dimensions"].items():
        one = demo_result().dimensions[ident]
        for name in ("score", "half_width", "low", "high", "coverage"):
            assert close(getattr(one, name), row[name]), (ident, name)
        assert one.band == row["band"], ident


def test_the_whole_is_golden() -> None:
    row, whole = expected()["overall"], demo_result()
    for name in ("score", "half_width", "low", "high"):
        assert close(getattr(whole.overall, name), row[name]), name
    assert close(whole.index100, row["index100"])
    assert whole.overall.band == row["band"]
    assert whole.sensitivity is not None
    assert [round(v, 3) for v in whole.sensitivity] == row["weight_sensitivity_20pct"]


def test_findings_are_golden() -> None:
    whole = demo_result()
    assert whole.capped == expected()["evidence_capped"] == ["D7.4"]
    assert whole.perception_findings == expected()["perception_gap_2_or_more"]
    assert whole.not_assessed == expected()["not_assessed"]
    assert whole.indicators["D7.4"].evidence_gap == 1.7
    assert whole.indicators["D3.3"].perception_gap == -2
    assert whole.dimensions["D6"].report == "full"


def test_ten_first_priorities_are_golden() -> None:
    golden = expected()["gap_priorities_top10"]
    found = demo_result().priorities[:10]
    assert [p.id for p in found] == [row["indicator"] for row in golden]
    for one, row in zip(found, golden, strict=True):
        assert close(one.gap, row["gap"]), one.id
        assert close(one.priority, row["priority"]), one.id
        assert one.horizon == row["horizon"]


def test_comparison_demo_cities() -> None:
    sofia = (demo_result().overall.low or 0, demo_result().overall.high or 0)
    a, b, old = demo()["comparison_demo"]["cities"]

    def span(city: dict[str, Any]) -> tuple[float, float]:
        return (
            city["overall"]["score"] - city["overall"]["half_width"],
            city["overall"]["score"] + city["overall"]["half_width"],
        )

    assert compare(sofia, span(a)) == "no_clear_difference"
    assert compare(sofia, span(b)) == "clearly_lower"
    assert compare(span(b), span(a)) == "clearly_higher"
    assert compare(sofia, span(old), same_framework=False) == "not_comparable"


def test_small_groups_are_not_published() -> None:
    assert not publishable("stakeholders", 2)
    assert publishable("stakeholders", 3)
    assert publishable("reviewer", 1)
    assert not publishable("reviewer", 0)


def test_old_evidence_missing_group_and_limit() -> None:
    groups = {"stakeholders": GroupAnswer(1, 2), "reviewer": GroupAnswer(5, 1)}
    one = assess(cpm(), {"D1.1": Given(groups)}, as_of=AS_OF).indicators["D1.1"]
    assert one.widened == ("spread", "small")
    assert one.half_width == 1.5
    old = Given(groups, evidence=(Proof("B", date(2019, 2, 15)), Proof("C", AS_OF)))
    assert "old" in assess(cpm(), {"D1.1": old}, as_of=AS_OF).indicators["D1.1"].widened


@pytest.mark.parametrize(
    ("weights", "report"),
    [([30, 25, 20], "full"), ([30, 25], "indicative"), ([30], "not_reported")],
)
def test_coverage_decides_what_is_reported(weights: list[int], report: str) -> None:
    chosen = [i.id for i in cpm().dimensions[0].indicators if i.weight in weights]
    ids = chosen[: len(weights)]
    answers = {i: Given({"reviewer": GroupAnswer(3, 1)}) for i in ids}
    one = assess(cpm(), answers, as_of=AS_OF).dimensions["D1"]
    assert one.report == report
    assert (one.score is None) == (report == "not_reported")


def test_a_weak_side_is_not_hidden() -> None:
    answers = {
        ident: Given(
            {"reviewer": GroupAnswer(1 if d.id == "D4" else 5, 1)}, evidence=(Proof("A", AS_OF),)
        )
        for ident, (d, _i) in cpm().indicators.items()
    }
    whole = assess(cpm(), answers, as_of=AS_OF)
    assert whole.overall.score is not None
    assert whole.overall.score > 4.5
    assert whole.overall.band == 2


def test_bad_input_is_named() -> None:
    for wrong in (
        {"D9.9": Given()},
        {"D1.1": Given({"admin": GroupAnswer(6, 3)})},
        {"D1.1": Given(vote_factor=2)},
        {"D1.1": Given(effort=0)},
        {"D1.1": Given(state="perhaps")},
        {"D1.1": Given(evidence=(Proof("E", AS_OF),))},
    ):
        with pytest.raises(InputError):
            assess(cpm(), wrong, as_of=AS_OF)


levels = st.one_of(st.none(), st.integers(1, 5))
groups = st.dictionaries(
    st.sampled_from(["admin", "stakeholders", "reviewer"]),
    st.lists(levels, max_size=9).map(group_answer),
)
proofs = st.lists(
    st.builds(Proof, st.sampled_from("ABCD"), st.dates(date(2015, 1, 1), AS_OF)), max_size=4
)
givens = st.builds(
    Given,
    groups=groups,
    evidence=proofs,
    target=st.one_of(st.none(), st.integers(1, 5)),
    vote_factor=st.floats(0.5, 1.5),
    effort=st.one_of(st.none(), st.integers(1, 5)),
)
IDS = [f"D{d}.{i}" for d in (1, 4, 7) for i in (1, 2, 3, 4)]


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(IDS), givens))
def test_what_always_holds(answers: dict[str, Given]) -> None:
    whole = assess(cpm(), answers, as_of=AS_OF)
    for one in [*whole.indicators.values(), *whole.dimensions.values(), whole.overall]:
        if one.score is None:
            assert one.low is None
            continue
        assert 1 <= one.low <= one.score <= one.high <= 5  # type: ignore[operator]
    for one in whole.indicators.values():
        if one.score is not None:
            assert one.score <= (one.ceiling or 0)
            assert one.half_width is not None
            assert 0.25 <= one.half_width <= 1.5
    order = [p.priority or 0 for p in whole.priorities]
    assert order == sorted(order, reverse=True)


@settings(max_examples=100, deadline=None)
@given(givens, st.sampled_from("ABC"))
def test_better_evidence_never_lowers_a_score(one: Given, grade: str) -> None:
    better = Given(one.groups, (*one.evidence, Proof(grade, AS_OF)), target=one.target)
    before = assess(cpm(), {"D1.1": one}, as_of=AS_OF).indicators["D1.1"]
    after = assess(cpm(), {"D1.1": better}, as_of=AS_OF).indicators["D1.1"]
    assert (before.score is None) == (after.score is None)
    assert (after.score or 0) >= (before.score or 0)


@given(
    st.lists(st.tuples(st.floats(0.01, 1), st.floats(0, 1.5)), min_size=1, max_size=9),
    st.floats(0, 1),
)
def test_pooled_half_width_lies_between_its_extremes(
    parts: list[tuple[float, float]], rho: float
) -> None:
    low, mid, high = (pooled_half_width(r, parts) for r in (0, rho, 1))
    assert low - 1e-9 <= mid <= high + 1e-9
