"""Following: at once with an account, after a letter without; everybody upstream is told."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from tests.features.documents.build import draft, public
from tests.world import World
from zaedno.core import clock
from zaedno.core.fields import texts
from zaedno.core.models import Event
from zaedno.core.verdict import Refused
from zaedno.features.documents import actions as documents
from zaedno.platform.links.actions import issue_private_key, link
from zaedno.platform.notifications.actions import confirm, follow, stop, unfollow
from zaedno.platform.notifications.actions.follows import forget_unconfirmed
from zaedno.platform.notifications.models import Follow, Message, Reader
from zaedno.platform.notifications.tokens import token_of

KIND = "documents.document"
ADDRESS = "ivan@example.org"


def by_letter(world: World, row: Any, address: str = ADDRESS) -> Follow:
    asked = follow(world.ctx(), kind=KIND, ident=str(row.pk), address=address)
    return confirm(world.ctx(), token=token_of("confirm", asked))


def news() -> list[Message]:
    return list(Message.objects.filter(kind="notifications.news").order_by("pk"))


def test_a_person_follows_at_once_and_once(world: World) -> None:
    row = public(world)
    for _again in range(2):
        follow(world.ctx("participant"), kind=KIND, ident=str(row.pk))
    kept = Follow.objects.get()
    assert (kept.state, kept.reader.address) == ("active", "")
    unfollow(world.ctx("participant"), kind=KIND, ident=str(row.pk))
    assert not Follow.objects.exists()


def test_an_address_follows_after_its_letter(world: World) -> None:
    row = public(world)
    client = world.client()
    answer = client.post(
        "/bg/notifications/follow/", {"kind": KIND, "ident": row.pk, "address": ADDRESS, "key": "k"}
    )
    assert "Моля, погледнете" in answer.content.decode()
    assert Follow.objects.get().state == "asked"
    letter = Message.objects.get()
    path = re.search(r"https?://[^/]+(/bg/notifications/confirm/\S+)", letter.body)
    assert path is not None
    assert client.get(path[1]).status_code == 200
    assert Follow.objects.get().state == "asked"  # a mail filter that opens links confirms nothing
    client.post(path[1], {"key": "k2"})
    assert Follow.objects.get().state == "active"


def test_the_address_lies_sealed_and_apart(world: World) -> None:
    by_letter(world, public(world))
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM notifications_reader")
        assert "ivan" not in str(cursor.fetchall())
    told = Event.objects.filter(verb__startswith="notifications.")
    assert all(event.actor_key == "" and event.facts == {} for event in told)
    assert all(event.subject_kind == "notifications.follow" for event in told)


def test_a_wrong_address_is_said_and_changes_nothing(world: World) -> None:
    body = {"kind": KIND, "ident": public(world).pk, "address": "ivan@", "key": "k"}
    answer = world.client().post("/bg/notifications/follow/", body)
    assert answer.status_code == 422
    assert "name@example.org" in answer.content.decode()
    assert not Follow.objects.exists()


def test_what_is_not_public_is_followed_only_by_its_private_link(world: World) -> None:
    hidden = draft(world)
    with pytest.raises(Refused):
        follow(world.ctx(), kind=KIND, ident=str(hidden.pk), address=ADDRESS)
    body = {"kind": KIND, "ident": hidden.pk, "address": ADDRESS, "key": "k"}
    assert world.client().post("/bg/notifications/follow/", body).status_code == 404
    token = issue_private_key(world.ctx(), hidden).rsplit("/", 2)[1]
    bad = {**body, "token": token[::-1]}
    assert world.client().post("/bg/notifications/follow/", bad).status_code == 404


def test_old_and_false_links_get_a_sentence(world: World) -> None:
    row = public(world)
    asked = follow(world.ctx(), kind=KIND, ident=str(row.pk), address=ADDRESS)
    token = token_of("confirm", asked)
    client = world.client()
    assert client.get(f"/bg/notifications/confirm/{token[:-1]}x/").status_code == 404
    assert client.get(f"/bg/notifications/stop/{token}/").status_code == 404
    with clock.at(asked.since + timedelta(days=8)):
        late = client.get(f"/bg/notifications/confirm/{token}/")
        assert late.status_code == 404
        assert "изтекла" in late.content.decode()
        with pytest.raises(Refused):
            confirm(world.ctx(), token=token)
    other = world.client(city=world.other_city)
    assert other.get(f"/bg/notifications/confirm/{token}/").status_code == 404


def test_nobodys_mailbox_is_filled(world: World) -> None:
    rows = [public(world, title=str(n)) for n in range(5)]
    for row in rows:
        follow(world.ctx(), kind=KIND, ident=str(row.pk), address=ADDRESS)
        follow(world.ctx(), kind=KIND, ident=str(row.pk), address=ADDRESS)
    assert Message.objects.filter(kind="notifications.confirm").count() <= 3


def test_one_click_ends_the_news_and_forgets_the_address(world: World) -> None:
    row = by_letter(world, public(world))
    token = token_of("stop", row)
    client = world.client()
    assert client.get(f"/bg/notifications/stop/{token}/").status_code == 200
    assert Follow.objects.exists()
    client.enforce_csrf_checks = True  # type: ignore[attr-defined]
    client.post(f"/bg/notifications/stop/{token}/", {"List-Unsubscribe": "One-Click"})
    assert not Follow.objects.exists()
    assert not Reader.objects.exists()
    with pytest.raises(Refused, match="спрени"):
        stop(world.ctx(), token=token)


def test_everybody_upstream_hears_what_grew(world: World) -> None:
    note, need, act = (public(world, title=title) for title in ("Note", "Need", "Act"))
    link(world.ctx("editor"), source=note, target=need, relation="grew_out_of")
    by_letter(world, note)
    follow(world.ctx("participant"), kind=KIND, ident=str(need.pk))
    world.hear()
    assert news() == []
    link(world.ctx("editor"), source=need, target=act, relation="grew_out_of")
    world.hear()
    letters = news()
    assert {letter.to for letter in letters} == {ADDRESS, "participant@sofia.example"}
    assert all("Act" in letter.body for letter in letters)
    assert all("/notifications/stop/" in letter.stop_url for letter in letters)
    assert f"/bg/links/{KIND}/{note.pk}/" in letters[0].body + letters[1].body


def test_only_real_moves_are_told_and_each_once(world: World) -> None:
    row = public(world)
    by_letter(world, row)
    other = public(world, title="Later")
    world.hear()
    documents.summarise(world.ctx("editor"), document=row, text=texts(bg="Ново.", en="New."))
    world.hear()
    assert news() == []
    documents.replace(world.ctx("editor"), document=row, successor=other)
    world.hear()
    world.hear()
    assert len(news()) == 1


def test_whoever_follows_several_things_upstream_gets_one_letter(world: World) -> None:
    note, need = public(world, title="Note"), public(world, title="Need")
    link(world.ctx("editor"), source=note, target=need, relation="grew_out_of")
    by_letter(world, note)
    by_letter(world, need)
    world.hear()
    link(world.ctx("editor"), source=need, target=public(world, title="Act"), relation="answers")
    world.hear()
    assert len(news()) == 1


def test_unanswered_addresses_are_forgotten(world: World) -> None:
    follow(world.ctx(), kind=KIND, ident=str(public(world).pk), address=ADDRESS)
    assert forget_unconfirmed(clock.now() - timedelta(days=30)) == 0
    assert forget_unconfirmed(clock.now() + timedelta(days=1)) == 1


def test_my_page_lists_what_i_follow(world: World) -> None:
    row = public(world)
    client = world.client("participant")
    assert "Още не следвате нищо" in client.get("/bg/notifications/mine/").content.decode()
    page = f"/bg/links/{KIND}/{row.pk}/"
    body = {"kind": KIND, "ident": row.pk, "back": page, "key": "k"}
    assert client.post("/bg/notifications/follow/", body)["Location"] == page
    assert "Наредба Ordinance" in client.get("/bg/notifications/mine/").content.decode()
    away = {**body, "back": "https://evil.example/", "key": "k2"}
    assert client.post("/bg/notifications/unfollow/", away)["Location"].startswith("/bg/")
    assert world.client().get("/bg/notifications/mine/").status_code == 302
