"""The published list of panels as a file: JSON, one panel to a line, the same bytes every time.

    {"format": "zaedno lottery 1", "size": 2, "rule": "leximin", "people": 4, "lowest": 0.5,
     "panels": [
    ["p1", "p3"],
    ["p2", "p4"]
    ]}

`people` is how many the pool has, `lowest` the lowest chance of anybody by this list. There is
nothing about anybody in it but ids.

>>> text = written(Published(2, "leximin", 4, 0.5, Lottery((("p1", "p3"), ("p2", "p4")))))
>>> read(text, "list.json").lottery.draw("dice 3")
(1, ('p1', 'p3'))
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.faults import mark as _
from zaedno.algorithms.sortition.lottery import Lottery
from zaedno.algorithms.sortition.selection import Selection

FORMAT = "zaedno lottery 1"


@dataclass(frozen=True)
class Published:
    """What the file says."""

    size: int
    rule: str
    people: int
    lowest: float
    lottery: Lottery


def published(selection: Selection, lottery: Lottery) -> Published:
    """What there is to publish about a draw."""
    pool = selection.problem.pool
    lowest = float(lottery.chances(pool).min())
    return Published(selection.problem.size, selection.rule, len(pool.people), lowest, lottery)


def written(told: Published) -> str:
    """The text of the file."""
    head = {
        "format": FORMAT,
        "size": told.size,
        "rule": told.rule,
        "people": told.people,
        "lowest": told.lowest,
    }
    lines = ",\n".join(json.dumps(panel, ensure_ascii=False) for panel in told.lottery.panels)
    opening = json.dumps(head, ensure_ascii=False)[:-1]
    return f'{opening},\n "panels": [\n{lines}\n]}}\n'


def read(text: str, path: str) -> Published:
    """What a file says; `InputFault` when it is none of ours or its panels are no panels."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise InputFault(_("{path}: this is not JSON."), path=path) from fault
    if not _is_list_of_panels(found):
        raise InputFault(_("{path}: this is not a list of panels by Zaedno."), path=path)
    panels = tuple(tuple(panel) for panel in found["panels"])
    for number, panel in enumerate(panels, start=1):
        if len(set(panel)) != found["size"] or len(panel) != found["size"]:
            raise InputFault(
                _("{path}: panel {number} is not {size} different people."),
                path=path, number=number, size=found["size"],
            )  # fmt: skip
    lottery = Lottery(panels)
    least = min(lottery.seen.values()) / len(panels) if len(lottery.seen) >= found["people"] else 0
    if len(lottery.seen) > found["people"] or abs(least - found["lowest"]) > 1e-12:
        raise InputFault(
            _("{path}: the lowest chance by the panels is {counted}, the file says {found}."),
            path=path, counted=least, found=found["lowest"],
        )  # fmt: skip
    return Published(found["size"], found["rule"], found["people"], found["lowest"], lottery)


def _is_list_of_panels(found: Any) -> bool:
    return (
        isinstance(found, dict)
        and found.get("format") == FORMAT
        and isinstance(found.get("rule"), str)
        and all(type(found.get(name)) is int and found[name] > 0 for name in ("size", "people"))
        and type(found.get("lowest")) in (int, float)
        and 0 <= found["lowest"] <= 1
        and isinstance(found.get("panels"), list)
        and len(found["panels"]) > 0
        and all(
            isinstance(panel, list) and all(isinstance(name, str) for name in panel)
            for panel in found["panels"]
        )
    )
