"""Results as they are shown: a sentence on the base, a chart with its table, nothing too small."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.suppression import SMALLEST, SafeTable, hide_small
from zaedno.algorithms.tally import wilson
from zaedno.core.charts import Bar, BarChart, Interval, IntervalChart
from zaedno.platform.forms.counting import REST, steps_of
from zaedno.platform.forms.forms import options, steps
from zaedno.platform.forms.models import Question

Kind = Question.Kind
HUNDRED = 100
NOWHERE: Mapping[str, str] = {}


@dataclass(frozen=True)
class Cross:
    """A table of two questions in which no small group can be seen; None is a hidden count."""

    head: list[str]
    rows: list[tuple[str, tuple[int | None, ...], int | None]]
    totals: tuple[int | None, ...]
    total: int


@dataclass
class Shown:
    """What stands under one question on the page of results."""

    question: Question
    code: str
    base: str
    too_few: bool = False
    charts: list[BarChart] = field(default_factory=list)
    interval: IntervalChart | None = None
    note: str = ""
    examples: list[Any] = field(default_factory=list)  # places and files, for staff alone


def present(
    question: Question, code: str, data: dict[str, Any], districts: Mapping[str, str] = NOWHERE
) -> Shown:
    """`districts` are the names behind the numbers to which places were counted."""
    shown = Shown(question, code, _base(data), examples=data.get("examples", []))
    if data["answered"] < SMALLEST:
        shown.too_few = True
        return shown
    if question.feature:
        shown.charts = [_groups(question, data)]
    elif question.kind in (Kind.SINGLE, Kind.MULTIPLE):
        shown.charts = [_shares(question, data, options(question))]
    elif question.kind == Kind.CONSENT:
        shown.charts = [_shares(question, data, [("yes", _("yes"))])]
    elif question.kind == Kind.RANKING:
        shown.charts = _ranking(question, data)
    elif question.kind == Kind.SCALE:
        shown.charts = [_shares(question, data, steps(question))]
        shown.interval = _mean(question, data)
    elif question.kind == Kind.MATRIX:
        shown.charts = _matrix(question, data)
    elif question.kind == Kind.NUMBER:
        shown.note = _("The mean is %(mean).2f.") % {"mean": data["mean"]}
    elif question.places:
        _districts(shown, merged(data["chosen"]), data["answered"], districts)
    elif question.kind == Kind.FILE:
        said = ngettext("%(n)d file was sent.", "%(n)d files were sent.", data["answered"])
        shown.note = said % {"n": data["answered"]}
    else:
        shown.note = _("What people wrote is not shown.")
    return shown


def merged(counts: Mapping[str, int]) -> dict[str, int]:
    """Districts with too few places, or groups with too few people, are counted with the rest,
    until the rest is no small group."""
    kept = {code: n for code, n in counts.items() if code != REST and n >= SMALLEST}
    rest = sum(counts.values()) - sum(kept.values())
    while kept and 0 < rest < SMALLEST:
        rest += kept.pop(min(kept, key=lambda code: kept[code]))
    return {**kept, **({REST: rest} if rest else {})}


def publishable(question: Question, data: dict[str, Any]) -> dict[str, Any]:
    """What is kept when a result is published: no single place or file, no small district."""
    told = {name: value for name, value in data.items() if name != "examples"}
    folds = question.places or question.feature
    return {**told, "chosen": merged(data["chosen"])} if folds else told


def _groups(question: Question, data: dict[str, Any]) -> BarChart:
    """People were promised that no group of fewer than five is shown; those stand together."""
    counts, listed = _folded(question, data)
    return _shares(question, {**data, "chosen": counts}, listed)


def _folded(
    question: Question, data: dict[str, Any]
) -> tuple[dict[str, int], list[tuple[str, str]]]:
    counts = merged(data["chosen"])
    listed = [one for one in options(question) if one[0] in counts]
    return counts, listed + [(REST, _("groups with few people"))] * (REST in counts)


def _districts(
    shown: Shown, counts: dict[str, int], whole: int, districts: Mapping[str, str]
) -> None:
    """How many places lie in which district."""
    named = sorted((districts[code], code) for code in counts if code in districts)
    if not named:
        shown.note = _("The places are not counted by district: too few, or no outlines are known.")
        return
    rest = [(_("elsewhere, in words alone, or in districts with few"), REST)] * (REST in counts)
    listed = [(code, words) for words, code in [*named, *rest]]
    shown.charts = [_shares(shown.question, {"chosen": counts, "answered": whole}, listed)]


def _base(data: dict[str, Any]) -> str:
    """Who saw the question, and how many of them passed it over."""
    seen, skipped = data["seen"], data["seen"] - data["answered"]
    said = ngettext("%(n)d person saw this question", "%(n)d people saw this question", seen)
    if not skipped:
        return said % {"n": seen}
    passed = ngettext("%(n)d skipped it", "%(n)d skipped it", skipped)
    return f"{said % {'n': seen}}, {passed % {'n': skipped}}"


def _shares(question: Question, data: dict[str, Any], listed: list[tuple[str, str]]) -> BarChart:
    """The share of those who answered; with several choices the shares may pass 100 %."""
    whole = data["answered"]
    return BarChart(
        title=str(question.text),
        bars=tuple(
            Bar(words, HUNDRED * data["chosen"].get(code, 0) / whole, note=_of(data, code, whole))
            for code, words in listed
        ),
        unit="%",
        label_head=_("Answer"),
        value_head=_("Share of those who answered"),
    )


def _of(data: dict[str, Any], code: str, whole: int) -> str:
    return _("%(part)d of %(whole)d") % {"part": data["chosen"].get(code, 0), "whole": whole}


def _ranking(question: Question, data: dict[str, Any]) -> list[BarChart]:
    """By points (Borda) and by first places: the two may differ, and readers see both."""
    listed = sorted(question.choices(), key=lambda one: -data["points"].get(one[0], 0))
    points = BarChart(
        title=_("Points: %(question)s") % {"question": question.text},
        caption=_("Points: the first place gives most, the last and what was left out none"),
        bars=tuple(Bar(words, data["points"].get(code, 0)) for code, words in listed),
        label_head=_("Answer"),
        value_head=_("Points"),
    )
    firsts = BarChart(
        title=_("First places: %(question)s") % {"question": question.text},
        caption=_("How many put it first"),
        bars=tuple(Bar(words, data["chosen"].get(code, 0)) for code, words in listed),
        label_head=_("Answer"),
        value_head=_("First places"),
    )
    return [points, firsts]


def _mean(question: Question, data: dict[str, Any]) -> IntervalChart:
    """The mean with a cautious interval: Wilson's, for the mean as a share of the way up.

    A variable between two ends never varies more than one that only takes the ends, which is what
    Wilson's interval is for; so it is never too narrow.
    """
    low, high = question.scale
    ends = wilson((data["mean"] - low) / (high - low), data["answered"])
    found = [low + (high - low) * end for end in ends]
    return IntervalChart(
        title=_("Mean: %(question)s") % {"question": question.text},
        rows=(Interval(_("Mean"), data["mean"], found[0], found[1]),),
        caption=_("Mean of those who answered, with the interval that chance explains (95 %)"),
        axis_low=low,
        axis_high=high,
    )


def _matrix(question: Question, data: dict[str, Any]) -> list[BarChart]:
    """One chart for each row; the base is who answered that row."""
    made = []
    for row, words in question.lines():
        counts = {code: data["chosen"].get(f"{row}:{code}", 0) for code, _w in question.choices()}
        whole = sum(counts.values())
        if whole < SMALLEST:
            continue
        part = {"chosen": counts, "answered": whole}
        drawn = _shares(question, part, question.choices())
        made.append(
            BarChart(
                title=f"{question.text} – {words}", caption=words, bars=drawn.bars, unit="%",
                label_head=drawn.label_head, value_head=drawn.value_head,
            )
        )  # fmt: skip
    return made


def counts_in_words(question: Question, data: dict[str, Any]) -> list[tuple[str, str, int]]:
    """Code, words and count of each answer; nothing for what has no answers to choose from."""
    kind, chosen = question.kind, data["chosen"]
    if kind == Kind.MATRIX:
        told = [
            [
                (f"{row}:{code}", f"{line}: {words}", chosen.get(f"{row}:{code}", 0))
                for code, words in question.choices()
            ]
            for row, line in question.lines()
        ]
        enough = [row for row in told if sum(count for *_words, count in row) >= SMALLEST]
        return [cell for row in enough for cell in row]
    if kind == Kind.RANKING:
        return [(code, words, data["points"].get(code, 0)) for code, words in question.choices()]
    listed: list[tuple[str, str]] = []
    if question.feature:
        chosen, listed = _folded(question, data)
    elif kind == Kind.SCALE:
        ends = zip(question.scale, (question.low_label, question.high_label), strict=True)
        named = {at: f"{at} ({label})" for at, label in ends if str(label)}
        listed = [(str(at), named.get(at, str(at))) for at in question.steps()]
    elif kind == Kind.CONSENT:
        listed = [("yes", _("yes"))]
    elif kind in (Kind.SINGLE, Kind.MULTIPLE):
        listed = options(question)
    return [(code, words, chosen.get(code, 0)) for code, words in listed]


def safe(question: Question, group: Question, table: list[list[int]]) -> SafeTable | None:
    """The table without small groups; None where there are too few to print anything.

    Its totals stand on the page of results too, question by question: nothing hides behind them.
    """
    rows = _told(question, [sum(line) for line in table])
    columns = _told(group, [sum(line) for line in zip(*table, strict=True)])
    known = [*((row, -1) for row in rows), *((-1, column) for column in columns)]
    try:
        return hide_small(table, known=known)
    except InputFault:
        return None


def _told(question: Question, totals: list[int]) -> list[int]:
    """The places of the totals that the result of the question alone tells."""
    if not question.feature:
        return list(range(len(totals)))
    alone = merged({str(at): n for at, n in enumerate(totals)})
    return [int(at) for at in alone if at != REST]


def kept(table: SafeTable) -> dict[str, Any]:
    """A safe table as it is kept when it is published: what is hidden is not stored either."""
    return {
        "cells": [list(row) for row in table.cells],
        "rows": list(table.row_totals),
        "columns": list(table.column_totals),
        "total": table.total,
    }


def present_cross(question: Question, group: Question, data: dict[str, Any]) -> Cross:
    words, others = _words(question), _words(group)
    return Cross(
        head=others,
        rows=[
            (word, tuple(cells), total)
            for word, cells, total in zip(words, data["cells"], data["rows"], strict=True)
        ],
        totals=tuple(data["columns"]),
        total=data["total"],
    )


def _words(question: Question) -> list[str]:
    listed = steps(question) if question.kind == Kind.SCALE else options(question)
    return [dict(listed)[code] for code in steps_of(question)]


def groups(question: Question) -> bool:
    """Whether each reply falls into just one group by this question."""
    return question.kind in (Kind.SINGLE, Kind.SCALE)


def pairs(questions: Sequence[Question], most: int) -> list[tuple[Question, Question]]:
    """The tables that may be asked for: each question that groups, by the groups of another."""
    grouping = [one for one in questions if groups(one)]
    return [(one, group) for group in grouping[:most] for one in grouping if one != group]
