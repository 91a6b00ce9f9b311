"""What is asked about a meeting, and who answers: each once, so that nobody knows who did.

Whoever took part answers as the person they are, by the link in the letter of thanks, or from
the seat they hold. One mail address is one participant, with an account or without.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse

from zaedno.core import clock
from zaedno.core.fields import keyed_hash
from zaedno.core.things import Thing
from zaedno.core.verdict import Verdict
from zaedno.core.viewer import CityLike, Viewer
from zaedno.features.workshops.models.afterwards import Evaluation
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.session import Seat
from zaedno.features.workshops.queries import people, seats
from zaedno.features.workshops.rules import evaluation as rules
from zaedno.features.workshops.rules.evaluation import EvaluationFacts
from zaedno.features.workshops.rules.roles import RUNNERS
from zaedno.platform.forms.logic import Outline
from zaedno.platform.forms.queries import rows as forms
from zaedno.platform.links.private import token_of

KIND = "workshops.evaluation"
EVALUATOR = KIND
LENGTH = 24


def of(viewer: Viewer, event: Workshop) -> Evaluation | None:
    """What is asked about an event; nothing about an open board."""
    rows = Evaluation.objects.filter(city_id=viewer.city.pk, workshop=event)
    return rows.select_related("form").first()


def outline(viewer: Viewer, found: Evaluation | None) -> Outline:
    return forms.outline(viewer, found.form) if found and found.form else Outline.of([])


def facts(event: Workshop, found: Evaluation | None, *, asked: bool = True) -> EvaluationFacts:
    return EvaluationFacts(
        event_state=event.state,
        asked=asked and found is not None,
        begins=event.starts_at,
        ended=event.concluded_at,
        closed_at=found.closed_at if found else None,
    )


def facts_for(viewer: Viewer, event: Workshop) -> EvaluationFacts:
    found = of(viewer, event)
    return facts(event, found, asked=found is not None and _asks(viewer, found))


def _asks(viewer: Viewer, found: Evaluation) -> bool:
    return found.form is not None and forms.asks(viewer, found.form)


def may(viewer: Viewer, event: Workshop, now: datetime | None = None) -> Verdict:
    who = who_answers(viewer, event)
    found = of(viewer, event) if who else None
    if found is None or found.form is None:
        nothing = facts(event, None)
        return rules.may_evaluate(nothing, now or clock.now(), took_part=bool(who), replied=False)
    return rules.may_evaluate(
        facts(event, found, asked=_asks(viewer, found)),
        now or clock.now(),
        took_part=True,
        replied=forms.has_replied(viewer, found.form, who),
    )


def address_mark(event_pk: int, address: str) -> str:
    """Stands for a mail address in a link, and can't be read back."""
    return keyed_hash("workshops.evaluator", f"{event_pk}:{address.strip().lower()}")[:LENGTH]


def seat_mark(event_pk: int, seat: Seat) -> str:
    """Stands for a seat without an account; the link outlives the session, the seat does not."""
    return keyed_hash("workshops.evaluator", f"{event_pk}:seat:{seat.pk}")[:LENGTH]


def link(city: CityLike, event: Workshop, address: str) -> str:
    """The private address for whoever reads letters at this mail address."""
    return _link(city, event, address_mark(event.pk, address))


def link_from(viewer: Viewer, event: Workshop, seat: Seat) -> str:
    """From the screen of a session: a guest's private address, an account's plain one."""
    if viewer.person is not None or not seat.admission_id:
        return reverse("workshops:evaluation", args=[event.slug])
    return _link(viewer.city, event, seat_mark(event.pk, seat))


def _link(city: CityLike, event: Workshop, mark: str) -> str:
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
    return seat_mark(event.pk, seat) if seat is not None and seat.admission_id else ""


def due_to_close(viewer: Viewer, now: datetime) -> list[Workshop]:
    """Meetings that were long enough ago: nobody answers any more."""
    rows = Evaluation.objects.filter(city_id=viewer.city.pk, closed_at__isnull=True)
    due = rows.filter(workshop__concluded_at__lte=now - rules.OPEN_FOR)
    return [row.workshop for row in due.select_related("workshop").order_by("pk")]


def things(viewer: Viewer, ids: Iterable[str]) -> dict[str, Thing]:
    """For the editor of the questions: whose they are, and the way back."""
    if not viewer.has(*RUNNERS):
        return {}
    rows = Evaluation.objects.filter(city_id=viewer.city.pk, pk__in=list(ids))
    return {str(row.pk): _thing(row) for row in rows.select_related("workshop")}


def _thing(row: Evaluation) -> Thing:
    title, lang = row.workshop.title.best()
    url = reverse("workshops:evaluation_desk", args=[row.workshop.slug])
    return Thing(kind=KIND, id=str(row.pk), title=title, lang=lang, url=url)
