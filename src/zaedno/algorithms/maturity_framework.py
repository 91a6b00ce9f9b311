"""From the plain data of a framework file to a checked `Framework`.

A mistake raises `FrameworkError` with the path of the field and one of the codes below; nothing is
half accepted. Every text of a framework must exist in all languages of its name, because the
translation is part of the version.

    missing, not_a_list, not_a_mapping, not_a_number, not_text, empty, twice, sum_100, sum_1,
    levels, unknown_type, unknown_grade, out_of_range, no_translation

>>> parse({"id": "x"})
Traceback (most recent call last):
zaedno.algorithms.maturity.FrameworkError: version: missing
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from zaedno.algorithms.maturity import (
    Dimension,
    EvidenceType,
    Framework,
    FrameworkError,
    Indicator,
    Scoring,
    Text,
)

Path = tuple[str | int, ...]
GRADES = ("A", "B", "C", "D")
MAX_INDICATORS = 200


class _Reader:
    """Takes values out of nested data and remembers where they stand."""

    def __init__(self, kind: Callable[[dict[str, str]], Text]) -> None:
        self.languages: tuple[str, ...] = ()
        self.kind = kind

    def need(self, data: Any, name: str, path: Path) -> Any:
        if not isinstance(data, Mapping):
            raise FrameworkError(path, "not_a_mapping", type(data).__name__)
        if name not in data or data[name] is None:
            raise FrameworkError((*path, name), "missing")
        return data[name]

    def mapping(self, data: Any, name: str, path: Path) -> Mapping[str, Any]:
        found = self.need(data, name, path)
        if not isinstance(found, Mapping):
            raise FrameworkError((*path, name), "not_a_mapping", type(found).__name__)
        return found

    def rows(self, data: Any, name: str, path: Path) -> list[Any]:
        found = self.need(data, name, path)
        if not isinstance(found, list):
            raise FrameworkError((*path, name), "not_a_list", type(found).__name__)
        if not found:
            raise FrameworkError((*path, name), "empty")
        return found

    def word(self, data: Any, name: str, path: Path) -> str:
        found = self.need(data, name, path)
        if isinstance(found, bool | Mapping | list) or not str(found).strip():
            raise FrameworkError((*path, name), "not_text", found)
        return str(found).strip()

    def number(
        self, data: Any, name: str, path: Path, *, least: float = 0, most: float = math.inf
    ) -> float:
        found = self.need(data, name, path)
        if isinstance(found, bool) or not isinstance(found, int | float):
            raise FrameworkError((*path, name), "not_a_number", found)
        if not math.isfinite(found) or not least <= found <= most:
            raise FrameworkError((*path, name), "out_of_range", found)
        return found

    def text(self, data: Any, path: Path) -> Text:
        """The texts of a record itself: `{bg: …, en: …}` among its other fields."""
        if not isinstance(data, Mapping):
            raise FrameworkError(path, "not_a_mapping", type(data).__name__)
        for language in self.languages:
            if not isinstance(data.get(language), str) or not data[language].strip():
                raise FrameworkError((*path, language), "no_translation")
        return self.kind({language: data[language].strip() for language in self.languages})


def parse(data: Any, *, text: Callable[[dict[str, str]], Text] = dict) -> Framework:
    """`text` makes the caller's own kind of text of `{language: words}`."""
    reader = _Reader(text)
    ident, version = reader.word(data, "id", ()), reader.word(data, "version", ())
    name = reader.mapping(data, "name", ())
    reader.languages = tuple(key for key in name if isinstance(name[key], str))
    if not reader.languages:
        raise FrameworkError(("name",), "empty")
    scoring = _scoring(reader, data)
    types = _evidence_types(reader, data)
    dimensions = _dimensions(reader, data, scoring, {kind.id for kind in types})
    return Framework(
        id=ident,
        version=version,
        name=reader.text(name, ("name",)),
        levels=_levels(reader, data, (), scoring),
        evidence_types=types,
        scoring=scoring,
        dimensions=dimensions,
    )


def _scoring(reader: _Reader, data: Any) -> Scoring:
    scale = reader.mapping(data, "scale", ())
    lowest = reader.number(scale, "min", ("scale",), most=1)
    highest = reader.number(scale, "max", ("scale",), least=2, most=10)
    rules, path = reader.mapping(data, "scoring", ()), ("scoring",)
    adds = reader.mapping(rules, "half_width_add", path)
    add_path = (*path, "half_width_add")
    coverage = reader.mapping(rules, "coverage", path)
    coverage_path = (*path, "coverage")
    full = reader.number(coverage, "full", coverage_path, most=100)
    return Scoring(
        lowest=int(lowest),
        highest=int(highest),
        groups=_group_weights(reader, rules, path),
        ceiling=_by_grade(reader, rules, "ceiling_by_grade", lowest, highest),
        half_width=_by_grade(reader, rules, "half_width_by_grade", 0, highest),
        add_old=reader.number(adds, "evidence_older_than_730_days", add_path),
        add_spread=reader.number(adds, "group_spread_2_or_more", add_path),
        add_small=reader.number(adds, "admin_or_stakeholders_missing_or_below_3", add_path),
        half_width_max=reader.number(rules, "half_width_max", path),
        rho=reader.number(rules, "rho", path, most=1),
        full_coverage=full,
        indicative_coverage=reader.number(coverage, "indicative", coverage_path, most=full),
    )


def _group_weights(reader: _Reader, rules: Any, path: Path) -> dict[str, float]:
    groups = reader.mapping(rules, "respondent_groups", path)
    here = (*path, "respondent_groups")
    weights = {
        name: reader.number(groups, name, here, most=1)
        for name in ("admin", "stakeholders", "reviewer")
    }
    for name in groups:
        if name not in weights:
            raise FrameworkError((*here, name), "unknown_type", name)
    if not math.isclose(math.fsum(weights.values()), 1):
        raise FrameworkError(here, "sum_1", round(math.fsum(weights.values()), 4))
    return weights


def _by_grade(
    reader: _Reader, rules: Any, name: str, least: float, most: float
) -> dict[str, float]:
    found, path = reader.mapping(rules, name, ("scoring",)), ("scoring", name)
    return {g: reader.number(found, g, path, least=least, most=most) for g in GRADES}


def _evidence_types(reader: _Reader, data: Any) -> tuple[EvidenceType, ...]:
    kinds: list[EvidenceType] = []
    for index, row in enumerate(reader.rows(data, "evidence_types", ())):
        path = ("evidence_types", index)
        ident, grade = reader.word(row, "id", path), reader.word(row, "grade", path)
        if ident in {kind.id for kind in kinds}:
            raise FrameworkError((*path, "id"), "twice", ident)
        if grade not in GRADES:
            raise FrameworkError((*path, "grade"), "unknown_grade", grade)
        kinds.append(EvidenceType(ident, grade, reader.text(row, path)))
    return tuple(kinds)


def _dimensions(
    reader: _Reader, data: Any, scoring: Scoring, types: set[str]
) -> tuple[Dimension, ...]:
    found: list[Dimension] = []
    seen: set[str] = set()
    rows = reader.rows(data, "dimensions", ())
    for index, row in enumerate(rows):
        path = ("dimensions", index)
        ident = _new_id(reader, row, path, seen)
        indicators = tuple(
            _indicator(reader, one, (*path, "indicators", place), seen, scoring, types)
            for place, one in enumerate(reader.rows(row, "indicators", path))
        )
        _sum_100([i.weight for i in indicators], (*path, "indicators"))
        weight = reader.number(row, "weight", path, most=100)
        name = reader.text(reader.mapping(row, "name", path), (*path, "name"))
        found.append(Dimension(ident, weight, name, indicators))
    if len(seen) - len(found) > MAX_INDICATORS:
        raise FrameworkError(("dimensions",), "out_of_range", len(seen))
    _sum_100([d.weight for d in found], ("dimensions",))
    return tuple(found)


def _new_id(reader: _Reader, row: Any, path: Path, seen: set[str]) -> str:
    ident = reader.word(row, "id", path)
    if ident in seen:
        raise FrameworkError((*path, "id"), "twice", ident)
    seen.add(ident)
    return ident


def _indicator(
    reader: _Reader, row: Any, path: Path, seen: set[str], scoring: Scoring, types: set[str]
) -> Indicator:
    ident = _new_id(reader, row, path, seen)
    evidence = tuple(str(kind) for kind in reader.rows(row, "evidence", path))
    for place, kind in enumerate(evidence):
        if kind not in types:
            raise FrameworkError((*path, "evidence", place), "unknown_type", kind)
    return Indicator(
        id=ident,
        weight=reader.number(row, "weight", path, least=0.01, most=100),
        name=reader.text(reader.mapping(row, "name", path), (*path, "name")),
        levels=_levels(reader, row, path, scoring),
        evidence=evidence,
    )


def _levels(reader: _Reader, data: Any, path: Path, scoring: Scoring) -> dict[int, Text]:
    """One sentence for each level of the scale, in its order."""
    rows = reader.rows(data, "levels", path)
    found = {}
    for index, row in enumerate(rows):
        here = (*path, "levels", index)
        level = reader.number(row, "level", here)
        if level != scoring.lowest + index:
            raise FrameworkError((*here, "level"), "levels", level)
        found[int(level)] = reader.text(row, here)
    if len(rows) != scoring.highest - scoring.lowest + 1:
        raise FrameworkError((*path, "levels"), "levels", len(rows))
    return found


def _sum_100(weights: list[float], path: Path) -> None:
    total = math.fsum(weights)
    if not math.isclose(total, 100):
        raise FrameworkError(path, "sum_100", round(total, 4))
