"""A second factor: after every door, each code once, recovery codes, asked of staff."""

from __future__ import annotations

import re
from datetime import timedelta

import pyotp
import pytest
from django.test import Client

from tests.world import PASSWORD, World
from zaedno.core import clock
from zaedno.core.models import Event, Receipt
from zaedno.core.verdict import Refused
from zaedno.platform.identity.actions import factor
from zaedno.platform.identity.models import Factor

SET, SHOW = "/bg/identity/factor/set/", "/bg/identity/factor/"


def code(when: int = 0) -> str:
    """What the app shows now, or `when` steps later."""
    moment = int(clock.now().timestamp()) + 30 * when
    return pyotp.TOTP(Factor.objects.get().secret).at(moment)


def turned_on(world: World, role: str = "participant") -> tuple[Client, list[str]]:
    client = world.client(role)
    page = client.get(SET).content.decode()
    assert "data:image/svg" in page
    wrong = client.post(SET, {"code": "000000" if code() != "000000" else "111111"})
    assert wrong.status_code == 422
    page = client.post(SET, {"code": code()}).content.decode()
    codes = re.findall(r"<code>([0-9A-Z]{4}-[0-9A-Z]{4})</code>", page)
    assert len(codes) == 10
    return client, codes


def signed_in(world: World, role: str = "participant") -> Client:
    client = world.client()
    body = {"email": world.person(role).email, "password": PASSWORD}
    assert client.post("/bg/people/sign-in/", body).status_code == 302
    return client


def test_asked_after_the_password_and_each_code_opens_once(world: World) -> None:
    first, _codes = turned_on(world)
    assert first.get("/bg/people/me/").status_code == 200
    client = signed_in(world)
    for address in ("/bg/people/me/", "/bg/", "/cms/"):
        assert client.get(address)["Location"].startswith(SHOW)
    used = code()  # it turned the factor on
    assert client.post(SHOW, {"code": used, "key": "a"}).status_code == 422
    fresh = code(1)
    assert client.post(SHOW, {"code": fresh, "key": "b"}).status_code == 302
    assert client.get("/bg/people/me/").status_code == 200
    other = signed_in(world)
    assert other.post(SHOW, {"code": fresh, "key": "c"}).status_code == 422


def test_a_recovery_code_opens_once(world: World) -> None:
    _client, codes = turned_on(world)
    assert signed_in(world).post(SHOW, {"code": codes[0].lower(), "key": "a"}).status_code == 302
    assert signed_in(world).post(SHOW, {"code": codes[0], "key": "b"}).status_code == 422
    stored = str(list(Factor.objects.values())) + str(list(Receipt.objects.values()))
    assert not any(one in stored for one in codes)
    assert not any(one in str(list(Event.objects.values())) for one in codes)


def test_ten_wrong_codes_close_the_door_for_an_hour(world: World) -> None:
    turned_on(world)
    ctx = world.ctx("participant")
    wrong = "000000" if code(1) != "000000" else "111111"
    with clock.at(clock.now()):
        for _number in range(10):
            assert factor.pass_factor(ctx, code=wrong) is False
        with pytest.raises(Refused):
            factor.pass_factor(ctx, code=code(1))
    with clock.at(clock.now() + timedelta(minutes=61)):
        assert factor.pass_factor(ctx, code=code()) is True


def test_the_mailed_link_is_no_way_around(world: World) -> None:
    turned_on(world)
    client = world.client("participant")  # however the session began
    assert client.get("/bg/people/me/")["Location"].startswith(SHOW)
    assert client.post("/bg/people/sign-out/", {}).status_code == 302


def test_staff_set_one_up_where_the_city_asks(world: World) -> None:
    with pytest.raises(Refused):
        factor.require_factor(world.ctx("coordinator"), on=True)  # not before one's own
    client, _codes = turned_on(world, "coordinator")
    assert client.post("/bg/identity/factor/require/", {"on": "1", "key": "r"}).status_code == 302
    assert world.client("editor").get("/bg/today/")["Location"] == SET
    assert world.client("participant").get("/bg/people/me/").status_code == 200
    assert world.client("editor").get(SET).status_code == 200
    client.post("/bg/identity/factor/require/", {"on": "0", "key": "q"})
    assert world.client("editor").get("/bg/today/").status_code == 200


def test_given_up_with_a_last_code(world: World) -> None:
    client, codes = turned_on(world)
    client.post("/bg/identity/factor/drop/", {"code": "AAAA-AAAA", "key": "x"})
    assert Factor.objects.exists()
    client.post("/bg/identity/factor/drop/", {"code": codes[1], "key": "y"})
    assert not Factor.objects.exists()
    assert signed_in(world).get("/bg/people/me/").status_code == 200
