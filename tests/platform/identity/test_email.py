"""Take part first: what a visitor wrote is kept, asked is only a code, and then it is done."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from tests.features.proposals.build import proposed
from tests.features.surveys.build import opened
from tests.platform.identity.build import ADDRESS, confirm, last_code, process_for
from tests.platform.people.test_accounts import last_letter, link_in
from tests.world import World
from zaedno.core import clock
from zaedno.core.models import Event
from zaedno.features.proposals.models.proposal import Proposal, Support
from zaedno.platform.forms.models import Reply
from zaedno.platform.identity.actions import keeping
from zaedno.platform.identity.models import Code, Kept
from zaedno.platform.people.models import Person, address_hash

TITLE, TEXT = "Пейка пред читалището", "Няма къде да се седне."


def wrote(client, process, **more):  # type: ignore[no-untyped-def]
    body = {"title": TITLE, "text": TEXT, "key": "the-form", "looked": "1", **more}
    return client.post(f"/bg/proposals/{process.slug}/new/", body)


def test_a_proposal_is_kept_and_sent_when_the_address_is_confirmed(world: World) -> None:
    process = process_for(world, "email")
    client = world.client()
    assert "потвърдете" in client.get(f"/bg/proposals/{process.slug}/new/").content.decode().lower()
    answer = wrote(client, process)
    assert (answer.status_code, answer.url) == (302, "/bg/identity/email/")
    assert not Proposal.objects.exists()
    done = confirm(client)
    made = Proposal.objects.get()
    assert done.url == made.get_absolute_url()
    assert (made.title, made.text, made.state) == (TITLE, TEXT, "published")
    assert made.author
    assert not Kept.objects.exists()
    person = Person.objects.get(email_hash=address_hash(ADDRESS))
    assert (person.state, person.is_active) == ("guest", False)


def test_what_is_kept_is_sealed_in_the_database(world: World) -> None:
    wrote(world.client(), process_for(world, "email"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM identity_kept")
        (sealed,) = cursor.fetchone()
    assert "title" not in sealed


def test_the_account_takes_over_what_was_done_before(world: World) -> None:
    process = process_for(world, "email")
    row = proposed(world, process, "coordinator")
    client = world.client()
    client.post(f"{row.get_absolute_url()}support/", {"key": "s"})
    confirm(client)
    wrote(client, process, key="second")
    assert Support.objects.count() == 1
    assert client.get("/bg/people/me/").status_code == 302  # a confirmed address is no account
    client.post("/bg/people/sign-up/", {"email": ADDRESS})
    client.post(link_in(last_letter()), {"name": "Мария", "password": ""})
    mine = client.get("/bg/people/me/").content.decode()
    assert TITLE in mine
    shown = client.get(row.get_absolute_url()).content.decode()
    assert "/unsupport/" in shown
    assert Person.objects.filter(email_hash=address_hash(ADDRESS)).count() == 1


def test_a_survey_goes_on_after_its_first_page(world: World) -> None:
    survey, asked = opened(world, who="email")
    client = world.client()
    first = f"/bg/surveys/{survey.slug}/page/1/"
    assert client.get(first).status_code == 200
    body = {f"q{asked['how'].pk}": "1", "go": "next", "key": "page"}
    assert client.post(first, body).url == "/bg/identity/email/"
    assert not Reply.objects.exists()
    assert confirm(client).url.startswith(f"/bg/surveys/{survey.slug}/page/")
    assert Reply.objects.get().answers


def test_five_wrong_codes_end_it(world: World) -> None:
    client = world.client()
    client.post("/bg/identity/email/", {"email": ADDRESS, "key": "ask"})
    right = last_code()
    wrong = "111111" if right != "111111" else "222222"
    for number in range(5):
        page = client.post("/bg/identity/code/", {"digits": wrong, "key": f"t{number}"})
        assert page.status_code == 422
    page = client.post("/bg/identity/code/", {"digits": right, "key": "t9"})
    assert "Поискайте нов" in page.content.decode()
    assert not Person.objects.filter(state="guest").exists()


def test_a_code_is_late_after_half_an_hour_and_opens_once(world: World) -> None:
    client = world.client()
    client.post("/bg/identity/email/", {"email": ADDRESS, "key": "ask"})
    digits = last_code()
    with clock.at(clock.now() + timedelta(minutes=31)):
        late = client.post("/bg/identity/code/", {"digits": digits, "key": "late"})
    assert "изтекъл" in late.content.decode()
    assert client.post("/bg/identity/code/", {"digits": digits, "key": "now"}).status_code == 302
    session = client.session
    session["identity.code"] = Code.objects.get().pk
    session.save()
    again = client.post("/bg/identity/code/", {"digits": digits, "key": "again"})
    assert "използван" in again.content.decode()


def test_letters_to_one_address_are_few(world: World) -> None:
    answers = [
        world.client().post("/bg/identity/email/", {"email": ADDRESS, "key": f"{number}"})
        for number in range(6)
    ]
    assert [answer.status_code for answer in answers] == [302] * 5 + [422]


def test_a_known_account_confirms_like_anybody_and_is_not_signed_in(world: World) -> None:
    person = world.person("participant")
    process = process_for(world, "email")
    client = world.client()
    wrote(client, process)
    confirm(client, person.email)
    assert Proposal.objects.get().author == world.viewer("participant").alias()
    assert client.get("/bg/people/me/").status_code == 302


def test_an_account_is_asked_for_where_the_stage_says_so(world: World) -> None:
    process = process_for(world, "account")
    client = world.client()
    answer = wrote(client, process)
    assert answer.url == "/bg/people/sign-in/?next=/bg/identity/go-on/"
    client.force_login(world.person("participant"), "django.contrib.auth.backends.ModelBackend")
    page = client.get("/bg/identity/go-on/").content.decode()
    assert TITLE in page
    assert f'action="/bg/proposals/{process.slug}/new/"' in page
    client.post("/bg/identity/drop/", {"key": "d"})
    assert not Kept.objects.exists()


def test_other_browsers_and_cities_do_not_see_what_is_kept(world: World) -> None:
    process = process_for(world, "email")
    client = world.client()
    wrote(client, process)
    world.other_city.pk  # noqa: B018 - founded here
    assert client.get("/bg/identity/go-on/", SERVER_NAME="varna.localhost").status_code == 302
    assert world.client().get("/bg/identity/go-on/").status_code == 302


def test_a_guest_is_a_guest_in_one_city_for_a_day(world: World) -> None:
    process = process_for(world, "email")
    client = world.client()
    confirm(client)
    assert wrote(client, process).url != "/bg/identity/email/"
    with clock.at(clock.now() + timedelta(hours=25)):
        assert wrote(client, process, key="k2").url == "/bg/identity/email/"
    assert client.post("/bg/identity/leave/", {}).status_code == 302
    assert wrote(client, process, key="k3").url == "/bg/identity/email/"


def test_an_error_is_shown_on_the_forms_own_page(world: World) -> None:
    process = process_for(world, "email")
    client = world.client()
    body = {"title": TITLE, "text": "Пишете на maria@city.example", "key": "k"}
    client.post(f"/bg/proposals/{process.slug}/new/", body)
    assert confirm(client).url == "/bg/identity/go-on/"
    assert "maria@city.example" in client.get("/bg/identity/go-on/").content.decode()
    assert not Proposal.objects.exists()


def test_nothing_is_kept_longer_than_a_week(world: World) -> None:
    wrote(world.client(), process_for(world, "email"))
    with clock.at(clock.now() + timedelta(days=8)):
        assert world.act(keeping.clear) >= 1
    assert not Kept.objects.exists()


@pytest.mark.parametrize("word", [ADDRESS, TITLE])
def test_the_journal_knows_neither_address_nor_words(world: World, word: str) -> None:
    client = world.client()
    wrote(client, process_for(world, "email"))
    confirm(client)
    assert word not in str(list(Event.objects.values_list("facts", "subject_id", "actor_key")))
