"""The demo's city verifies by list, letter and desk; all people of its list are invented."""

from __future__ import annotations

from zaedno.core.actions import Ctx
from zaedno.core.demo import DemoLoad
from zaedno.core.fields import texts
from zaedno.platform.cities.queries import districts
from zaedno.platform.identity import keys
from zaedno.platform.identity.actions import acting, granting, policy, proving
from zaedno.platform.identity.middleware import acting_viewer
from zaedno.platform.identity.models import Policy
from zaedno.platform.identity.rules import DESK, LETTER, LIST

DESK_WORDS = texts(
    bg="Примерно гише: ул. „Примерна“ 1, в работни дни от 9 до 17 ч.",
    en="Sample desk: 1 Sample Street, on working days from 9 to 17.",
)
GROUP = texts(bg="Примерен съвет на училището", en="Sample school council")
MADE_UP = 40  # numbers 1000000001 and on: no real one has this form


def load(demo: DemoLoad) -> None:
    coordinator = demo.ctx("coordinator")
    row = policy.set_policy(
        coordinator, ways=[LIST, LETTER, DESK], asks=["number", "born"], valid_days=730,
        keeps_year=Policy.Year.BAND, keeps_district=True, desk=DESK_WORDS,
    )  # fmt: skip
    policy.bring_list(coordinator, lines=_lines(demo, row), replace=True)
    policy.name_group(coordinator, name=GROUP, addresses=["participant@demo.example"])
    _at_the_counter(demo, row)
    person = demo.ctx("participant")
    key = keys.key(row.salt, row.asks, made_up(1))
    proving.prove(person, soft=key.soft, hard=key.hard)
    organisation = demo.ctx("org")
    key = keys.key(row.salt, row.asks, made_up(2))
    facts: granting.Known = {"district_id": None, "born": 1982}
    proving.ask_letter(
        organisation, soft=key.soft, hard=key.hard, name="Примерен получател",
        address="ул. „Примерна“ 2", known_by=facts,
    )  # fmt: skip


def _at_the_counter(demo: DemoLoad, row: Policy) -> None:
    """Somebody without an e-mail address came, showed a document and was verified."""
    clerk = demo.ctx("clerk")
    begun = acting.begin_acting(clerk)
    here = Ctx(viewer=acting_viewer(clerk.viewer, begun))
    key = keys.key(row.salt, row.asks, made_up(3))
    facts: granting.Known = {"district_id": None, "born": 1953}
    proving.verify_at_desk(here, hard=key.hard, known_by=facts)
    acting.end_acting(here, acting=begun)


def made_up(number: int) -> dict[str, str]:
    """An invented person, as the page of the list asks for one."""
    return {
        "number": f"{1_000_000_000 + number}",
        "born": f"{1950 + number}-01-{1 + number % 28:02d}",
    }


def _lines(demo: DemoLoad, row: Policy) -> list[policy.Line]:
    places: list[int | None] = [one.pk for one in districts(demo.ctx().viewer)]
    places = places or [None]
    return [
        policy.Line(
            keys.soft(row.salt, row.asks, made_up(number)),
            places[number % len(places)],
            1950 + number,
        )
        for number in range(1, MADE_UP + 1)
    ]
