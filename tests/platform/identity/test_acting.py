"""A clerk acts for somebody: seen as that person, read back, noted, over after half an hour."""

from __future__ import annotations

import re
from datetime import timedelta

from django.test import Client

from tests.features.proposals.build import proposed
from tests.platform.identity.build import ADDRESS, process_for, typed, verifying
from tests.platform.identity.test_email import TEXT, TITLE
from tests.world import World
from zaedno.core import clock
from zaedno.core.models import Event
from zaedno.features.proposals.models.proposal import Proposal, Support
from zaedno.platform.identity.models import Acting, ActingDeed, Factor, Verification
from zaedno.platform.notifications.models import Message
from zaedno.platform.people.models import Person

BEGIN = "/bg/identity/counter/begin/"


def began(world: World, email: str = "") -> tuple[Client, str]:
    """The clerk's browser, and the page of the half hour."""
    client = world.client("clerk")
    answer = client.post(BEGIN, {"email": email, "key": f"begin-{email}"})
    assert answer.status_code == 302, answer.content.decode()
    return client, answer.url  # type: ignore[attr-defined]


def read_back(page: str) -> dict[str, str]:
    """What the page of reading back holds, with the button that says it is right."""
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    return {**dict(fields), "read_back": "1"}


def test_a_proposal_is_read_back_and_belongs_to_the_person(world: World) -> None:
    process = process_for(world, "account")
    client, receipt = began(world, ADDRESS)
    new = f"/bg/proposals/{process.slug}/new/"
    page = client.post(new, {"title": TITLE, "text": TEXT, "key": "k"}).content.decode()
    assert "Прочетете го на глас" in page
    assert TEXT in page
    assert not Proposal.objects.exists()
    again = client.post(new, {**read_back(page), "again": "1", "read_back": ""})
    assert TITLE in again.content.decode()
    sent = client.post(new, read_back(page))
    made = Proposal.objects.get()
    assert sent.url == made.get_absolute_url()  # type: ignore[attr-defined]
    event = Event.objects.get(verb="proposals.draft")
    person = Acting.objects.get().person
    letter = Message.objects.get(kind="identity.acting")
    assert (letter.to, Acting.objects.get().receipt in letter.body) == (ADDRESS, True)
    assert event.role == "clerk"
    assert event.facts["clerk"] == world.viewer("clerk").alias()
    assert event.actor_key == made.author != world.viewer("clerk").alias()
    assert person.email == ADDRESS
    shown = client.get(receipt).content.decode()
    assert TITLE in shown
    assert made.receipt in shown


def test_every_page_says_for_whom_and_until_when(world: World) -> None:
    client, receipt = began(world)
    for address in ("/bg/", "/bg/processes/", receipt):
        page = client.get(address).content.decode()
        assert "acting-bar" in page
        assert Acting.objects.get().receipt in page
    assert "acting-bar" not in world.client("clerk").get("/bg/").content.decode()


def test_no_role_of_the_clerk_and_nothing_private_of_the_person(world: World) -> None:
    client, receipt = began(world, world.person("coordinator").email)
    for closed in ("/bg/people/me/", "/bg/people/me/data/", "/bg/people/people/", "/bg/today/"):
        assert client.get(closed).url == receipt  # type: ignore[attr-defined]
    assert client.get("/bg/identity/settings/").status_code == 403
    name = {"name_bg": "Х", "key": "x"}
    assert client.post("/bg/identity/settings/groups/new/", name).status_code == 403


def test_only_verbs_of_the_counter_are_done(world: World) -> None:
    row = proposed(world, process_for(world, "account"), "participant")
    client, _receipt = began(world)
    said = {"text": "Добре", "key": "c", "read_back": "1"}
    client.post(f"/bg/discussion/proposals.proposal/{row.pk}/comment/", said)
    assert not Event.objects.filter(verb="discussion.comment").exists()


def test_a_support_counts_for_the_person_and_is_noted_without_its_subject(world: World) -> None:
    row = proposed(world, process_for(world, "account"), "participant")
    client, receipt = began(world)
    address = f"{row.get_absolute_url()}support/"
    page = client.post(address, {"key": "s"}).content.decode()
    assert row.title in page
    client.post(address, read_back(page))
    assert Support.objects.get().sheet.person == Acting.objects.get().person
    deed = ActingDeed.objects.get()
    assert (deed.verb, deed.subject_id, deed.at.minute) == ("proposals.support", "", 0)
    assert row.title not in client.get(receipt).content.decode()


def test_after_half_an_hour_nothing_is_done_any_more(world: World) -> None:
    row = proposed(world, process_for(world, "account"), "participant")
    client, _receipt = began(world)
    with clock.at(clock.now() + timedelta(minutes=31)):
        late = client.post(f"{row.get_absolute_url()}support/", {"key": "s", "read_back": "1"})
        assert late.url == "/bg/identity/counter/"  # type: ignore[attr-defined]
        assert not Support.objects.exists()  # not even for the clerk
        assert "acting-bar" not in client.get("/bg/").content.decode()


def test_ended_by_the_button_and_printed_afterwards(world: World) -> None:
    client, receipt = began(world)
    assert client.post(f"{receipt}end/", {"key": "e"}).url == receipt  # type: ignore[attr-defined]
    assert Acting.objects.get().ended_at is not None
    page = client.get(receipt).content.decode()
    assert "acting-bar" not in page
    assert Acting.objects.get().receipt in page
    assert world.client("participant").get(receipt).status_code == 404
    assert world.client("coordinator").get(receipt).status_code == 404


def test_verified_at_the_counter_and_known_by_the_document_next_time(world: World) -> None:
    verifying(world)
    client, receipt = began(world)
    assert client.post("/bg/identity/counter/verify-here/", typed(6)).url == receipt  # type: ignore[attr-defined]
    first = Verification.objects.get()
    assert (first.way, first.person) == ("desk", Acting.objects.get().person)
    client.post(f"{receipt}end/", {"key": "e"})
    client.post(BEGIN, {**typed(6, "again"), "email": ""})
    assert Acting.objects.latest("pk").person == first.person


def test_who_may_begin(world: World) -> None:
    assert world.client("participant").get(BEGIN).status_code == 403
    clerk = world.client("clerk")
    own = clerk.post(BEGIN, {"email": world.person("clerk").email, "key": "own"})
    assert own.status_code == 422
    client, _receipt = began(world)
    assert client.get(BEGIN).status_code == 403 or "вече" in client.get(BEGIN).content.decode()


def test_somebody_without_an_address_gets_no_letters(world: World) -> None:
    began(world)
    person = Acting.objects.get().person
    assert (person.email, person.state) == ("", Person.State.GUEST)
    assert person.email_hash.startswith("desk:")


def test_the_second_factor_of_the_person_stays_theirs(world: World) -> None:
    person = world.person("participant")
    world.client("participant").get("/bg/identity/factor/set/")  # begun, not confirmed yet
    letters = Factor.objects.get(person=person).secret[:4]
    client, _receipt = began(world, person.email)
    answer = client.get("/bg/identity/factor/set/")
    assert answer.status_code == 403
    assert letters not in answer.content.decode()
