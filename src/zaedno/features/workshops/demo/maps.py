"""Loads the maps of a room and what it puts in order, invented and marked."""

from __future__ import annotations

from zaedno.core.actions import Ctx
from zaedno.core.demo import DemoLoad, Row, parse
from zaedno.features.workshops.actions import consent, maps, priorities, tows
from zaedno.features.workshops.demo.activities import FILE, HOUR
from zaedno.features.workshops.demo.boards import workshop_of
from zaedno.features.workshops.models.criteria import Priorities
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.maps import TreeNode
from zaedno.features.workshops.queries import tows as tows_queries


def load(demo: DemoLoad) -> None:
    """Of the first workshop: strategies of its SWOT, a tree, power and interest by kind."""
    workshop = workshop_of(demo, "W1")
    told = parse(FILE.read_text(encoding="utf-8"))
    with demo.at(workshop.held or workshop.planned, HOUR):
        _strategies(demo, told, workshop)
        _tree(demo, told, workshop)
        for row in demo.rows("groups"):
            if row.get("rating"):
                maps.rate_influence(
                    demo.ctx("facilitator"),
                    workshop=workshop,
                    kind_id=demo.pk("people.stakeholderkind", row.need("id")),
                    power=row["rating"].need("power"),
                    interest=row["rating"].need("interest"),
                    mark=row["rating"].mark,
                )
        maps.publish_influence(demo.ctx("facilitator"), workshop=workshop)


def _strategies(demo: DemoLoad, told: Row, workshop: Workshop) -> None:
    inside, outside = tows_queries.sides(demo.ctx("facilitator").viewer, workshop)
    keys = {s.note.pk: s.key for s in (*inside, *outside) if s.note}
    for row in told.need("strategies"):
        tows.write_strategy(
            demo.ctx("notetaker"),
            workshop=workshop,
            inner=keys[demo.pk("workshops.note", row.need("inner"))],
            outer=keys[demo.pk("workshops.note", row.need("outer"))],
            text=row.texts(),
            mark=row.mark,
        )


def _tree(demo: DemoLoad, told: Row, workshop: Workshop) -> None:
    grown: dict[str, TreeNode] = {}
    for row in told.need("tree"):
        grown[row.need("id")] = maps.grow_tree(
            demo.ctx("notetaker"),
            workshop=workshop,
            part=row.need("part"),
            text=row.texts(),
            parent=grown.get(row.get("hangs", "")),
            mark=row.mark,
        )
    trunk = next(node for node in grown.values() if node.part == TreeNode.Part.PROBLEM)
    goals = {grown[row["id"]].pk: row.texts("goal") for row in told.need("tree")}
    maps.turn_into_goals(demo.ctx("notetaker"), problem=trunk, goals=goals)


def load_living(demo: DemoLoad) -> None:
    """On the open board: a consent round and a comparison that are open, scores prepared."""
    workshop = workshop_of(demo, "W3")
    told = parse(FILE.read_text(encoding="utf-8"))
    ctx = demo.ctx("facilitator")
    for row in told.need("consent"):
        made = consent.propose_consent(ctx, workshop=workshop, proposal=row.texts(), mark=row.mark)
        for said in row.get("objections", []):
            consent.take_stand(
                demo.ctx("participant"), round=made, value="object", reason=said.need("bg")
            )
    for row in told.need("priorities"):
        asked = ask(ctx, workshop, row)
        if row.get("open"):
            priorities.open_priorities(ctx, priorities=asked)


def ask(ctx: Ctx, workshop: Workshop, row: Row) -> Priorities:
    """A question about priorities as its row words it."""
    return priorities.ask_priorities(
        ctx,
        workshop=workshop,
        kind=row.need("kind"),
        question=row.texts(),
        options=[{"text": option.texts()} for option in row.need("options")],
        criteria=[{"text": one.texts()} for one in row.get("criteria", [])],
        mark=row.mark,
    )
