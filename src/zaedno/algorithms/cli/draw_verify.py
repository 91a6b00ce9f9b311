"""`zaedno draw verify LOTTERY.json --seed …`: check a published list of panels and draw from it.

Counted again from the list alone: that every panel has the right number of different people, and
the lowest chance. With `--pool` and `--quotas` every panel is checked against the quotas and
the limit for households too. With `--json`: `panels`, `size`, `people`, `lowest`, `highest`,
`sha256`, `checked` (whether against quotas), `draw` (seed, number, panel) or null.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from zaedno.algorithms.cli.draw_chart import per_cent
from zaedno.algorithms.cli.frame import _, parser, perform, read_text, table, whole
from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.faults import mark as gettext_noop
from zaedno.algorithms.sortition.lottery import faults
from zaedno.algorithms.sortition.lottery_file import Published, read
from zaedno.algorithms.sortition.pool import read_pool, read_quotas
from zaedno.algorithms.sortition.problem import problem

BROKEN = {
    "unknown": gettext_noop("{path}: on panel {number} is somebody who is not in the pool."),
    "quota": gettext_noop("{path}: panel {number} breaks a quota."),
    "household": gettext_noop("{path}: panel {number} has too many people of one household."),
}


def main(words: Sequence[str]) -> int:
    """Read a list, check it, say which panel a seed draws."""
    made = parser(
        "draw verify", gettext_noop("Check a published list of panels and draw from it."), words
    )
    made.add_argument("lottery", type=Path, metavar="LOTTERY.json", help=_("the published list"))
    made.add_argument("--seed", help=_("public seed of the draw"))
    made.add_argument("--pool", type=Path, metavar="POOL.csv", help=_("id and features of people"))
    made.add_argument("--quotas", type=Path, metavar="QUOTAS.csv", help="feature, value, min, max")
    made.add_argument("--id", default="", help=_("column of the ids"))
    made.add_argument("--household", default="", help=_("column of the household or address"))
    made.add_argument(
        "--per-household", type=whole, default=1, help=_("most people of a household")
    )
    asked = made.parse_args(words)
    return perform(lambda: _told(asked))


def _told(asked: argparse.Namespace) -> None:
    raw = read_text(asked.lottery)
    told = read(raw, str(asked.lottery))
    if bool(asked.pool) != bool(asked.quotas):
        raise InputFault(gettext_noop("--pool and --quotas are given together."))
    if asked.seed is not None and not asked.seed.strip():
        raise InputFault(gettext_noop("The seed is empty."))
    if asked.pool:
        _check(asked, told)
    found = document(told, raw, asked.seed, bool(asked.pool))
    print(json.dumps(found, ensure_ascii=False) if asked.json else text(found))


def _check(asked: argparse.Namespace, told: Published) -> None:
    quotas = read_quotas(read_text(asked.quotas))
    pool = read_pool(read_text(asked.pool), quotas, asked.id, asked.household)
    limit = asked.per_household if asked.household else 0
    for number, code in faults(told.lottery, problem(pool, quotas, told.size, limit)):
        raise InputFault(BROKEN[code], path=asked.lottery, number=number)


def document(told: Published, raw: str, seed: str | None, checked: bool) -> dict[str, Any]:
    """The findings as JSON; see the module for the shape."""
    seen = told.lottery.seen
    number, panel = told.lottery.draw(seed) if seed is not None else (0, ())
    return {
        "panels": len(told.lottery.panels),
        "size": told.size,
        "people": told.people,
        "lowest": told.lowest,
        "highest": max(seen.values()) / len(told.lottery.panels),
        "sha256": sha256(raw.encode()).hexdigest(),
        "checked": checked,
        "draw": {"seed": seed, "number": number, "panel": panel} if number else None,
    }


def text(found: dict[str, Any]) -> str:
    """The findings as a person reads them."""
    told = table(
        [_("list"), ""],
        [
            (_("panels"), found["panels"]),
            (_("people on each"), found["size"]),
            (_("volunteers"), found["people"]),
            (_("lowest chance"), per_cent(found["lowest"])),
            (_("highest chance"), per_cent(found["highest"])),
            (_("quotas"), _("every panel keeps them") if found["checked"] else _("not checked")),
            (_("SHA-256 of the list"), found["sha256"]),
        ],
    )
    if not found["draw"]:
        return told
    draw = found["draw"]
    line = _("Seed “{seed}” draws panel number {number}:").format(
        seed=draw["seed"], number=draw["number"]
    )
    return f"{told}\n\n{line}\n{', '.join(draw['panel'])}"
