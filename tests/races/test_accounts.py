"""A link that many open at once, the last two operators leaving together: on PostgreSQL."""

from __future__ import annotations

from tests.races.test_receipts import at_once
from tests.world import World
from zaedno.core import clock
from zaedno.core.actions import Ctx, system_ctx
from zaedno.core.verdict import Refused
from zaedno.platform.people import actions
from zaedno.platform.people.models import Person, Role
from zaedno.platform.people.queries import viewer_for
from zaedno.platform.people.tokens import write_token


def test_a_link_opens_for_one_of_twenty(postgres: str) -> None:
    world = World()
    person = world.person("participant")
    viewer_for(person, world.city, "bg").alias()
    token = write_token("enter", person, world.city.pk, clock.now())
    nobody = world.viewer()
    answers = at_once(20, lambda index: actions.enter(Ctx(viewer=nobody), token=token))
    assert [a.pk for a in answers if isinstance(a, Person)] == [person.pk]
    assert sum(isinstance(a, Refused) for a in answers) == 19


def test_two_operators_do_not_leave_together(postgres: str) -> None:
    world = World()
    ctx = system_ctx(world.city)
    roles = []
    for name in ("one", "two"):
        person = actions.admit(ctx, address=f"{name}@city.example")
        roles.append(actions.appoint(ctx, person=person, role="operator"))
        viewer_for(person, world.city, "bg").alias()
    ctxs = [Ctx(viewer=viewer_for(role.person, world.city, "bg")) for role in roles]
    answers = at_once(2, lambda i: actions.leave_role(ctxs[i], role=roles[i]))
    assert sorted(type(a).__name__ for a in answers) == ["Refused", "Role"]
    assert Role.objects.filter(role="operator", until__isnull=True).count() == 1


def test_one_address_asked_for_at_once_is_one_person(postgres: str) -> None:
    world = World()
    nobody = world.viewer()
    answers = at_once(
        10, lambda i: actions.register(Ctx(viewer=nobody), address="same@city.example")
    )
    assert answers == [None] * 10
    assert Person.objects.count() == 1
