"""Verified residents: list, letter, desk; what is kept, what is refused, and the way back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from tests.platform.identity.build import (
    ADDRESS,
    confirm,
    key_of,
    process_for,
    typed,
    verifying,
)
from tests.platform.identity.test_email import TITLE, wrote
from tests.world import World
from zaedno.core import clock
from zaedno.core.fields import texts
from zaedno.core.models import Event, Receipt
from zaedno.core.verdict import Refused
from zaedno.features.proposals.models.proposal import Proposal
from zaedno.platform.identity import exports, keys, lists, schedule
from zaedno.platform.identity.actions import keeping, proving
from zaedno.platform.identity.actions import policy as deeds
from zaedno.platform.identity.demo import made_up
from zaedno.platform.identity.models import Letter, Listed, Policy, SpentMark, Verification
from zaedno.platform.identity.queries import residents
from zaedno.platform.notifications.models import Message
from zaedno.platform.people import actions as people
from zaedno.platform.people.models import Person


def standing(world: World, role: str = "participant") -> str:
    return residents.standing(world.viewer(role), clock.now()).state


def test_write_first_then_the_list_then_it_is_done(world: World) -> None:
    verifying(world)
    process = process_for(world, "resident")
    client = world.client()
    assert wrote(client, process).url == "/bg/identity/email/"
    assert confirm(client).url == "/bg/identity/"
    assert "запазено" in client.get("/bg/identity/").content.decode()
    wrong = client.post("/bg/identity/list/", {**typed(1), "born": "1901-01-01"})
    assert wrong.status_code == 422
    assert not Proposal.objects.exists()
    done = client.post("/bg/identity/list/", typed(1, "right"))
    assert Proposal.objects.get().title == TITLE
    assert done.url == Proposal.objects.get().get_absolute_url()


def test_nothing_that_identifies_is_stored(world: World) -> None:
    row = verifying(world)
    client = world.client("participant")
    client.post("/bg/identity/list/", typed(3))
    found = Verification.objects.get()
    assert (found.way, found.born_from, found.born_to) == ("list", 1953, 1953)
    assert found.mark not in set(Listed.objects.values_list("digest", flat=True))
    everything = dump()
    assert made_up(3)["number"] not in everything
    assert made_up(3)["born"] not in everything
    assert row.salt in everything


def dump() -> str:
    """All that stands in the tables of this room, in the journal and in the receipts."""
    tables = [t for t in connection.introspection.table_names() if t.startswith("identity_")]
    told = [str(list(Event.objects.values())), str(list(Receipt.objects.values()))]
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            told.append(str(cursor.fetchall()))
    return "".join(told)


def test_another_city_and_another_secret_make_other_fingerprints(
    world: World, settings: pytest.FixtureRequest
) -> None:
    row = verifying(world)
    other = Policy(city=world.other_city)
    mine = keys.key(row.salt, row.asks, made_up(1))
    assert keys.key(other.salt, row.asks, made_up(1)) != mine
    settings.ZAEDNO_IDENTITY_PEPPER = "another secret"  # type: ignore[attr-defined]
    assert keys.key(row.salt, row.asks, made_up(1)).soft != mine.soft


def test_hardening_changes_the_table_and_not_the_answer(world: World) -> None:
    row = verifying(world)
    before = set(Listed.objects.values_list("digest", flat=True))
    assert schedule.harden() == 8
    assert schedule.harden() == 0
    assert not before & set(Listed.objects.values_list("digest", flat=True))
    assert proving.prove(world.ctx("participant"), **key_of(row, 2)) == "verified"


def test_one_person_is_one_account(world: World) -> None:
    row = verifying(world)
    assert proving.prove(world.ctx("participant"), **key_of(row, 1)) == "verified"
    assert proving.prove(world.ctx("editor"), **key_of(row, 1)) == "taken"
    assert proving.prove(world.ctx("participant"), **key_of(row, 2)) == "other"
    client = world.client("editor")
    page = client.post("/bg/identity/list/", typed(1)).content.decode()
    assert "друг профил" in page


def test_five_tries_a_day(world: World) -> None:
    row = verifying(world)
    ctx = world.ctx("participant")
    for number in range(5):
        assert proving.prove(ctx, **key_of(row, 90 + number)) == "unknown"
    with pytest.raises(Refused, match="Пет опита"):
        proving.prove(ctx, **key_of(row, 1))
    with clock.at(clock.now() + timedelta(hours=25)):
        assert proving.prove(ctx, **key_of(row, 1)) == "verified"


def test_it_expires_and_makes_room(world: World) -> None:
    row = verifying(world, valid_days=30)
    proving.prove(world.ctx("participant"), **key_of(row, 1))
    with clock.at(clock.now() + timedelta(days=31)):
        assert standing(world) == "expired"
        assert proving.prove(world.ctx("editor"), **key_of(row, 1)) == "verified"
        page = world.client("participant").get("/bg/identity/").content.decode()
        assert "изтече" in page


def test_a_letter_by_post(world: World) -> None:
    verifying(world)
    client = world.client("participant")
    body = {**typed(4), "to": "Примерен човек", "address": "ул. „Примерна“ 4"}
    assert client.post("/bg/identity/letter/", body).status_code == 302
    assert standing(world) == "pending"
    clerk = world.client("clerk")
    sheet = clerk.post("/bg/identity/counter/letters/", {"as": "csv"}).content.decode()
    assert "Примерен човек" in sheet
    letter = Letter.objects.get()
    assert (letter.state, letter.name, letter.address) == ("sent", "", "")
    code = next(cell for cell in sheet.splitlines()[1].split(",") if is_code(cell, letter))
    assert code not in dump()
    assert clerk.post("/bg/identity/counter/letters/", {"as": "csv"}).status_code == 302
    wrong = client.post("/bg/identity/letter/code/", {"code": "AAAA-AAAA", "key": "w"})
    assert wrong.status_code == 422
    assert client.post("/bg/identity/letter/code/", {"code": code.lower()}).status_code == 302
    assert Verification.objects.get().way == "letter"
    assert standing(world) == "verified"


def is_code(cell: str, letter: Letter) -> bool:
    return len(cell) == 9 and cell[4] == "-" and cell != letter.receipt


def test_letters_expire_and_bear_five_tries(world: World) -> None:
    row = verifying(world)
    ctx = world.ctx("participant")
    facts = {"district_id": None, "born": None}
    proving.ask_letter(ctx, **key_of(row, 4), name="А", address="Б", known_by=facts)
    (printed,) = exports.drawn(world.viewer("clerk"))
    proving.print_letters(world.ctx("clerk"), codes={printed.pk: printed.code})
    letter = Letter.objects.get()
    with clock.at(clock.now() + timedelta(days=31)), pytest.raises(Refused):
        proving.use_letter(ctx, letter=letter, code=printed.code)
    for _number in range(5):
        assert proving.use_letter(ctx, letter=letter, code="AAAA-BBBB") == "wrong"
    with pytest.raises(Refused):
        proving.use_letter(ctx, letter=letter, code=printed.code)
    proving.give_up_letter(ctx, letter=letter)
    assert standing(world) == "missing"


def test_nobody_off_the_list_gets_a_letter(world: World) -> None:
    row = verifying(world)
    facts = {"district_id": None, "born": None}
    told = proving.ask_letter(
        world.ctx("participant"), **key_of(row, 77), name="А", address="Б", known_by=facts
    )
    assert told == "unknown"
    assert not Letter.objects.exists()


def test_at_the_desk(world: World) -> None:
    verifying(world, keeps_year=Policy.Year.BAND)
    clerk = world.client("clerk")
    page = clerk.post("/bg/identity/counter/verify/", {**typed(5), "email": ADDRESS})
    assert "Жителят е удостоверен" in page.content.decode()
    row = Verification.objects.get()
    assert (row.way, row.born_from, row.born_to) == ("desk", 1950, 1959)
    assert world.client("participant").get("/bg/identity/counter/").status_code == 403


def test_revoked_with_a_reason_that_the_person_reads(world: World) -> None:
    row = verifying(world)
    proving.prove(world.ctx("participant"), **key_of(row, 1))
    clerk = world.client("clerk")
    found = clerk.post("/bg/identity/counter/find/", {"email": world.person("participant").email})
    assert "/revoke/" in found.content.decode()
    pk = Verification.objects.get().pk
    address = f"/bg/identity/counter/{pk}/revoke/"
    assert clerk.post(address, {"reason": "Преместване", "key": "r"}).status_code == 302
    assert "Преместване" in Message.objects.get(kind="identity.revoked").body
    assert standing(world) == "refused"
    assert "Преместване" in world.client("participant").get("/bg/identity/").content.decode()
    assert proving.prove(world.ctx("editor"), **key_of(row, 1)) == "verified"


def test_a_list_says_what_is_wrong_with_it_and_never_what_stands_in_it(world: World) -> None:
    verifying(world)
    client = world.client("coordinator")
    table = "number;born;district\n7501010018;1975-01-01;\n;1980-02-02;\n"
    upload = SimpleUploadedFile("people.csv", table.encode())
    page = client.post("/bg/identity/settings/list/", {"table": upload, "key": "a"})
    assert "Ред 3" in page.content.decode()
    assert "7501010018" not in page.content.decode()
    upload = SimpleUploadedFile("people.csv", table.replace(";1980", "9;1980").encode())
    body = {"table": upload, "replace": "on", "key": "b"}
    assert client.post("/bg/identity/settings/list/", body).status_code == 302
    assert Listed.objects.count() == 2
    assert "7501010018" not in dump()


def test_what_a_person_is_known_by_stays_while_a_list_stands_on_it(world: World) -> None:
    verifying(world)
    with pytest.raises(Refused):
        deeds.set_policy(world.ctx("coordinator"), ways=["list"], asks=["number"])
    with pytest.raises(Refused):
        deeds.set_policy(world.ctx("clerk"), ways=[], asks=["number", "born"])
    page = world.client("coordinator").get("/bg/identity/settings/").content.decode()
    assert "Списъкът на града" in page


def test_wrong_lists_in_words(world: World) -> None:
    row = verifying(world)
    for table, word in (
        ("number\n1", "born"),
        ("number,born\n1,1.2.1975", "Ред 2"),
        ("number,born,district\n1,1975-01-01,Никъде", "район"),
    ):
        upload = SimpleUploadedFile("x.csv", table.encode())
        with pytest.raises(lists.WrongList, match=word):
            lists.read(world.viewer("coordinator"), row, upload)


def test_an_erased_account_leaves_nothing(world: World) -> None:
    row = verifying(world)
    proving.prove(world.ctx("participant"), **key_of(row, 1))
    people.erase(world.ctx("participant"))
    world.hear()
    assert not Verification.objects.exists()
    assert Person.objects.filter(state="left").exists()


def test_a_group_is_known_by_its_addresses_alone(world: World) -> None:
    ctx = world.ctx("coordinator")
    group = deeds.name_group(ctx, name=texts(bg="Съвет", en="Council"), addresses=[ADDRESS])
    process = process_for(world, "email", only={"groups": [group.pk]})
    assert ADDRESS not in dump()
    client = world.client()
    assert wrote(client, process).url == "/bg/identity/email/"
    assert confirm(client).url == Proposal.objects.get().get_absolute_url()
    outsider = world.client()
    wrote(outsider, process)
    confirm(outsider, "other@city.example")
    assert Proposal.objects.count() == 1
    assert TITLE in outsider.get("/bg/identity/go-on/").content.decode()  # nothing is lost


def test_who_erased_an_account_is_not_verified_a_second_time(world: World) -> None:
    """Only the mark stays, until the verification would have ended."""
    row = verifying(world)
    ctx = world.ctx("participant")
    assert proving.prove(ctx, **key_of(row, 1)) == "verified"
    people.erase(ctx)
    world.hear()
    assert not Verification.objects.exists()
    spent = SpentMark.objects.get()
    again = world.ctx("facilitator")
    assert proving.prove(again, **key_of(row, 1)) == "erased"
    assert proving.prove(again, **key_of(row, 2)) == "verified"
    SpentMark.objects.filter(pk=spent.pk).update(until=clock.now())
    keeping.clear(world.ctx())
    assert not SpentMark.objects.exists()
    assert proving.prove(world.ctx("reviewer"), **key_of(row, 1)) == "verified"
