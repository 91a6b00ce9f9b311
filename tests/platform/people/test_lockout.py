"""Wrong passwords close the password for a while, never the mailed link."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.test import Client, RequestFactory
from django.utils import timezone

from tests.platform.people.test_accounts import ADDRESS, ask, joined, last_letter, link_in
from tests.world import PASSWORD, World
from zaedno.platform.people import attempts

SIGN_IN = "/bg/people/sign-in/"


def try_door(client: Client, password: str, address: str = ADDRESS) -> int:
    return client.post(SIGN_IN, {"email": address, "password": password}).status_code


def test_five_wrong_passwords_lock_and_the_letter_opens(world: World) -> None:
    joined(world)
    attacker = world.client()
    answers = [try_door(attacker, f"wrong password {n}") for n in range(100)]
    assert answers[:4] == [422] * 4
    assert set(answers[4:]) == {429}
    owner = world.client()
    locked = owner.post(SIGN_IN, {"email": ADDRESS, "password": PASSWORD})
    assert locked.status_code == 429
    assert "15 минути" in locked.content.decode()
    ask(owner, ADDRESS, "link")
    assert owner.post(link_in(last_letter())).status_code == 302
    assert owner.get("/bg/people/me/").status_code == 200


def test_an_unknown_address_is_locked_just_the_same(world: World) -> None:
    world.city  # noqa: B018 - the city has to stand
    client = world.client()
    answers = [try_door(client, "wrong", "nobody@city.example") for _n in range(6)]
    assert answers == [422] * 4 + [429] * 2


def test_the_lock_opens_after_a_quarter_of_an_hour(world: World) -> None:
    joined(world)
    for _n in range(6):
        try_door(world.client(), "wrong")
    past = timezone.now() - settings.AXES_COOLOFF_TIME - timedelta(seconds=1)
    AccessAttempt.objects.update(attempt_time=past)
    assert try_door(world.client(), PASSWORD) == 302
    assert not AccessAttempt.objects.exists(), "a success forgets the failures"


def test_others_are_not_locked(world: World) -> None:
    joined(world)
    for _n in range(6):
        try_door(world.client(), "wrong", "nobody@city.example")
    assert try_door(world.client(), PASSWORD) == 302


def test_what_is_kept_of_an_attempt(world: World, caplog: pytest.LogCaptureFixture) -> None:
    joined(world)
    client = Client(SERVER_NAME="sofia.localhost", REMOTE_ADDR="203.0.113.77")
    try_door(client, "a secret typed by mistake")
    kept = AccessAttempt.objects.get()
    assert kept.ip_address == "203.0.113.0"
    shown = str({f.name: getattr(kept, f.name) for f in kept._meta.fields}) + caplog.text
    assert ADDRESS not in shown
    assert "secret" not in shown


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("198.51.100.23", "198.51.100.0"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1::"),
        ("unix:", "0.0.0.0"),
    ],
)
def test_networks_are_shortened(address: str, kept: str) -> None:
    assert attempts.where(RequestFactory().get("/", REMOTE_ADDR=address)) == kept
