"""Loads what a room answered by itself, seat by seat: an order by criteria, a consent round."""

from __future__ import annotations

from zaedno.core.actions import Ctx
from zaedno.core.demo import DemoLoad, Row, parse
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.actions import consent, priorities, seats, session
from zaedno.features.workshops.demo.activities import FILE
from zaedno.features.workshops.demo.boards import workshop_of
from zaedno.features.workshops.demo.maps import ask
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import consent as consent_rows
from zaedno.features.workshops.queries.seats import seated
from zaedno.platform.people.queries import organisations

HOUR = "15:30"


def load(demo: DemoLoad) -> None:
    """At the first workshop, in a session that ends with it; the answers are invented."""
    workshop = workshop_of(demo, "W1")
    told = parse(FILE.read_text(encoding="utf-8")).need("room")
    lead = demo.ctx("facilitator")
    with demo.at(workshop.held or workshop.planned, HOUR):
        code = session.open_session(lead, workshop=workshop).code
        voices = [_voice(demo, code, row) for row in told.need("voices")]
        _order(lead, told, workshop, voices)
        _consent(demo, told, workshop, voices)
        session.close_session(lead, workshop=workshop)


def _voice(demo: DemoLoad, code: str, row: Row) -> tuple[Row, Ctx]:
    """A seat without an account that speaks for an organisation of the row's kind."""
    assert demo.city is not None
    viewer, token = Viewer(city=demo.city), f"demo-{row.line}"
    seats.join(Ctx(viewer=viewer), code=code, token=token, consent=True)
    kind = demo.pk("people.stakeholderkind", row.need("kind"))
    body = organisations(viewer).filter(kind_id=kind)[:1].get()
    speaks = Viewer(city=demo.city, represents=frozenset({body.pk}))
    return row, Ctx(viewer=seated(speaks, token))


def _order(lead: Ctx, told: Row, workshop: Workshop, voices: list[tuple[Row, Ctx]]) -> None:
    asked = ask(lead, workshop, told.need("order"))
    priorities.open_priorities(lead, priorities=asked)
    many = len(told["order"].need("options"))
    for row, ctx in voices:
        given: list[int] = row.need("scores")
        scores = {f"{at // many + 1}-{at % many + 1}": score for at, score in enumerate(given)}
        dots = dict(enumerate(row.need("dots"), start=1))
        priorities.score_options(ctx, priorities=asked, scores=scores, dots=dots)
    asked = priorities.close_priorities(lead, priorities=asked)
    priorities.publish_priorities(lead, priorities=asked)


def _consent(demo: DemoLoad, told: Row, workshop: Workshop, voices: list[tuple[Row, Ctx]]) -> None:
    lead, row = demo.ctx("facilitator"), told.need("consent")
    made = consent.propose_consent(lead, workshop=workshop, proposal=row.texts(), mark=row.mark)
    for voice, ctx in voices:
        reason = voice.get("reason", "")
        consent.take_stand(ctx, round=made, value=voice.need("stand"), reason=reason)
    made = consent.close_consent(lead, round=made)
    for objection in consent_rows.round_(lead.viewer, made.pk).objections.all():
        consent.answer_objection(lead, objection=objection, answer=row.texts("answer"))
    consent.adopt_consent(lead, round=made)
