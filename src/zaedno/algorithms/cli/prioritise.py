"""`zaedno prioritise PAIRS.csv`: an order from answers to "which of these two?".

The file has the columns `left`, `right` and `winner`, and may have `person`; others are left alone.
Columns are separated by commas or semicolons. The winner is written as in `left` or `right`; empty
or "none" says "can't decide". A person answers a pair once.

With `--json` one document is printed:

    {"items": [{"item", "rank", "rank_low", "rank_high", "score", "low", "high", "strength",
                "deviation", "wins", "losses", "ties", "comparisons", "few"}, …],    best first
     "comparisons", "undecided", "people", "penalty",                  people: null where unknown
     "side": {"left", "low", "high", "left_wins", "decided"},
     "parts": [[item, …], …],                       one list when all items hang together
     "next": [[left, right], …]}                    empty without --next
"""

from __future__ import annotations

import argparse
import csv
import json
from _csv import Reader
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from zaedno.algorithms.cli import page
from zaedno.algorithms.cli.frame import (
    _,
    bar,
    ngettext,
    number,
    parser,
    perform,
    read_text,
    table,
    whole,
    write_whole,
)
from zaedno.algorithms.cli.prioritise_chart import chart, standalone
from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.faults import mark as gettext_noop
from zaedno.algorithms.pairwise import (
    Answer,
    Side,
    Standing,
    Strengths,
    compare,
    fit,
    side_bias,
    standings,
)
from zaedno.algorithms.pairwise_next import NextPair

NEEDED = ("left", "right", "winner")
NOBODY = ("", "none")


@dataclass(frozen=True)
class Result:
    """What is told: the order, its lines, the pull of the left side, people, and pairs to ask."""

    order: Strengths
    lines: list[Standing]
    side: Side
    people: int | None
    further: list[tuple[str, str]]

    @property
    def answers(self) -> int:
        return int(self.order.comparisons.shown.sum())

    @property
    def undecided(self) -> int:
        return int(self.order.comparisons.undecided.sum())


def main(words: Sequence[str]) -> int:
    """Read the answers, fit the order, print it."""
    made = parser("prioritise", gettext_noop("An order of ideas from answers about pairs."), words)
    made.add_argument(
        "pairs", type=Path, metavar="PAIRS.csv", help=_("left, right, winner, person")
    )
    made.add_argument(
        "--penalty", type=number, default=1.0, help=_("how strongly all items are drawn together")
    )
    made.add_argument(
        "--next", type=whole, default=0, metavar="N", help=_("also say which N pairs to ask next")
    )
    made.add_argument("--seed", default="", help=_("public seed of the draw of pairs"))
    made.add_argument("--report", type=Path, metavar="FILE.html", help=_("write a report"))
    made.add_argument("--picture", type=Path, metavar="FILE.svg", help=_("write the picture"))
    asked = made.parse_args(words)
    return perform(lambda: _told(asked))


def _told(asked: argparse.Namespace) -> None:
    answers, people = read_pairs(read_text(asked.pairs), str(asked.pairs))
    order = fit(compare(answers), asked.penalty)
    result = Result(
        order,
        standings(order),
        side_bias(order.comparisons, asked.penalty),
        people,
        further(order, asked.seed, asked.next),
    )
    files = {}
    if asked.report:
        files[asked.report] = report(result)
    if asked.picture:
        files[asked.picture] = standalone(result.lines)
    write_whole(files)
    print(json.dumps(document(result), ensure_ascii=False) if asked.json else text(result))


def read_pairs(text: str, path: str) -> tuple[list[Answer], int | None]:
    """The answers of a file and how many people gave them (None where it does not say).

    >>> read_pairs("left,right,winner\\npark,tram,tram\\npark,tram,none\\n", "pairs.csv")
    ([('park', 'tram', 'tram'), ('park', 'tram', None)], None)
    """
    head = text.split("\n", 1)[0]
    comma = ";" if head.count(";") > head.count(",") else ","
    rows = csv.reader(StringIO(text), delimiter=comma)
    try:
        return _read(rows, path)
    except csv.Error as fault:
        raise InputFault(
            gettext_noop("{path}, line {line}: this line cannot be read as columns."),
            path=path, line=rows.line_num,
        ) from fault  # fmt: skip


def _read(rows: Reader, path: str) -> tuple[list[Answer], int | None]:
    names = [name.strip().casefold() for name in next(rows, [])]
    for needed in NEEDED:
        if names.count(needed) != 1:
            raise InputFault(
                gettext_noop("{path}, line 1: there must be one column “{column}”."),
                path=path, column=needed,
            )  # fmt: skip
    at = {name: names.index(name) for name in (*NEEDED, "person") if name in names}
    answers: list[Answer] = []
    seen: dict[tuple[str, str, str], int] = {}
    for row in rows:
        line = rows.line_num
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(names):
            raise InputFault(
                gettext_noop("{path}, line {line}: there are {found} columns instead of {wanted}."),
                path=path, line=line, found=len(row), wanted=len(names),
            )  # fmt: skip
        told = {name: row[place].strip() for name, place in at.items()}
        answers.append(_answer(told, path, line))
        if told.get("person"):
            _once(told, seen, path, line)
    if not answers:
        raise InputFault(gettext_noop("{path}: there is no answer in this file."), path=path)
    return answers, len({person for person, _a, _b in seen}) if "person" in at else None


def _answer(told: dict[str, str], path: str, line: int) -> Answer:
    left, right, winner = (told[name] for name in NEEDED)
    if not left or not right:
        raise InputFault(
            gettext_noop("{path}, line {line}: an item has no name."), path=path, line=line
        )
    if left == right:
        raise InputFault(
            gettext_noop("{path}, line {line}: “{item}” is compared with itself."),
            path=path, line=line, item=left,
        )  # fmt: skip
    if winner in (left, right):
        return left, right, winner
    if winner.casefold() in NOBODY:
        return left, right, None
    raise InputFault(
        gettext_noop(
            "{path}, line {line}: the winner “{winner}” is neither “{left}” nor “{right}”."
        ),
        path=path, line=line, winner=winner, left=left, right=right,
    )  # fmt: skip


def _once(
    told: dict[str, str], seen: dict[tuple[str, str, str], int], path: str, line: int
) -> None:
    low, high = sorted((told["left"], told["right"]))
    first = seen.setdefault((told["person"], low, high), line)
    if first != line:
        raise InputFault(
            gettext_noop(
                "{path}, line {line}: “{person}” has answered about “{left}” and “{right}” "
                "already, in line {first}."
            ),
            path=path, line=line, person=told["person"], left=low, right=high, first=first,
        )  # fmt: skip


def further(order: Strengths, seed: str, count: int) -> list[tuple[str, str]]:
    """The next pairs for one person who has seen none; fewer where there are not so many.

    >>> order = fit(compare([("a", "b", "a")]))
    >>> sorted(map(sorted, further(order, "seed", 5)))
    [['a', 'b']]
    """
    draw, found = NextPair(order, seed), list[tuple[str, str]]()
    while len(found) < count and (pair := draw.pair("", found)):
        found.append(pair)
    return found


def document(result: Result) -> dict[str, Any]:
    """The result in the shape that the module's docstring describes."""
    place = {item: at for at, item in enumerate(result.order.comparisons.items)}
    deviation = result.order.deviation

    def line(one: Standing) -> dict[str, Any]:
        at = place[one.item]
        inner = {"strength": result.order.strength[at], "deviation": deviation[at]}
        return asdict(one) | {name: round(float(value), 9) for name, value in inner.items()}

    return {
        "items": [line(one) for one in result.lines],
        "comparisons": result.answers,
        "undecided": result.undecided,
        "people": result.people,
        "penalty": result.order.penalty,
        "side": asdict(result.side),
        "parts": result.order.comparisons.parts(),
        "next": result.further,
    }


def percent(share: float) -> str:
    """A share as whole per cent: the intervals are too wide for more.

    >>> percent(0.665)
    '66 %'
    """
    return f"{share * 100:.0f} %"


def span(low: object, high: object) -> str:
    """Two ends, or one where they are the same.

    >>> span(1, 3), span(2, 2)
    ('1-3', '2')
    """
    return str(low) if low == high else f"{low}-{high}"


def _headings() -> list[str]:
    return [
        _("item"), _("rank"), _("rank lies in"), _("score"), _("interval (95 %)"), _("won"),
        _("lost"), _("can't decide"), _("in all"),
    ]  # fmt: skip


def _cells(one: Standing) -> list[str]:
    answers = f"{one.comparisons} *" if one.few else str(one.comparisons)
    return [
        one.item, str(one.rank), span(one.rank_low, one.rank_high), percent(one.score),
        span(f"{one.low * 100:.0f}", f"{one.high * 100:.0f}"), str(one.wins), str(one.losses),
        str(one.ties), answers,
    ]  # fmt: skip


def notes(result: Result) -> list[str]:
    """What must be known when the order is read, in sentences."""
    counted, told = result.order.comparisons, list[str]()
    told.append(
        ngettext("{count} answer.", "{count} answers.", result.answers).format(count=result.answers)
    )
    if result.undecided:
        told.append(
            ngettext(
                "In {count} of them the person could not decide: half a win for each side.",
                "In {count} of them people could not decide: half a win for each side.",
                result.undecided,
            ).format(count=result.undecided)
        )
    if any(one.few for one in result.lines):
        told.append(_("* too few answers (under 10): the place may still change much."))
    parts = counted.parts()
    if len(parts) > 1:
        told.append(
            _(
                "The items fall into {count} parts that were never compared with each other; "
                "across parts the order says nothing."
            ).format(count=len(parts))
        )
    told.append(_side(result.side))
    return told


def _side(side: Side) -> str:
    told = (
        _("The left side helps or hurts: between equals it wins {left} ({low} to {high}).")
        if side.matters
        else _(
            "Sides do not show an effect: between equals the left wins {left} ({low} to {high})."
        )
    )
    return told.format(left=percent(side.left), low=percent(side.low), high=percent(side.high))


def text(result: Result) -> str:
    """The order as a table with bars, the notes beneath."""
    rows = [[*_cells(one), bar(one.score)] for one in result.lines]
    told = [table([*_headings(), ""], rows, " rrrrrrrr"), "", *notes(result)]
    if result.further:
        told += ["", _("Ask next:"), *(f"  {left} | {right}" for left, right in result.further)]
    return "\n".join(told)


def report(result: Result) -> str:
    """The order as a self-contained page."""
    drawing, size = chart(result.lines)
    parts = [
        page.figure(
            _("Score of each item with its interval (95 %)"), drawing, size,
            _("The score is the mean chance of being preferred to each other item."),
        ),
        page.table(_("The order"), _headings(), [_cells(one) for one in result.lines], " rrrrrrrr"),
        page.section(_("What to know"), *(page.paragraph(told) for told in notes(result))),
    ]  # fmt: skip
    if result.further:
        rows = [[str(at), *pair] for at, pair in enumerate(result.further, 1)]
        asked = page.table(_("Pairs to ask next"), ["", _("on the left"), _("on the right")], rows)
        parts.append(page.section(_("Ask next"), asked))
    lead = _("Each person said, of two ideas at a time, which matters more.")
    return page.page(_("Priorities from pairs"), lead, parts)
