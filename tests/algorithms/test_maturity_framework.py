"""A bad framework names the field and is not half accepted."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from tests.algorithms.test_maturity import demo
from zaedno.algorithms.maturity import FrameworkError
from zaedno.algorithms.maturity_framework import parse


def broken(*path: Any, value: Any) -> dict[str, Any]:
    data = copy.deepcopy(demo()["maturity_framework"])
    place: Any = data
    for step in path[:-1]:
        place = place[step]
    if value is None:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return data


@pytest.mark.parametrize(
    ("path", "value", "field", "code"),
    [
        (("version",), None, "version", "missing"),
        (("name", "en"), "", "name.en", "no_translation"),
        (("scale", "max"), "five", "scale.max", "not_a_number"),
        (("scoring", "rho"), 1.5, "scoring.rho", "out_of_range"),
        (
            ("scoring", "respondent_groups", "admin"),
            0.5,
            "scoring.respondent_groups",
            "sum_1",
        ),
        (("evidence_types", 1, "id"), "E1", "evidence_types[1].id", "twice"),
        (("evidence_types", 0, "grade"), "Z", "evidence_types[0].grade", "unknown_grade"),
        (("dimensions", 2, "weight"), 15, "dimensions", "sum_100"),
        (
            ("dimensions", 0, "indicators", 3, "weight"),
            21,
            "dimensions[0].indicators",
            "sum_100",
        ),
        (
            ("dimensions", 0, "indicators", 1, "id"),
            "D1.1",
            "dimensions[0].indicators[1].id",
            "twice",
        ),
        (
            ("dimensions", 0, "indicators", 0, "evidence"),
            ["E1", "E77"],
            "dimensions[0].indicators[0].evidence[1]",
            "unknown_type",
        ),
        (
            ("dimensions", 0, "indicators", 0, "levels", 2),
            None,
            "dimensions[0].indicators[0].levels[2].level",
            "levels",
        ),
        (("dimensions",), [], "dimensions", "empty"),
        (("dimensions",), "all", "dimensions", "not_a_list"),
    ],
)
def test_mistakes_are_named(path: tuple[Any, ...], value: Any, field: str, code: str) -> None:
    with pytest.raises(FrameworkError) as found:
        parse(broken(*path, value=value))
    assert (found.value.field, found.value.code) == (field, code)


def test_not_a_mapping_at_all() -> None:
    with pytest.raises(FrameworkError):
        parse(["cpm"])
