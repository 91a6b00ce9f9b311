"""The result of a poll as pages, files and reports show it: never under five answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.template.defaultfilters import floatformat
from django.utils.translation import gettext_lazy

from zaedno.core.fields import Texts
from zaedno.core.verdict import Sentence
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.poll import Poll, PollItem, Stance
from zaedno.features.workshops.models.replies import CloudWord, Reply
from zaedno.features.workshops.queries import polls as queries
from zaedno.features.workshops.rules import sheets
from zaedno.features.workshops.rules.polls import large_enough
from zaedno.features.workshops.rules.quadrants import Yield, by_effort
from zaedno.features.workshops.rules.side_by_side import SideBySide, beside, counted, named
from zaedno.features.workshops.rules.spread import Spread, spread

K = Poll.Kind
SKIPPED = gettext_lazy("skip")
AXES = {"benefit": gettext_lazy("benefit"), "effort": gettext_lazy("effort")}
BY_ITEM = (K.MULTIPLE, K.RANKING, K.HUNDRED)  # all items together make one result
SIZES = 5  # how many sizes the words of a cloud have


@dataclass(frozen=True)
class Choice:
    value: int
    label: Sentence
    count: int | None = None
    share: int | None = None  # in per cent of those who answered
    right: bool = False


@dataclass(frozen=True)
class ItemView:
    """One question with its answers, and its counts where they may be shown."""

    item: PollItem
    choices: list[Choice]
    n: int | None = None
    medians: dict[str, float] | None = None
    spreads: list[tuple[Sentence, Spread]] = field(default_factory=list)
    few: bool = False
    raw: dict[str, Any] = field(default_factory=dict)

    @property
    def shown(self) -> bool:
        return self.n is not None and not self.few


@dataclass(frozen=True)
class Line:
    """One item among those people chose from: its figure, how much of the most that is."""

    item: PollItem
    figure: float
    count: int = 0
    share: int = 0
    firsts: int = 0
    spread: Spread | None = None


@dataclass(frozen=True)
class Word:
    word: CloudWord
    size: int


@dataclass(frozen=True)
class Result:
    """Everything a page shows of one poll."""

    poll: Poll
    seen: bool
    items: list[ItemView]
    lines: list[Line] = field(default_factory=list)
    top: float = 0
    words: list[Word] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)
    groups: list[tuple[PollItem, SideBySide]] = field(default_factory=list)

    @property
    def fields(self) -> list[tuple[Sentence, list[ItemView]]]:
        """A matrix by its four fields: quick wins first."""
        placed = [(_field(v), v) for v in self.items if v.shown and v.medians]
        if not placed:
            return []
        return [(one.label, [v for at, v in placed if at == one]) for one in Yield]

    @property
    def few(self) -> bool:
        return self.seen and not large_enough(self.poll.answered or 0)


def _field(view: ItemView) -> Yield:
    medians = view.medians or {}
    return by_effort(medians.get("benefit", 0), medians.get("effort", 0))


def choices(poll: Poll) -> list[Choice]:
    """The answers one can give, best agreement first for the vision."""
    if poll.kind == K.CONSENT:
        return [Choice(int(value), label) for value, label in Stance.choices]
    if poll.kind in (K.SINGLE, K.QUIZ):
        return [Choice(at, str(Texts(c))) for at, c in enumerate(poll.choices, start=1)]
    values = [Choice(value, str(value)) for value in range(1, sheets.SCALE + 1)]
    return [*values, Choice(sheets.SKIP, SKIPPED)] if poll.kind == K.SCALE else values


def result(viewer: Viewer, poll: Poll) -> Result:
    """What this viewer may see of it, in a fixed number of queries."""
    seen = queries.sees_result(viewer, poll)
    items = views(viewer, poll)
    enough = seen and large_enough(poll.answered or 0)
    lines = _lines(poll, items) if enough and poll.kind in BY_ITEM else []
    return Result(
        poll=poll,
        seen=seen,
        items=items,
        lines=lines,
        top=max((line.figure for line in lines), default=0),
        words=_sized(queries.words(viewer, poll)) if enough and poll.kind == K.CLOUD else [],
        replies=_replies(viewer, poll),
        groups=_side_by_side(viewer, poll, items) if enough else [],
    )


def views(viewer: Viewer, poll: Poll) -> list[ItemView]:
    """The items of a poll with their results, as far as they may be shown to this viewer."""
    seen = queries.sees_result(viewer, poll)
    return [_view(poll, found, seen) for found in poll.items.all()]


def _view(poll: Poll, found: PollItem, seen: bool) -> ItemView:
    possible = choices(poll)
    told: dict[str, Any] | None = found.result if seen else None
    if told is None:
        return ItemView(found, possible)
    if not large_enough(told["n"]):
        return ItemView(found, possible, n=told["n"], few=True)
    return ItemView(
        item=found,
        choices=_counted(poll, possible, told),
        n=told["n"],
        medians=told.get("medians"),
        spreads=_spreads(poll, told),
        raw=told,
    )


def _counted(poll: Poll, possible: list[Choice], told: dict[str, Any]) -> list[Choice]:
    counts = told.get("counts", {})
    return [
        Choice(
            value=c.value,
            label=c.label,
            count=counts.get(str(c.value), 0),
            share=round(100 * counts.get(str(c.value), 0) / told["n"]),
            right=poll.kind == K.QUIZ and c.value == poll.right,
        )
        for c in possible
        if c.value != sheets.SKIP or str(c.value) in counts
    ]


def _spreads(poll: Poll, told: dict[str, Any]) -> list[tuple[Sentence, Spread]]:
    """How far the answers lie apart: for a scale, for each axis, for a statement's stances."""
    found: list[tuple[Sentence, Spread | None]] = []
    if poll.kind == K.SCALE:
        found = [("", spread(told["counts"]))]
    elif poll.kind == K.MATRIX:
        found = [(AXES[axis], spread(counts)) for axis, counts in told.get("axes", {}).items()]
    elif poll.kind == K.CONSENT:
        found = [("", spread(told["counts"], 1, len(Stance)))]
    return [(label, one) for label, one in found if one is not None]


def figure(poll: Poll, told: dict[str, Any], items: int) -> float:
    """The number an item is ordered by: people, mean points, or a ranking's points."""
    counts = told.get("counts", {})
    if poll.kind == K.MULTIPLE:
        return float(counts.get("1", 0))
    return sheets.mean(counts) if poll.kind == K.HUNDRED else sheets.borda(counts, items)


def _lines(poll: Poll, items: list[ItemView]) -> list[Line]:
    """The items, most chosen first; ties in the order in which they were asked."""
    found = [
        Line(
            item=view.item,
            figure=figure(poll, told, len(items)),
            count=told["counts"].get("1", 0) if poll.kind == K.MULTIPLE else told["n"],
            share=round(100 * told["counts"].get("1", 0) / told["n"]) if told["n"] else 0,
            firsts=told["counts"].get("1", 0) if poll.kind == K.RANKING else 0,
            spread=spread(told["counts"], 0, sheets.POINTS) if poll.kind == K.HUNDRED else None,
        )
        for view in items
        if (told := view.item.result) is not None and not view.few
    ]
    return sorted(found, key=lambda line: (-line.figure, line.item.number))


def _sized(words: list[CloudWord]) -> list[Word]:
    most = words[0].count if words else 1
    return [Word(word, max(1, -(-SIZES * word.count // most))) for word in words]


def _replies(viewer: Viewer, poll: Poll) -> list[Reply]:
    if poll.kind != K.TEXT:
        return []
    return queries.replies(viewer, poll, Reply.State.PUBLISHED)


def _side_by_side(
    viewer: Viewer, poll: Poll, items: list[ItemView]
) -> list[tuple[PollItem, SideBySide]]:
    """The groups beside each other: at least two, each with five answers or more."""
    shown = [view for view in items if view.shown and len(view.raw.get("groups", {})) > 1]
    if not shown:
        return []
    names = queries.kind_names(viewer)
    if poll.kind in BY_ITEM:
        return [(shown[0].item, _items_by_group(poll, shown, names))]
    return [(view.item, _choices_by_group(poll, view, names)) for view in shown]


def _choices_by_group(poll: Poll, view: ItemView, names: dict[str, Texts]) -> SideBySide:
    groups: dict[str, dict[str, Any]] = view.raw["groups"]
    heads = [(named(names, key), told["n"]) for key, told in groups.items()]
    if poll.kind == K.MATRIX:
        by_axis = [
            (AXES[axis], [_said(told["medians"].get(axis, 0)) for told in groups.values()])
            for axis in poll.axes
        ]
        return SideBySide(heads, by_axis)
    answers = [(str(c.value), c.label) for c in view.choices]
    return SideBySide(heads, beside(answers, [told["counts"] for told in groups.values()]))


def _items_by_group(poll: Poll, shown: list[ItemView], names: dict[str, Texts]) -> SideBySide:
    keys = list(shown[0].raw["groups"])
    heads = [(named(names, key), shown[0].raw["groups"][key]["n"]) for key in keys]
    rows = [
        (str(view.item.text), [_cell(poll, view, key, len(shown)) for key in keys])
        for view in shown
    ]
    return SideBySide(heads, rows)


def _cell(poll: Poll, view: ItemView, key: str, items: int) -> str:
    told = view.raw["groups"].get(key)
    if told is None:
        return "–"
    if poll.kind != K.MULTIPLE:
        return _said(figure(poll, told, items))
    chosen = told["counts"].get("1", 0)
    return counted(chosen, told["n"])


def _said(number: float) -> str:
    """A number with at most one decimal, as the reader's language writes it."""
    return str(floatformat(number, -1))
