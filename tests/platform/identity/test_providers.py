"""Signing in by a provider of identities: what opens, what does not, and what never joins."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests.fixtures.provider import FakeProvider, started
from tests.platform.identity.build import confirm
from tests.platform.identity.doors import (
    fields,
    joined,
    out,
    page,
    set_up,
    through,
    way_back,
)
from tests.world import World
from zaedno.core.models import Event
from zaedno.core.verdict import Refused
from zaedno.platform.identity.actions import policy as policy_deeds
from zaedno.platform.identity.actions import providers
from zaedno.platform.identity.models import Provider, ProviderLink
from zaedno.platform.people.models import Person


def me(client: Client) -> int | None:
    found = client.session.get("_auth_user_id")
    return int(found) if found else None


def test_no_provider_no_button(world: World) -> None:
    for path in ("/bg/people/sign-in/", "/bg/identity/email/", "/bg/identity/"):
        assert "/identity/to/" not in page(world.client(), path)
    assert "публичните страници" in page(world.client("coordinator"), "/bg/identity/settings/")


def test_first_time_makes_an_account_and_the_next_opens_it(world: World, idp: FakeProvider) -> None:
    row = set_up(world, idp)
    assert "Вход с Градски вход" in page(world.client(), "/bg/people/sign-in/")
    first, again = world.client(), world.client()
    joined(first, row, idp)
    assert me(first) is not None
    assert through(again, row, idp).url == "/bg/people/me/"
    assert me(again) == me(first)
    link = ProviderLink.objects.get()
    assert (link.person_id, len(link.digest)) == (me(first), 64)
    verbs = Event.objects.filter(verb__startswith="identity.").values_list("verb", flat=True)
    assert {"identity.join_by_provider", "identity.enter_by_provider"} <= set(verbs)


def test_what_is_asked_of_the_provider(world: World, idp: FakeProvider) -> None:
    row = set_up(world, idp, scopes="profile")
    through(world.client(), row, idp)
    asked = idp.asked[0]
    assert asked["scope"] == "openid profile"
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["nonce"]) >= 32
    assert len(asked["state"]) >= 32
    assert asked["redirect_uri"] == "https://localhost/bg/identity/back/"


@pytest.mark.parametrize("method", ["RS256", "ES256"])
def test_both_kinds_of_signatures(world: World, idp: FakeProvider, method: str) -> None:
    idp.method = method
    client = world.client()
    joined(client, set_up(world, idp), idp)
    assert me(client) is not None


def test_a_new_key_is_looked_for_once(world: World, idp: FakeProvider) -> None:
    idp.slow_key = True
    client = world.client()
    joined(client, set_up(world, idp), idp)
    assert me(client) is not None


WRONG: list[tuple[str, dict[str, Any]]] = [
    ("issuer", {"twist": {"iss": "https://another.example"}}),
    ("audience", {"twist": {"aud": "another"}}),
    ("audience", {"twist": {"aud": ["zaedno", "another"]}}),
    ("audience", {"twist": {"azp": "another"}}),
    ("expired", {"twist": {"exp": 1_700_000_000}}),
    ("early", {"twist": {"iat": 4_000_000_000, "exp": 4_000_000_300}}),
    ("old", {"twist": {"iat": 1_700_000_000}}),
    ("nonce", {"twist": {"nonce": "of another"}}),
    ("nonce", {"without": ("nonce",)}),
    ("subject", {"without": ("sub",)}),
    ("token", {"without": ("exp",)}),
    ("algorithm", {"signed": "none"}),
    ("algorithm", {"signed": "secret"}),
    ("signature", {"signed": "stranger"}),
    ("signature", {"method": "short"}),
    ("client", {"document": {"token_endpoint_auth_methods_supported": ["client_secret_post"]}}),
]


@pytest.mark.parametrize(("trouble", "how"), WRONG)
def test_wrong_confirmations_open_nothing(
    world: World, idp: FakeProvider, trouble: str, how: dict[str, Any]
) -> None:
    row = set_up(world, idp)
    for name, value in how.items():
        setattr(idp, name, value)
    client = world.client()
    answer = through(client, row, idp)
    assert answer.url == "/bg/people/sign-in/"
    shown = page(client, answer.url)
    assert "нищо не е направено" in shown
    assert "Изпрати ми връзка" in shown  # the other ways stay
    assert me(client) is None
    row.refresh_from_db()
    assert row.trouble == trouble
    assert not ProviderLink.objects.exists()
    words = page(world.client("coordinator"), f"/bg/identity/settings/providers/{row.pk}/")
    assert "notice--warning" in words


def test_the_provider_says_no(world: World, idp: FakeProvider) -> None:
    row = set_up(world, idp)
    idp.error = "access_denied"
    client = world.client()
    answer = through(client, row, idp)
    assert "Не дадохте съгласие" in page(client, answer.url)
    row.refresh_from_db()
    assert row.trouble == ""


@pytest.mark.parametrize("busy", ["temporarily_unavailable", "server_error"])
def test_the_provider_is_busy(world: World, idp: FakeProvider, busy: str) -> None:
    row = set_up(world, idp)
    idp.error = busy
    client = world.client()
    through(client, row, idp)
    row.refresh_from_db()
    assert row.down_since is not None
    assert "Не отговаря от" in page(client, "/bg/people/sign-in/")


def test_an_outage_is_said_and_is_over_by_itself(world: World, idp: FakeProvider) -> None:
    row = set_up(world, idp)
    idp.broken = 503
    client = world.client()
    assert out(client, row).url == "/bg/people/sign-in/"
    shown = page(client, "/bg/people/sign-in/")
    assert "не отговаря в момента" in shown
    assert "Не отговаря от" in shown
    assert "не отговаря" in page(world.client("coordinator"), "/bg/today/")
    idp.broken = 0
    joined(client, row, idp)
    row.refresh_from_db()
    assert row.down_since is None


def test_the_schedule_looks_and_notes(world: World, idp: FakeProvider) -> None:
    from zaedno.platform.identity.schedule import look_at_providers

    row = set_up(world, idp)
    idp.broken = 500
    look_at_providers()
    look_at_providers()
    row.refresh_from_db()
    assert row.down_since is not None
    assert Event.objects.filter(verb="identity.note_provider").count() == 1
    idp.broken = 0
    look_at_providers()
    row.refresh_from_db()
    assert row.down_since is None


def test_a_way_back_belongs_to_one_browser_and_opens_once(world: World, idp: FakeProvider) -> None:
    row = set_up(world, idp)
    mine, other = world.client(), world.client()
    back = way_back(idp, out(mine, row))
    for client in (other, mine, mine):
        answer = client.get(back)
        if client is other:
            assert "Започнете отново" in page(other, answer.url)
            assert me(other) is None
    assert answer.url == "/bg/people/sign-in/"  # the second time


def test_a_way_back_after_a_quarter_of_an_hour(world: World, idp: FakeProvider) -> None:
    row = set_up(world, idp)
    client = world.client()
    back = way_back(idp, out(client, row))
    session = client.session
    flows = session["identity.flows"]
    for one in flows.values():
        one["begun"] -= 16 * 60
    session["identity.flows"] = flows
    session.save()
    assert "твърде дълго" in page(client, client.get(back).url)


def test_somebody_else_signed_in_meanwhile(world: World, idp: FakeProvider) -> None:
    row = set_up(world, idp)
    client = world.client()
    back = way_back(idp, out(client, row))
    client.force_login(world.person("participant"), "django.contrib.auth.backends.ModelBackend")
    client.get(back)
    assert not ProviderLink.objects.exists()
    assert me(client) == world.person("participant").pk


def test_one_name_at_two_providers_is_two_people(world: World, idp: FakeProvider) -> None:
    second, server = started()
    try:
        first, other = world.client(), world.client()
        joined(first, set_up(world, idp), idp)
        joined(other, set_up(world, second), second)
        assert me(first) != me(other)
        assert ProviderLink.objects.values("digest").distinct().count() == 2
    finally:
        server.shutdown()
        server.server_close()


def test_an_account_is_never_joined_by_an_address(world: World, idp: FakeProvider) -> None:
    person = world.person("participant")
    idp.claims = {"email": person.email, "email_verified": True}
    client = world.client()
    joined(client, set_up(world, idp), idp)
    assert me(client) not in (None, person.pk)
    assert Person.objects.get(pk=me(client)).email == ""


def test_the_account_that_is_there_already_is_linked_by_its_owner(
    world: World, idp: FakeProvider
) -> None:
    row = set_up(world, idp)
    client = world.client()
    through(client, row, idp)
    assert "не свързваме" in page(client, "/bg/identity/newcomer/").lower()
    person = world.person("participant")
    client.force_login(person, "django.contrib.auth.backends.ModelBackend")
    # signing in over a session of nobody keeps what waits in it
    assert "Свържи с Градски вход" in page(client, "/bg/identity/links/")
    client.post("/bg/identity/links/link/", {"key": "l"})
    assert ProviderLink.objects.get().person_id == person.pk
    fresh = world.client()
    through(fresh, row, idp)
    assert me(fresh) == person.pk


def test_link_and_unlink_on_ones_own_page(world: World, idp: FakeProvider) -> None:
    row = set_up(world, idp)
    client = world.client("participant")
    assert through(client, row, idp, "link").url == "/bg/identity/links/"
    assert "Откачи" in page(client, "/bg/identity/links/")
    client.post(f"/bg/identity/links/{row.pk}/unlink/", {"key": "u"})
    assert not ProviderLink.objects.exists()


def test_the_only_way_in_stays(world: World, idp: FakeProvider) -> None:
    row = set_up(world, idp)
    client = world.client()
    joined(client, row, idp)
    assert "единственият" in page(client, "/bg/identity/links/").lower()
    client.post(f"/bg/identity/links/{row.pk}/unlink/", {"key": "u"})
    assert ProviderLink.objects.count() == 1


def test_what_opens_one_account_opens_no_second(world: World, idp: FakeProvider) -> None:
    row = set_up(world, idp)
    joined(world.client(), row, idp)
    client = world.client("participant")
    answer = through(client, row, idp, "link")
    assert "друг профил" in page(client, answer.url)
    assert ProviderLink.objects.count() == 1


def test_the_address_confirmed_in_this_browser_comes_along(world: World, idp: FakeProvider) -> None:
    row = set_up(world, idp)
    client = world.client()
    confirm(client, "new@city.example")
    joined(client, row, idp)
    person = Person.objects.get(pk=me(client))
    assert (person.email, person.is_active) == ("new@city.example", True)


def test_the_confirmed_address_of_an_account_joins_nothing(world: World, idp: FakeProvider) -> None:
    person = world.person("participant")
    client = world.client()
    confirm(client, person.email)
    joined(client, set_up(world, idp), idp)
    assert me(client) is None
    assert not ProviderLink.objects.exists()


def test_staff_show_their_second_factor_by_this_door_too(world: World, idp: FakeProvider) -> None:
    row = set_up(world, idp)
    person = world.person("coordinator")
    through(world.client("coordinator"), row, idp, "link")
    Person.objects.filter(pk=person.pk).update(factor_at=person.asked_at)
    client = world.client()
    through(client, row, idp)
    answer = client.get("/bg/today/")
    assert answer.url.startswith("/bg/identity/factor/")


def test_erased_accounts_leave_no_link(world: World, idp: FakeProvider) -> None:
    client = world.client()
    joined(client, set_up(world, idp), idp)
    person_id = me(client)
    policy_deeds.forget(world.ctx("coordinator"), person_id=person_id)
    assert not ProviderLink.objects.exists()


def test_the_coordinators_form_and_its_check(world: World, idp: FakeProvider) -> None:
    client = world.client("coordinator")
    typed = {
        "name_bg": "Вход", "name_en": "Door", "issuer": idp.issuer, "client_id": "zaedno",
        "secret": "x", "sign_in": "on", "shows": "all", "scopes": "openid", "key": "new",
    }  # fmt: skip
    made = client.post("/bg/identity/settings/providers/new/", typed)
    row = Provider.objects.get()
    assert made.url == f"/bg/identity/settings/providers/{row.pk}/"
    assert "https://localhost/bg/identity/back/" in page(client, made.url)
    tried = client.post(f"{made.url}try/", {}).content.decode()
    assert "може да се прочете" in tried
    again = {**typed, "secret": "", "scopes": "openid profile", "key": "change"}
    client.post(f"{made.url}edit/", again)
    row.refresh_from_db()
    assert (row.secret, row.scopes) == ("x", "openid profile")
    assert ">x<" not in page(client, f"{made.url}edit/")
    client.post(f"{made.url}drop/", {"key": "d"})
    assert not Provider.objects.exists()


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({"issuer": "https://other.example"}, "https://other.example"),
        ({"token_endpoint": None}, "къде"),
        ({"token_endpoint": "http://example.com/"}, "къде"),
        ({"response_types_supported": ["id_token"]}, "code"),
        ({"code_challenge_methods_supported": ["plain"]}, "PKCE"),
        ({"id_token_signing_alg_values_supported": ["HS256"]}, "HS256"),
    ],
)
def test_the_check_says_what_is_wrong(
    world: World, idp: FakeProvider, document: dict[str, Any], words: str
) -> None:
    row = set_up(world, idp)
    idp.document = document
    address = f"/bg/identity/settings/providers/{row.pk}/try/"
    assert words in world.client("coordinator").post(address).content.decode()


@pytest.mark.parametrize(
    "issuer", ["http://id.example", "https://user@id.example", "ftp://id.example", "nothing"]
)
def test_addresses_that_are_none(world: World, idp: FakeProvider, issuer: str) -> None:
    typed = {**fields(idp), "issuer": issuer, "name_bg": "А", "name_en": "A", "key": "k"}
    client = world.client("coordinator")
    assert client.post("/bg/identity/settings/providers/new/", typed).status_code == 422


def test_private_addresses_are_not_asked(world: World, settings: Any, idp: FakeProvider) -> None:
    row = set_up(world, idp)
    settings.ZAEDNO_LOOPBACK_PROVIDERS = False
    cache.clear()
    out(world.client(), row)
    row.refresh_from_db()
    assert row.trouble == "private"
    Provider.objects.update(issuer="https://127.0.0.1:1")
    out(world.client(), row)
    assert not idp.asked


def test_an_issuer_with_linked_accounts_stays(world: World, idp: FakeProvider) -> None:
    row = set_up(world, idp)
    joined(world.client(), row, idp)
    ctx = world.ctx("coordinator")
    told = fields(idp, issuer="https://id.example")
    with pytest.raises(Refused, match="издател"):
        providers.set_provider(ctx, provider=row, **told)
    with pytest.raises(Refused):
        providers.drop_provider(ctx, provider=row)
    providers.set_provider(ctx, provider=row, **fields(idp, sign_in=False))
    assert "/identity/to/" not in page(world.client(), "/bg/people/sign-in/")
    assert out(world.client(), row).status_code == 302


def test_providers_of_another_city_are_not_there(world: World, idp: FakeProvider) -> None:
    row = set_up(world, idp)
    there = world.client("coordinator", world.other_city)
    assert there.get(f"/bg/identity/settings/providers/{row.pk}/").status_code == 404
    assert there.post(f"/bg/identity/to/{row.pk}/", {"use": "sign-in"}).status_code == 404


def test_an_account_of_a_provider_gets_an_address(world: World, idp: FakeProvider) -> None:
    row = set_up(world, idp)
    client = world.client()
    joined(client, row, idp)
    assert "Добави адрес" in page(client, "/bg/identity/links/")
    assert confirm(client, "mine@city.example").url == "/bg/identity/links/"
    person = Person.objects.get(pk=me(client))
    assert person.email == "mine@city.example"
    assert Person.objects.filter(email_hash=person.email_hash).count() == 1
    client.post(f"/bg/identity/links/{row.pk}/unlink/", {"key": "u"})
    assert not ProviderLink.objects.exists()


def test_the_address_of_somebody_else_joins_nothing(world: World, idp: FakeProvider) -> None:
    other = world.person("participant")
    client = world.client()
    joined(client, set_up(world, idp), idp)
    answer = confirm(client, other.email)
    assert "вече е познат" in answer.content.decode()
    assert Person.objects.get(pk=me(client)).email == ""
    assert Person.objects.filter(pk=other.pk).exists()
