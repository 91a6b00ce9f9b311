"""Accounts: letters, links that open once, passwords, leaving."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from django.test import Client

from tests.features.proposals.build import open_process, proposed
from tests.world import PASSWORD, World
from zaedno.core import clock
from zaedno.core.actions import system_ctx
from zaedno.core.models import Event
from zaedno.features.proposals.actions.supports import support
from zaedno.platform.notifications.actions import follow
from zaedno.platform.notifications.models import Message
from zaedno.platform.people import actions
from zaedno.platform.people.models import Alias, Person, Representation, address_hash

ADDRESS = "new.person@city.example"
SENT = "/bg/people/letter-sent/"


def link_in(letter: Message) -> str:
    """The path of the link in a letter."""
    found = re.search(r"https?://[^/]+(/\S+)", letter.body)
    assert found is not None, letter.body
    return found[1]


def last_letter() -> Message:
    letter = Message.objects.order_by("id").last()
    assert letter is not None
    return letter


def ask(client: Client, address: str, where: str = "sign-up") -> None:
    answer = client.post(f"/bg/people/{where}/", {"email": address})
    assert (answer.status_code, answer.url) == (302, SENT)  # type: ignore[attr-defined]


def joined(world: World, password: str = PASSWORD) -> Client:
    client = world.client()
    ask(client, ADDRESS)
    body = {"name": "Ива", "password": password}
    assert client.post(link_in(last_letter()), body).status_code == 302
    return client


def person() -> Person:
    return Person.objects.get(email_hash=address_hash(ADDRESS))


def test_signing_up_by_letter(world: World) -> None:
    client = world.client()
    ask(client, ADDRESS)
    letter = last_letter()
    assert letter.to == ADDRESS
    assert letter.kind == "people.confirm"
    assert not person().is_active
    path = link_in(letter)
    assert client.get(path).status_code == 200
    assert not person().is_active, "reading the page changes nothing"
    assert client.post(path, {"name": "Ива", "password": PASSWORD}).status_code == 302
    assert person().is_active
    assert "Ива" in client.get("/bg/people/me/").content.decode()
    verbs = Event.objects.filter(subject_kind="people.person").values_list("verb", flat=True)
    assert {"people.register", "people.verify"} <= set(verbs)


def test_the_address_is_nowhere_readable(world: World) -> None:
    joined(world)
    from_table = Person.objects.extra(select={"raw": "email"}).get(pk=person().pk)
    assert ADDRESS not in from_table.raw
    assert ADDRESS not in str(list(Event.objects.values()))


def test_known_and_unknown_addresses_get_the_same_answer(world: World) -> None:
    joined(world)
    before = Message.objects.count()
    ask(world.client(), ADDRESS)
    assert last_letter().kind == "people.enter", "the known one gets a link for signing in"
    ask(world.client(), "nobody@city.example", "link")
    ask(world.client(), "nobody@city.example", "reset")
    ask(world.client(), ADDRESS.upper(), "reset")
    assert Message.objects.count() == before + 2
    wrong = [
        world.client().post("/bg/people/sign-in/", {"email": address, "password": "no"}).content
        for address in (ADDRESS, "nobody@city.example")
    ]
    told = [re.findall(r'role="alert".*?</div>', body.decode(), re.S) for body in wrong]
    assert told[0] == told[1] != []


def test_five_letters_an_hour(world: World) -> None:
    for _n in range(8):
        ask(world.client(), ADDRESS)
    assert Message.objects.count() == 5
    with clock.at(clock.now() + timedelta(hours=2)):
        ask(world.client(), ADDRESS)
    assert Message.objects.count() == 6


def test_a_link_opens_once(world: World) -> None:
    joined(world)
    ask(world.client(), ADDRESS, "link")
    path = link_in(last_letter())
    first, second = world.client(), world.client()
    assert first.post(path).status_code == 302
    assert first.get("/bg/people/me/").status_code == 200
    refused = second.post(path)
    assert refused.status_code == 410
    assert "вече е използвана" in refused.content.decode()
    assert second.get("/bg/people/me/").status_code == 302


@pytest.mark.parametrize(
    ("where", "late"),
    [
        ("sign-up", timedelta(days=7)),
        ("link", timedelta(minutes=30)),
        ("reset", timedelta(hours=2)),
    ],
)
def test_a_link_expires(world: World, where: str, late: timedelta) -> None:
    if where != "sign-up":
        joined(world)
    ask(world.client(), ADDRESS, where)
    path, client = link_in(last_letter()), world.client()
    body = {"password": "another long password", "name": ""}
    with clock.at(clock.now() + late):
        answer = client.post(path, body)
    assert answer.status_code == 410
    assert "изтекъл" in answer.content.decode()
    with clock.at(clock.now() + late - timedelta(minutes=1)):
        assert client.post(path, body).status_code == 302


def test_a_link_opens_in_its_own_city_only(world: World) -> None:
    joined(world)
    ask(world.client(), ADDRESS, "link")
    path = link_in(last_letter())
    stranger = world.client(city=world.other_city)
    assert stranger.post(path).status_code == 410
    assert stranger.get(path).status_code == 410
    assert world.client().post(path).status_code == 302


def test_the_link_never_names_a_host_from_the_request(world: World) -> None:
    world.city  # noqa: B018 - the city has to stand
    client = Client(SERVER_NAME="127.0.0.1")
    ask(client, ADDRESS)
    assert "127.0.0.1" not in last_letter().body
    assert Client(SERVER_NAME="evil.example").post("/bg/people/sign-up/").status_code == 400


def test_a_link_is_for_one_purpose(world: World) -> None:
    joined(world)
    ask(world.client(), ADDRESS, "link")
    token = link_in(last_letter()).rstrip("/").rsplit("/", 1)[1]
    answer = world.client().post(
        f"/bg/people/new-password/{token}/", {"password": "another long password"}
    )
    assert answer.status_code == 410
    assert world.client().get(f"/bg/people/enter/{token}x/").status_code == 410


def test_a_changed_password_ends_links_and_other_sessions(world: World) -> None:
    here = joined(world)
    there = world.client()
    body = {"email": ADDRESS, "password": PASSWORD}
    assert there.post("/bg/people/sign-in/", body).status_code == 302
    ask(world.client(), ADDRESS, "reset")
    path = link_in(last_letter())
    wrong = here.post(
        "/bg/people/me/password/", {"current": "wrong", "password": "another long password"}
    )
    assert "не е вярна" in wrong.content.decode()
    right = {"current": PASSWORD, "password": "another long password"}
    assert here.post("/bg/people/me/password/", right).status_code == 302
    assert here.get("/bg/people/me/").status_code == 200
    assert there.get("/bg/people/me/").status_code == 302
    assert world.client().post(path, {"password": "a third long password"}).status_code == 410


@pytest.mark.parametrize("password", ["short", "password1234"])
def test_weak_passwords_are_refused(world: World, password: str) -> None:
    client = world.client()
    ask(client, ADDRESS)
    answer = client.post(link_in(last_letter()), {"name": "", "password": password})
    assert answer.status_code == 422
    assert not person().is_active


def test_long_and_odd_passwords_are_welcome(world: World) -> None:
    password = "  кон батерия скоба " * 8 + "🦉"
    joined(world, password)
    body = {"email": ADDRESS, "password": password}
    assert world.client().post("/bg/people/sign-in/", body).status_code == 302


def test_without_a_password_one_enters_by_letter(world: World) -> None:
    joined(world, "")
    assert not person().has_usable_password()
    ask(world.client(), ADDRESS, "link")
    client = world.client()
    assert client.post(link_in(last_letter())).status_code == 302
    assert client.get("/bg/people/me/").status_code == 200


def test_the_session_changes_at_the_door_and_dies_at_sign_out(world: World) -> None:
    joined(world)
    client = world.client()
    client.get("/bg/people/sign-in/")
    body = {"email": ADDRESS, "password": PASSWORD}
    client.post("/bg/people/sign-in/", body)
    key = client.session.session_key
    assert client.get("/bg/people/sign-out/").status_code == 405
    client.post("/bg/people/sign-out/")
    old = world.client()
    old.cookies["sessionid"] = str(key)
    assert old.get("/bg/people/me/").status_code == 302


@pytest.mark.parametrize(
    ("wanted", "led"),
    [
        ("/bg/people/organisations/", "/bg/people/organisations/"),
        ("https://evil.example/", "/bg/people/me/"),
        ("//evil.example/", "/bg/people/me/"),
        ("javascript:alert(1)", "/bg/people/me/"),
        ("", "/bg/people/me/"),
    ],
)
def test_the_way_on_stays_on_this_host(world: World, wanted: str, led: str) -> None:
    joined(world)
    body = {"email": ADDRESS, "password": PASSWORD, "next": wanted}
    assert world.client().post("/bg/people/sign-in/", body).url == led  # type: ignore[attr-defined]


def test_my_data_is_complete(world: World) -> None:
    client = joined(world)
    actions.appoint(system_ctx(world.city), person=person(), role="participant")
    data = json.loads(client.get("/bg/people/me/data/").content)
    assert data["account"]["email"] == ADDRESS
    assert [role["role"] for role in data["roles"]] == ["participant"]
    assert "people.verify" in [deed["verb"] for deed in data["deeds"]]
    assert world.client().get("/bg/people/me/data/").status_code == 302


def test_erasing_leaves_nothing_that_leads_back(world: World) -> None:
    client = joined(world)
    pk = person().pk
    event = Event.objects.get(verb="people.verify", subject_id=str(pk))
    leaf, alias = event.leaf(), event.actor_key
    assert alias
    assert client.post("/bg/people/me/erase/", {"key": "k"}).status_code == 422, (
        "one has to be sure"
    )
    assert client.post("/bg/people/me/erase/", {"sure": "on"}).status_code == 302
    gone = Person.objects.get(pk=pk)
    assert (gone.email, gone.name, gone.state) == ("", "", "left")
    assert not Alias.objects.filter(person=gone).exists()
    event.refresh_from_db()
    assert event.salt == ""
    assert event.leaf() == leaf, "the sealed leaf stays valid"
    assert client.get("/bg/people/me/").status_code == 302
    joined(world)
    assert person().pk != pk, "the address may begin anew"


def test_the_last_operator_stays(world: World) -> None:
    client = world.client("operator")
    answer = client.post("/bg/people/me/erase/", {"sure": "on"})
    assert "поне от един оператор" in answer.content.decode()


def test_unconfirmed_addresses_are_forgotten(world: World) -> None:
    ask(world.client(), ADDRESS)
    with clock.at(clock.now() + timedelta(days=31)):
        assert actions.forget_unconfirmed(system_ctx()) == 1
    assert not Person.objects.filter(email_hash=address_hash(ADDRESS)).exists()


def test_nobody_is_admitted_by_a_person(world: World) -> None:
    with pytest.raises(Exception, match="only the system"):
        world.act(actions.admit, "operator", address="x@city.example")
    assert not Representation.objects.exists()


def test_my_data_has_what_rooms_keep(world: World) -> None:
    process = open_process(world)
    row = proposed(world, process)
    ctx = world.ctx("org")
    follow(ctx, kind="proposals.proposal", ident=str(row.pk))
    support(world.ctx("org"), proposal=row)
    kept = json.loads(world.client("org").get("/bg/people/me/data/").content)["kept"]
    assert kept["notifications.follow"][0]["ident"] == str(row.pk)
    assert kept["proposals.support"] == [{"proposal__receipt": row.receipt}]
    theirs = json.loads(world.client("editor").get("/bg/people/me/data/").content)["kept"]
    assert theirs["proposals.support"] == []
