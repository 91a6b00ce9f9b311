"""What people of the demo do with one another's proposals: write along, amend, merge, value."""

from __future__ import annotations

from zaedno.core.demo import DemoLoad, Row
from zaedno.features.proposals.actions import answering, moves, together, valuation
from zaedno.features.proposals.models.proposal import Proposal
from zaedno.features.proposals.models.valuation import Valuation
from zaedno.features.proposals.queries import rows
from zaedno.features.proposals.queries import valuation as asked

KIND = "proposals.proposal"


def write_along(demo: DemoLoad, row: Row, draft: Proposal) -> None:
    """Somebody is asked, joins and is named by the role they play."""
    who: Row = row.need("coauthor")
    role = who.need("by")
    address = getattr(demo.ctx(role).person, "email", "")
    made = together.invite(demo.ctx(row["by"]), proposal=draft, who=address)
    together.join(demo.ctx(role), invitation=made, name=who.need("name"))


def load(demo: DemoLoad, row: Row) -> None:
    """After the proposals of a process: each with the day it happened on."""
    for one in row.get("amendments", []):
        with demo.at(demo.day(int(one.need("in_days"))), "16:00"):
            _amended(demo, one)
    for one in row.get("moves", []):
        with demo.at(demo.day(int(one.need("in_days"))), "17:00"):
            moves.merge(
                demo.ctx("coordinator"),
                proposal=_of(demo, one.need("merge")),
                into=_of(demo, one.need("into")),
                why=one.need("why"),
                word=one.get("word", ""),
            )
    for one in row.get("inquiries", []):
        with demo.at(demo.day(int(one.need("in_days"))), "17:15"):
            answering.ask_back(
                demo.ctx("coordinator"), proposal=_of(demo, one.need("of")), text=one.need("text")
            )
    for one in row.get("valuations", []):
        with demo.at(demo.day(int(one.need("in_days"))), "17:30"):
            _valued(demo, one)


def _of(demo: DemoLoad, demo_id: str) -> Proposal:
    viewer = demo.ctx("coordinator").viewer
    return rows.proposals(viewer).get(pk=demo.pk(KIND, demo_id))


def _amended(demo: DemoLoad, one: Row) -> None:
    row = _of(demo, one.need("of"))
    said = {"title": one.get("title", row.title), "text": one.get("text", row.text)}
    made = together.amend(demo.ctx(one["by"]), proposal=row, why=one.need("why"), **said)
    if one.get("accepted_by"):
        together.accept(demo.ctx(one["accepted_by"]), proposal=row, ident=made.pk)


def _valued(demo: DemoLoad, one: Row) -> None:
    row, ctx = _of(demo, one.need("of")), demo.ctx("coordinator")
    known = dict(asked.experts(ctx.viewer))
    people = [demo.ctx(role).person for role in one.need("asked")]
    ids = [person.pk for person in people if person and person.pk in known]
    valuation.assign(ctx, proposal=row, people=ids, due=demo.day(int(one.need("due_in_days"))))
    if one.get("by"):
        valuation.value(
            demo.ctx(one["by"]),
            proposal=row,
            feasible=Valuation.Feasible(one.need("feasible")),
            note=one.need("note"),
            cost=one.need("cost"),
            takes=one.need("takes"),
            public=True,
        )
