"""Needs taken from the groups of the first workshop, and the solutions of the second one.

The file holds no register of its own. Each group gives one entry for each question that it has
notes on: the wording is that of the note with most dots, the notes are its evidence.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from zaedno.core.demo import DemoLoad, Row
from zaedno.core.fields import Texts, texts
from zaedno.features.needs.actions import needs as need_actions
from zaedno.features.needs.actions import solutions as solution_actions
from zaedno.features.needs.models import Need, Solution
from zaedno.platform.cities.models import Theme
from zaedno.platform.cities.queries import themes

REGISTERED_ON = "2021-01-15"  # after the participants' window of the first workshop
VALIDATED_ON = "2021-01-20"
PROPOSED_ON = "2021-02-02"  # the second workshop
BOARDS = [board.value for board in Need.Board]


def load(demo: DemoLoad) -> None:
    known = {theme.code: theme for theme in themes(demo.ctx("coordinator").viewer)}
    by_cluster = _needs(demo, known)
    _solutions(demo, known, by_cluster)


def _needs(demo: DemoLoad, known: dict[str, Theme]) -> dict[str, list[Need]]:
    notes: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in demo.rows("notes"):
        if row.get("cluster") and row.need("board") in BOARDS:
            notes[row["cluster"], row["board"]].append(row)
    made: dict[str, list[Need]] = defaultdict(list)
    for (cluster, board), rows in sorted(notes.items(), key=_place):
        made[cluster].append(_need(demo, known, cluster, board, rows))
    return made


def _place(item: tuple[tuple[str, str], list[Row]]) -> tuple[str, int]:
    (cluster, board), _rows = item
    return cluster, BOARDS.index(board)


def _need(
    demo: DemoLoad, known: dict[str, Theme], cluster: str, board: str, rows: list[Row]
) -> Need:
    leading = max(rows, key=lambda row: (int(row.get("votes", 0)), -rows.index(row)))
    with demo.at(REGISTERED_ON, "10:00"):
        row = need_actions.register(
            demo.ctx("facilitator"),
            text=leading.texts(),
            board=board,
            theme=known.get(str(leading.get("theme"))),
            scope=str(leading.get("scope", "")),
            source=demo.ref("workshops.cluster", cluster),
            mark="illustrative",
        )
        for note in rows:
            source = demo.ref("workshops.note", str(note.need("id")))
            need_actions.evidence(demo.ctx("facilitator"), need=row, source=source)
    with demo.at(VALIDATED_ON, "10:00"):
        return need_actions.validate(demo.ctx("coordinator"), need=row)


def _solutions(demo: DemoLoad, known: dict[str, Theme], by_cluster: dict[str, list[Need]]) -> None:
    rows = list(demo.rows("solutions"))
    cluster_theme = {row["id"]: row.get("theme") for row in demo.rows("clusters")}
    made: dict[str, Solution] = {}
    with demo.at(PROPOSED_ON, "16:00"):
        for row in rows:
            cluster = str(row.need("cluster"))
            made[row.need("id")] = solution_actions.propose(
                demo.ctx("coordinator"),
                **_card(row, known.get(str(cluster_theme.get(cluster)))),
                readiness=_rating(row, "readiness"),
                steps=[_texts(step) for step in row.get("steps", [])],
                needs=by_cluster.get(cluster, []),
                source=demo.ref("workshops.cluster", cluster),
                mark=row.mark,
            )
            demo.remember(str(row["id"]), made[row["id"]])
        for row in rows:
            if row.get("depends_on"):
                _tie(demo, row, made, known.get(str(cluster_theme.get(row["cluster"]))))


def _tie(demo: DemoLoad, row: Row, made: dict[str, Solution], theme: Theme | None) -> None:
    """What a solution waits for may stand below it in the file, so it is tied afterwards."""
    unknown = [one for one in row["depends_on"] if one not in made]
    if unknown:
        raise row.fail("depends_on", f"{unknown[0]}?")
    solution_actions.revise(
        demo.ctx("coordinator"),
        solution=made[row["id"]],
        **_card(row, theme),
        steps=[_texts(step) for step in row.get("steps", [])],
        depends_on=[made[one] for one in row["depends_on"]],
    )


def _card(row: Row, theme: Theme | None) -> dict[str, Any]:
    if row.need("horizon") not in Solution.Horizon.values:
        raise row.fail("horizon", f"{row['horizon']}?")
    return {
        "title": row.texts(),
        "horizon": row["horizon"],
        "theme": theme,
        "benefit": _rating(row, "benefit"),
        "effort": _rating(row, "effort"),
        "result": row.texts("result"),
        "resources": row.texts("resources"),
    }


def _rating(row: Row, name: str) -> int:
    value = row.need(name)
    if value not in range(1, 6):
        raise row.fail(name, f"{value}? (1–5)")
    return int(value)


def _texts(value: dict[str, str]) -> Texts:
    return texts(bg=value.get("bg", ""), en=value.get("en", ""))
