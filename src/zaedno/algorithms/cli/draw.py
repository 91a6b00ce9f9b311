"""`zaedno draw POOL.csv QUOTAS.csv --size 50 --seed …`: a panel by the fairest lottery.

The draw has two steps that may be days apart: without `--seed` the list of equally likely panels is
made (`--lottery FILE` writes it, to be published); with it, one of them is drawn.
`zaedno draw verify FILE` checks such a list and draws from it, on anybody's machine.

With `--json` one document: `size`, `people`, `rule`, `proof` (`bound`, `panels`, `open`), `lowest`,
`highest`, `gini`, `bound` (the lowest chance that no draw can beat), `gap`, `shortfall`; `quotas`
(feature, value, min, max, pool, expected, drawn), `types` (values,
former: on the former panel, people, chance); `lottery` (panels, lowest, moved, sha256); `draw`
(seed, number, panel) or null; `stay` (how many of a former panel stay) or null. Chances are 0..1,
told to nine decimals.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from zaedno.algorithms.cli.draw_chart import per_cent, report, standalone
from zaedno.algorithms.cli.draw_verify import main as verify
from zaedno.algorithms.cli.frame import (
    _,
    bar,
    decimal,
    ngettext,
    parser,
    perform,
    progress,
    read_text,
    table,
    whole,
    write_whole,
)
from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.faults import mark as gettext_noop
from zaedno.algorithms.sortition.lottery import PANELS, Lottery, lottery
from zaedno.algorithms.sortition.lottery_file import published, written
from zaedno.algorithms.sortition.pool import Pool, Quota, read_pool, read_quotas
from zaedno.algorithms.sortition.problem import Problem, problem
from zaedno.algorithms.sortition.redraw import STAYS, redraw
from zaedno.algorithms.sortition.selection import (
    BOUND,
    LEXIMIN,
    MAXIMIN,
    OPEN,
    PATIENCE,
    REACHED,
    RULES,
    Selection,
    gini,
    select,
)

BETWEEN_IDS = re.compile(r"[,;\r\n]")
MOST_PANELS = 100_000
DECIMALS = 9


@dataclass(frozen=True)
class Result:
    """What is told: the draw, its list of panels, the panel if a seed was given."""

    selection: Selection
    quotas: Sequence[Quota]
    listed: Lottery
    file: str
    seed: str | None
    stay: int | None

    @property
    def drawn(self) -> tuple[int, tuple[str, ...]] | None:
        return None if self.seed is None else self.listed.draw(self.seed)


def main(words: Sequence[str]) -> int:
    """Read pool and quotas, make the fairest draw, tell it; or `verify` a published list."""
    if words[:1] == ["verify"]:
        return verify(words[1:])
    made = parser(
        "draw", gettext_noop("A panel that mirrors the city, by the fairest lottery."), words
    )
    made.add_argument("pool", type=Path, metavar="POOL.csv", help=_("id and features of people"))
    made.add_argument("quotas", type=Path, metavar="QUOTAS.csv", help="feature, value, min, max")
    made.add_argument("--size", type=whole, required=True, help=_("how many people are drawn"))
    made.add_argument("--seed", help=_("public seed of the draw; without it nobody is drawn yet"))
    made.add_argument("--rule", choices=RULES, default=LEXIMIN, help=_("what fairest means"))
    made.add_argument("--id", default="", help=_("column of the ids"))
    made.add_argument("--household", default="", help=_("column of the household or address"))
    made.add_argument(
        "--per-household", type=whole, default=1, help=_("most people of a household")
    )
    made.add_argument(
        "--panels", type=whole, default=PANELS, help=_("length of the list of panels")
    )
    made.add_argument("--former", type=Path, help=_("ids of a panel of which most should stay"))
    made.add_argument("--gone", nargs="+", default=[], help=_("ids of people who cannot come"))
    made.add_argument("--effort", type=whole, default=PATIENCE, help=_("most searches for panels"))
    made.add_argument("--lottery", type=Path, metavar="FILE", help=_("write the list of panels"))
    made.add_argument("--report", type=Path, metavar="FILE.html", help=_("write a report"))
    made.add_argument("--picture", type=Path, metavar="FILE.svg", help=_("write the picture"))
    asked = made.parse_args(words)
    return perform(lambda: _told(asked))


def _told(asked: argparse.Namespace) -> None:
    result = _result(asked)
    files = {}
    if asked.lottery:
        files[asked.lottery] = result.file
    if asked.report:
        files[asked.report] = report(result.selection, lines(result), facts(result))
    if asked.picture:
        files[asked.picture] = standalone(result.selection.of_people)
    write_whole(files)
    print(json.dumps(document(result), ensure_ascii=False) if asked.json else text(result))


def _result(asked: argparse.Namespace) -> Result:
    if not 1 <= asked.panels <= MOST_PANELS:
        raise InputFault(
            gettext_noop("A list has 1 to {most} panels, not {found}."),
            most=MOST_PANELS, found=asked.panels,
        )  # fmt: skip
    for name, found, least in (
        ("--per-household", asked.per_household, 1), ("--effort", asked.effort, 0),
    ):  # fmt: skip
        if found < least:
            raise InputFault(
                gettext_noop("{name} cannot be {found}, only {least} or more."),
                name=name, found=found, least=least,
            )  # fmt: skip
    if asked.seed is not None and not asked.seed.strip():
        raise InputFault(gettext_noop("The seed is empty."))
    quotas = read_quotas(read_text(asked.quotas))
    pool = read_pool(read_text(asked.pool), quotas, asked.id, asked.household)
    asked_for, stay = _problem(asked, pool, quotas)
    with (
        progress(_("Making panels"), len(asked_for.types)) as step,
        progress(_("Searching for better panels"), asked.effort) as search,
    ):
        selection = select(asked_for, asked.rule, asked.effort, step, search)
    listed = lottery(selection, asked.panels)
    file = written(published(selection, listed))
    return Result(selection, quotas, listed, file, asked.seed, stay)


def _problem(
    asked: argparse.Namespace, pool: Pool, quotas: Sequence[Quota]
) -> tuple[Problem, int | None]:
    limit = asked.per_household if asked.household else 0
    if not asked.former:
        return problem(pool.without(asked.gone), quotas, asked.size, limit), None
    named = (name.strip() for name in BETWEEN_IDS.split(read_text(asked.former)))
    former = [name for name in named if name]
    again = redraw(pool, quotas, asked.size, former, asked.gone, limit)
    return again.problem, again.stay


def lines(result: Result) -> list[list[Any]]:
    """For every quota: feature, value, least, most, in the pool, on average, drawn or nothing."""
    people = result.selection.problem.pool.people
    place = {f: i for i, f in enumerate(result.selection.problem.pool.features)}
    chances = dict(zip((p.id for p in people), result.selection.of_people, strict=True))
    on_panel = set(result.drawn[1]) if result.drawn else set()
    there: Counter[tuple[str, str]] = Counter()
    drawn: Counter[tuple[str, str]] = Counter()
    expected: Counter[tuple[str, str]] = Counter()
    for person in people:
        for feature, i in place.items():
            key = feature, person.values[i]
            there[key] += 1
            drawn[key] += person.id in on_panel
            expected[key] += chances[person.id]
    return [
        [
            q.feature, q.value, q.lowest, q.highest, there[q.feature, q.value],
            round(float(expected[q.feature, q.value]), 6),
            drawn[q.feature, q.value] if result.drawn else None,
        ]
        for q in result.quotas
    ]  # fmt: skip


def document(result: Result) -> dict[str, Any]:
    """The result as JSON; see the module for its shape."""
    draw, made = result.selection, result.selection.problem
    names = ("feature", "value", "min", "max", "pool", "expected", "drawn")
    return {
        "size": made.size,
        "people": len(made.pool.people),
        "rule": draw.rule,
        "proof": draw.proof,
        "lowest": round(draw.lowest, DECIMALS),
        "highest": round(draw.highest, DECIMALS),
        "gini": round(gini(draw.of_people), DECIMALS),
        "bound": round(float(draw.best.min()), DECIMALS),
        "gap": round(draw.gap, DECIMALS),
        "shortfall": round(draw.shortfall, DECIMALS),
        "quotas": [dict(zip(names, line, strict=True)) for line in lines(result)],
        "types": [
            {
                "values": {f: v for f, v in zip(made.pool.features, kind.values, strict=True) if f},
                "former": result.stay is not None and kind.values[0] == STAYS,
                "people": len(kind.people),
                "chance": round(float(chance), DECIMALS),
            }
            for kind, chance in zip(made.types, draw.chances, strict=True)
        ],
        "lottery": {
            "panels": len(result.listed.panels),
            "lowest": float(result.listed.chances(made.pool).min()),
            "moved": round(result.listed.moved(draw), DECIMALS),
            "sha256": sha256(result.file.encode()).hexdigest(),
        },
        "draw": {"seed": result.seed, "number": result.drawn[0], "panel": result.drawn[1]}
        if result.drawn
        else None,
        "stay": result.stay,
    }


def facts(result: Result) -> list[tuple[str, str]]:
    """Names and values of what there is to say about the draw as a whole."""
    draw, pool = result.selection, result.selection.problem.pool
    listed = result.listed.chances(pool)
    told = [
        (_("panel"), str(draw.problem.size)),
        (_("volunteers"), str(len(pool.people))),
        (_("rule"), draw.rule.upper()),
        (_("lowest chance"), per_cent(draw.lowest)),
        (_("highest chance"), per_cent(draw.highest)),
        (_("inequality (Gini)"), decimal(gini(draw.of_people), 3)),
        (_("bound for the lowest"), per_cent(float(draw.best.min()))),
        (_("is it the fairest?"), proof(draw)),
        (_("list of panels"), str(len(result.listed.panels))),
        (_("lowest chance by the list"), per_cent(float(listed.min()))),
        (_("a chance moved by at most"), per_cent(result.listed.moved(draw))),
        (_("SHA-256 of the list"), sha256(result.file.encode()).hexdigest()),
    ]
    if result.stay is not None:
        told.insert(2, (_("of the former panel stay"), str(result.stay)))
    return told


def proof(draw: Selection) -> str:
    """Whether it is the fairest draw, and how that is known."""
    gap, worst = per_cent(draw.gap), per_cent(draw.shortfall)
    if draw.proof == BOUND and draw.rule == MAXIMIN:
        return _("Yes: the lowest chance is the bound, which no draw can beat.")
    if draw.proof == BOUND:
        return _("Yes: everybody has the chance of the bound, which no draw can beat.")
    if draw.proof == OPEN:
        return _(
            "Not known: the search was ended. The lowest chance is {gap} below the bound, "
            "nobody is more than {worst} below."
        ).format(gap=gap, worst=worst)
    return _(
        "Yes, over all panels. The bound of the loosened quotas is out of reach: "
        "the lowest chance is {gap} below it, nobody is more than {worst} below."
    ).format(gap=gap, worst=worst)


def text(result: Result) -> str:
    """The result as tables a person can read."""
    return "\n\n".join(_parts(result))


def _parts(result: Result) -> Iterator[str]:
    yield table([_("draw"), ""], facts(result))
    head = [_("feature"), _("value"), "min", "max", _("pool"), _("on average"), _("drawn"), ""]
    size = result.selection.problem.size
    yield table(
        head,
        [
            [
                *line[:5],
                decimal(line[5], 1),
                "–" if line[6] is None else line[6],
                bar(line[5] / size),
            ]
            for line in lines(result)
        ],
        "  rrrrr",
    )
    never = int((result.selection.of_people < REACHED).sum())
    if never:
        yield ngettext(
            "{people} volunteer cannot be on any panel under these quotas.",
            "{people} volunteers cannot be on any panel under these quotas.",
            never,
        ).format(people=never)
    if result.drawn:
        number, panel = result.drawn
        yield (
            _("Seed “{seed}” draws panel number {number}:").format(seed=result.seed, number=number)
            + "\n"
            + ", ".join(panel)
        )
    else:
        yield _("Nobody is drawn yet: publish the list, then draw with --seed.")
