"""Who answers the three questions, so that each does it once and nobody knows who did.

Whoever took part answers as the person they are, by the link in the letter of thanks, or from
the seat they hold. One mail address is one participant, with an account or without.
"""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from zaedno.core.fields import keyed_hash
from zaedno.core.verdict import Verdict
from zaedno.core.viewer import CityLike, Viewer
from zaedno.features.workshops.models.afterwards import EvaluationReply
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import people, seats
from zaedno.features.workshops.rules import afterwards as rules
from zaedno.platform.links.private import token_of

EVALUATOR = "workshops.evaluation"
LENGTH = 24


def address_mark(event_pk: int, address: str) -> str:
    """Stands for a mail address in a link, and can't be read back."""
    return keyed_hash("workshops.evaluator", f"{event_pk}:{address.strip().lower()}")[:LENGTH]


def link(city: CityLike, event: Workshop, address: str) -> str:
    """The private address for whoever reads letters at this mail address."""
    mark = address_mark(event.pk, address)
    token = token_of(city, EVALUATOR, held(event, mark))
    return reverse("workshops:evaluation_by_letter", args=[event.slug, mark, token])


def held(event: Workshop, mark: str) -> str:
    """What somebody holds who has just shown their link."""
    return f"{event.pk}-{mark}"


def who_answers(viewer: Viewer, event: Workshop) -> str:
    """As whom this reader answers; empty for everybody who did not take part."""
    start = held(event, "")
    shown = [i for kind, i in viewer.holds if kind == EVALUATOR and i.startswith(start)]
    if shown:
        return shown[0].removeprefix(start)
    if people.admitted(viewer, event):
        person: Any = viewer.person
        return address_mark(event.pk, person.email)
    seat = seats.mine(viewer, event.pk)
    return f"seat:{seat.pk}" if seat is not None and seat.admission_id else ""


def once(event: Workshop, who: str) -> str:
    """Keeps a participant to one reply without saying who it was."""
    return keyed_hash("workshops.evaluation", f"{event.pk}:{who}")


def may(viewer: Viewer, event: Workshop) -> Verdict:
    who = who_answers(viewer, event)
    rows = EvaluationReply.objects.filter(city_id=viewer.city.pk, workshop=event)
    return rules.may_evaluate(
        admitted=bool(who),
        event_state=event.state,
        replied=bool(who) and rows.filter(once=once(event, who)).exists(),
    )
