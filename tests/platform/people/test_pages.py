"""Staff pages, the public register and claims, through the browser's door."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.platform.people.build import bait, kind, organisation
from tests.platform.people.test_accounts import last_letter, link_in
from tests.world import World
from zaedno.core.actions import system_ctx
from zaedno.core.models import Event
from zaedno.platform.notifications.models import Message
from zaedno.platform.people import actions, queries
from zaedno.platform.people.models import (
    Membership,
    Organisation,
    Person,
    Representation,
    Role,
    address_hash,
)

STAFF = "/bg/people/people/"
INVITE = {"email": "new@city.example", "role": "facilitator", "lang": "en"}


def test_inviting_by_address(world: World) -> None:
    client = world.client("coordinator")
    assert client.post(STAFF, INVITE).status_code == 302
    person = Person.objects.get(email_hash=address_hash("new@city.example"))
    assert person.roles.get().role == "facilitator"
    letter = last_letter()
    assert "facilitator" in letter.body
    assert letter.lang == "en"
    guest = world.client()
    assert guest.post(link_in(letter), {"name": "Boris", "password": ""}).status_code == 302
    page = client.get(STAFF).content.decode()
    assert "Boris" in page
    event = Event.objects.filter(verb="people.appoint").latest("id")
    assert event.role == "coordinator"
    assert event.facts == {"role": "facilitator"}


def test_a_coordinator_does_not_make_coordinators(world: World) -> None:
    body = {**INVITE, "role": "coordinator"}
    answer = world.client("coordinator").post(STAFF, body)
    assert answer.status_code == 422
    assert not Message.objects.exists()
    assert world.client("operator").post(STAFF, body).status_code == 302


@pytest.mark.parametrize("role", ["participant", "editor", "facilitator", "reviewer"])
def test_others_do_not_see_people(world: World, role: str) -> None:
    assert world.client(role).get(STAFF).status_code == 403
    assert world.client(role).post(STAFF, INVITE).status_code == 403


def test_a_role_ends_and_stays_on_record(world: World) -> None:
    editor = world.person("editor")
    role = Role.objects.get(person=editor)
    assert world.client("participant").post(f"/bg/people/roles/{role.pk}/end/").status_code == 404
    there = world.client("coordinator", world.other_city)
    assert there.post(f"/bg/people/roles/{role.pk}/end/").status_code == 404
    done = world.client("coordinator").post(f"/bg/people/roles/{role.pk}/end/")
    assert done.status_code == 302
    role.refresh_from_db()
    assert role.until is not None
    assert world.viewer("editor").roles == frozenset()
    again = actions.appoint(system_ctx(world.city), person=editor, role="editor")
    assert again.pk != role.pk


def test_roles_of_one_city_mean_nothing_in_another(world: World) -> None:
    person = world.person("coordinator")
    viewer = queries.viewer_for(person, world.other_city, "bg")
    assert viewer.roles == frozenset()


def test_a_claim_from_the_page_to_the_letter(world: World) -> None:
    body = bait(world)
    address = f"/bg/people/organisations/{body.slug}/claim/"
    assert world.client().get(address).status_code == 302, "sign in first"
    client = world.client("participant")
    assert client.post(address, {"note": "Председател"}).status_code == 302
    assert "чака координатора" in client.get(address, follow=True).content.decode()
    claim = Representation.objects.get()
    assert world.viewer("participant").represents == frozenset()
    staff = world.client("coordinator")
    assert "Председател" in staff.get("/bg/people/claims/").content.decode()
    decide = f"/bg/people/claims/{claim.pk}/"
    empty = staff.post(decide, {"confirm": "no", "reason": ""})
    assert "Напишете причината" in empty.content.decode()
    assert staff.post(decide, {"confirm": "yes"}).status_code == 302
    assert world.viewer("participant").represents == {body.pk}
    assert "representative" in world.viewer("participant").roles
    assert last_letter().kind == "people.claim_decided"
    assert staff.post(decide, {"confirm": "no", "reason": "Не"}).status_code == 422
    assert client.post(f"/bg/people/representations/{claim.pk}/end/").status_code == 302
    assert "representative" not in world.viewer("participant").roles


def test_a_refused_claim_says_why(world: World) -> None:
    claim = world.act(actions.claim, "participant", organisation=bait(world), note="Член")
    staff = world.client("coordinator")
    body = {"confirm": "no", "reason": "Няма пълномощно."}
    assert staff.post(f"/bg/people/claims/{claim.pk}/", body).status_code == 302
    assert "Няма пълномощно." in last_letter().body
    assert "Няма пълномощно." in world.client("participant").get("/bg/people/me/").content.decode()


def test_claims_of_another_city_are_not_found(world: World) -> None:
    claim = world.act(actions.claim, "participant", organisation=bait(world), note="Член")
    there = world.client("coordinator", world.other_city)
    assert there.get(f"/bg/people/claims/{claim.pk}/").status_code == 404
    assert there.post(f"/bg/people/representations/{claim.pk}/end/").status_code == 404
    assert there.get("/bg/people/organisations/bait/").status_code == 404
    assert world.client("editor").get(f"/bg/people/claims/{claim.pk}/").status_code == 404


def form(**changed: str) -> dict[str, str]:
    return {"name_bg": "Ново сдружение", "name_en": "New Association", "kind": "ngo", **changed}


def test_registering_warns_of_the_same_and_of_mixed_scripts(world: World) -> None:
    kind(world)
    bait(world)
    client, address = world.client("editor"), "/bg/people/organisations/new/"
    alike = client.post(address, form(abbr_bg="баит"))
    assert alike.status_code == 422
    assert "вече има организация" in alike.content.decode()
    mixed = client.post(address, form(name_bg="Е-Government"))
    assert "<strong>Е-Government</strong>" in mixed.content.decode()
    assert Organisation.objects.count() == 1
    assert client.post(address, form(abbr_bg="баит", looked="on")).status_code == 302
    assert client.post(address, form(name_bg="Съвсем друго", name_en="Another")).status_code == 302
    assert world.client("participant").post(address, form()).status_code == 403


def test_the_same_form_twice_registers_once(world: World) -> None:
    kind(world)
    client, body = world.client("editor"), form(key="one-form")
    first = client.post("/bg/people/organisations/new/", body)
    again = client.post("/bg/people/organisations/new/", body)
    assert first.url == again.url  # type: ignore[attr-defined]
    assert Organisation.objects.count() == 1


def test_revising_keeps_the_old_name(world: World) -> None:
    kind(world)
    body = organisation(world, "Старо сдружение", "Old Association")
    client = world.client("coordinator")
    address = f"/bg/people/organisations/{body.slug}/edit/"
    assert "Старо сдружение" in client.get(address).content.decode()
    assert client.post(address, form(also_known_as="Дружина\nКомпания")).status_code == 302
    page = client.get(f"/bg/people/organisations/{body.slug}/").content.decode()
    for name in ("Ново сдружение", "Старо сдружение", "Дружина", "Компания"):
        assert name in page


def test_memberships_on_the_page(world: World) -> None:
    body, member = bait(world), organisation(world, "Фирма", "Company")
    client = world.client("facilitator")
    address = f"/bg/people/organisations/{member.slug}/join/"
    assert "Няма" not in client.get(address).content.decode()
    assert "не" in client.post(address, {"body": "нищо такова"}).content.decode()
    assert client.post(address, {"body": "bait", "since": "2019-05"}).status_code == 302
    page = client.get(f"/bg/people/organisations/{body.slug}/").content.decode()
    assert "май 2019" in page
    end = f"/bg/people/memberships/{Membership.objects.get().pk}/end/"
    client.post(end, {"until": ""})
    assert Membership.objects.get().until is None
    client.post(end, {"until": "2020-01-31"})
    assert str(Membership.objects.get().until) == "31\xa0януари 2020\xa0г."


def test_the_register_filters_in_the_address(world: World) -> None:
    bait(world)
    organisation(world, "Сдружение", "Association")
    client = world.client()
    page = client.get("/bg/people/organisations/?kind=ngo").content.decode()
    assert "Сдружение" in page
    assert "БАИТ" not in page
    assert "1 организация" in client.get("/bg/people/organisations/?text=bait").content.decode()
    assert "Няма такава" in client.get("/bg/people/organisations/?text=xyz").content.decode()
    assert client.get("/en/people/organisations/bait/").status_code == 200


def test_the_register_asks_a_fixed_number_of_questions(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = world.client()
    counts = []
    for more in (5, 60):
        for n in range(more):
            organisation(world, f"Сдружение {more} {n}", f"Association {more} {n}")
        client.get("/bg/people/organisations/")
        with django_assert_num_queries(5):
            counts.append(client.get("/bg/people/organisations/").status_code)
    assert counts == [200, 200]


def test_the_journals_reader_learns_names_and_others_do_not(world: World) -> None:
    world.act(actions.rename, "participant", name="Мира", lang="bg")
    key = Event.objects.get(verb="people.rename").actor_key
    shown = queries.person_by_alias(world.viewer("coordinator"), [key, "unknown"])
    assert {k: s.name for k, s in shown.items()} == {key: "Мира"}
    assert queries.person_by_alias(world.viewer("editor"), [key]) == {}
    there = world.viewer("coordinator", world.other_city)
    assert queries.person_by_alias(there, [key]) == {}


def test_letters_go_to_representatives_else_to_the_mailbox(world: World) -> None:
    body = organisation(world, "Сдружение", "Association", mailbox="office@body.example")
    viewer = world.viewer("coordinator")
    assert [r.address for r in queries.representatives_addresses(viewer, [body.pk])[body.pk]] == [
        "office@body.example"
    ]
    claim = world.act(actions.claim, "participant", organisation=body, note="")
    world.act(actions.decide_claim, "coordinator", representation=claim, confirm=True)
    found = queries.representatives_addresses(viewer, [body.pk])[body.pk]
    assert [r.address for r in found] == ["participant@sofia.example"]
    there = world.viewer("coordinator", world.other_city)
    assert queries.representatives_addresses(there, [body.pk])[body.pk] == []
