"""Stages in time: at every moment one of a plan that stands is on, or none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from zaedno.algorithms.stages import Span, current, faults

START = datetime(2027, 1, 1, tzinfo=UTC)
hours = st.integers(0, 400)


def at(hour: int) -> datetime:
    return START + timedelta(hours=hour)


@given(st.lists(hours, min_size=2, max_size=9, unique=True), hours)
def test_of_a_plan_that_stands_at_most_one_is_on(edges: list[int], hour: int) -> None:
    edges.sort()
    spans = [Span(at(a), at(b)) for a, b in pairwise(edges)]
    assert faults(spans) == []
    on = [i for i, span in enumerate(spans) if span.holds(at(hour))]
    assert on == [i for i in [current(spans, at(hour))] if i is not None]


@given(st.lists(st.tuples(hours, st.one_of(st.none(), hours)), max_size=6))
def test_a_plan_in_which_two_could_be_on_is_refused(edges: list[tuple[int, int | None]]) -> None:
    spans = [Span(at(a), None if b is None else at(b)) for a, b in edges]
    moments = sorted({at(h) for pair in edges for h in pair if h is not None})
    if any(sum(span.holds(m) for span in spans) > 1 for m in moments):
        assert faults(spans)


def test_the_second_of_the_end_belongs_to_the_next() -> None:
    plan = [Span(at(0), at(5)), Span(at(5), None)]
    assert current(plan, at(5) - timedelta(microseconds=1)) == 0
    assert current(plan, at(5)) == 1
