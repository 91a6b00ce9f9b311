"""Being verified by a provider: one person, one account, and back to what was being written."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.fixtures.provider import FakeProvider
from tests.platform.identity.build import process_for, verifying
from tests.platform.identity.doors import CLAIMS, fields, page, set_up, through
from tests.world import World
from zaedno.core.verdict import Refused
from zaedno.features.proposals.models.proposal import Proposal
from zaedno.platform.cities.models import District
from zaedno.platform.identity.actions import providers
from zaedno.platform.identity.demo import made_up
from zaedno.platform.identity.models import Kept, Provider, Verification
from zaedno.platform.people.models import Person


def serving(world: World, idp: FakeProvider, **more: Any) -> Provider:
    return set_up(world, idp, **{"residents": True, **more})


def told(number: int) -> dict[str, str]:
    person = made_up(number)
    return {"egn": f"PNOBG-{person['number']}", "birthdate": person["born"]}


def write(client: Client, process: Any) -> Any:
    body = {"title": "Пейка", "text": "Няма къде.", "key": "form", "looked": "1"}
    return client.post(f"/bg/proposals/{process.slug}/new/", body)


def test_take_part_first_and_the_form_is_sent_by_itself(world: World, idp: FakeProvider) -> None:
    """A visitor: neither an address nor an account was there before."""
    verifying(world)
    row = serving(world, idp, shows="list", claims=CLAIMS)
    idp.claims = told(1)
    process = process_for(world, "resident")
    client = world.client()
    assert write(client, process).url == "/bg/identity/"
    assert "Вход с Градски вход" in page(client, "/bg/identity/")
    assert through(client, row, idp, "resident").url.endswith("/newcomer/")
    done = client.post("/bg/identity/newcomer/join/", {"key": "j"})
    made = Proposal.objects.get()
    assert done.url == made.get_absolute_url()
    assert not Kept.objects.exists()
    found = Verification.objects.get()
    assert (found.way, found.born_from) == ("provider", 1951)


def test_the_kept_form_goes_on_for_an_account(world: World, idp: FakeProvider) -> None:
    verifying(world)
    row = serving(world, idp)
    process = process_for(world, "resident")
    client = world.client("participant")
    assert write(client, process).url == "/bg/identity/"
    through(client, row, idp, "resident")
    assert Proposal.objects.get().title == "Пейка"
    assert not Kept.objects.exists()
    assert "доставчик" in page(client, "/bg/identity/")


def test_one_person_by_two_ways_is_one_account(world: World, idp: FakeProvider) -> None:
    """The provider tells what the list is compared by: the mark is the same."""
    policy = verifying(world)
    row = serving(world, idp, shows="list", claims=CLAIMS)
    idp.claims = told(1)
    client = world.client("participant")
    through(client, row, idp, "resident")
    other = world.client("facilitator")
    answer = other.post("/bg/identity/list/", {**made_up(1), "key": "t"})
    assert "вече е удостоверен друг профил" in answer.content.decode()
    assert Verification.objects.filter(city=policy.city).count() == 1


def test_verified_elsewhere_already(world: World, idp: FakeProvider) -> None:
    verifying(world)
    row = serving(world, idp)
    through(world.client("participant"), row, idp, "resident")
    other = world.client("facilitator")
    answer = through(other, row, idp, "resident")
    assert "вече е удостоверен друг профил" in page(other, answer.url)
    assert Verification.objects.count() == 1


def test_who_is_not_on_the_list(world: World, idp: FakeProvider) -> None:
    verifying(world)
    row = serving(world, idp, shows="list", claims=CLAIMS)
    idp.claims = told(99)
    client = world.client("participant")
    shown = page(client, through(client, row, idp, "resident").url)
    assert "В списъка на града няма" in shown
    assert "Изберете този начин" in shown  # the other ways stay
    assert not Verification.objects.exists()


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        ({}, "groups"),
        ({"groups": ["visitors"]}, "не потвърждава"),
    ],
)
def test_a_claim_that_is_missing_or_says_no(
    world: World, idp: FakeProvider, claims: dict[str, Any], words: str
) -> None:
    verifying(world)
    row = serving(world, idp, shows="claim", claim="groups", claim_values=["residents"])
    idp.claims = claims
    client = world.client("participant")
    assert words in page(client, through(client, row, idp, "resident").url)
    assert not Verification.objects.exists()


def test_claims_beside_the_confirmation_and_the_district(world: World, idp: FakeProvider) -> None:
    verifying(world)
    place = District.objects.create(city=world.city, slug="mladost", name={"bg": "Младост"})
    row = serving(
        world, idp, shows="claim", claim="groups", claim_values=["residents"],
        claims={"district": "address.locality"}, districts={"so-mladost": place.pk},
    )  # fmt: skip
    idp.details = {"groups": ["residents"], "address": {"locality": "SO-Mladost"}}
    client = world.client("participant")
    through(client, row, idp, "resident")
    assert Verification.objects.get().district_id == place.pk
    assert "Младост" in page(client, "/bg/identity/")


def test_the_level_that_the_city_asks_for(world: World, idp: FakeProvider) -> None:
    verifying(world)
    row = serving(world, idp, acr="high")
    idp.claims = {"acr": "low"}
    through(world.client("participant"), row, idp, "resident")
    assert idp.asked[0]["acr_values"] == "high"
    assert not Verification.objects.exists()
    idp.claims = {"acr": "high"}
    through(world.client("participant"), row, idp, "resident")
    assert Verification.objects.count() == 1


def test_a_provider_that_opens_no_accounts_asks_for_an_address(
    world: World, idp: FakeProvider
) -> None:
    verifying(world)
    row = serving(world, idp, sign_in=False)
    process = process_for(world, "resident")
    client = world.client()
    write(client, process)
    kept = Kept.objects.get().path
    answer = client.post(f"/bg/identity/to/{row.pk}/", {"use": "resident"})
    assert answer.url == "/bg/identity/email/"
    assert Kept.objects.get().path == kept


def test_nothing_of_what_was_told_is_kept(world: World, idp: FakeProvider) -> None:
    verifying(world)
    row = serving(world, idp, shows="list", claims=CLAIMS)
    idp.claims = told(2)
    client = world.client("participant")
    through(client, row, idp, "resident")
    rows = [*Verification.objects.values_list(), *Person.objects.values_list()]
    kept = f"{rows} {dict(client.session)}"
    assert made_up(2)["number"] not in kept
    assert idp.sub not in kept


def test_what_marks_stand_on_changes_only_before(world: World, idp: FakeProvider) -> None:
    ctx = world.ctx("coordinator")
    with pytest.raises(Refused):
        serving(world, idp)  # nobody has said what a person is known by
    verifying(world)
    row = serving(world, idp, shows="list", claims=CLAIMS)
    idp.claims = told(1)
    through(world.client("participant"), row, idp, "resident")
    with pytest.raises(Refused):
        providers.set_provider(ctx, provider=row, **fields(idp, residents=True))


def test_the_coordinator_reads_where_one_could_become_two(world: World, idp: FakeProvider) -> None:
    verifying(world)
    row = serving(world, idp)
    client = world.client("coordinator")
    address = f"/bg/identity/settings/providers/{row.pk}/"
    assert "два профила" in page(client, address)
    providers.set_provider(
        world.ctx("coordinator"), provider=row, **fields(idp, residents=True, claims=CLAIMS)
    )
    assert "два профила" not in page(client, address)
