"""Newsletters: asked for twice, written in both languages, sent once, ended with one click."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core import mail
from django.db import connection

from tests.features.documents.build import public
from tests.world import World
from zaedno.core import clock
from zaedno.core.fields import texts
from zaedno.core.models import Event
from zaedno.core.verdict import Refused
from zaedno.features.newsletters import queries, rules, tokens
from zaedno.features.newsletters.actions import sending, subscribing, writing
from zaedno.features.newsletters.models import Newsletter, Subscriber
from zaedno.platform.cities.actions import name_theme
from zaedno.platform.cities.models import District
from zaedno.platform.notifications.models import Message

ADDRESS = "ivan@example.org"


def subscribed(world: World, address: str = ADDRESS, **more: Any) -> Subscriber:
    more.setdefault("wishes", [])
    row = subscribing.subscribe(world.ctx(), address=address, **more)
    made: Subscriber = subscribing.confirm(world.ctx(), token=tokens.token_of("confirm", row))
    return made


def drafted(world: World, audience: str = "all") -> Newsletter:
    row: Newsletter = writing.draft(
        world.ctx("editor"),
        title=texts(bg="Какво ново", en="What is new"),
        lead=texts(bg="Три неща.", en="Three things."),
        audience=audience,
    )
    return row


def test_an_address_gets_nothing_before_it_says_yes(world: World) -> None:
    client = world.client()
    body = {"address": ADDRESS, "agreed": "on", "key": "k"}
    answer = client.post("/bg/newsletters/subscribe/", body)
    assert "Моля, погледнете" in answer.content.decode()
    row = Subscriber.objects.get()
    assert row.state == "asked"
    letter = Message.objects.get()
    path = re.search(r"https?://[^/]+(/bg/newsletters/confirm/\S+)", letter.body)
    assert path is not None
    assert client.get(path[1]).status_code == 200
    assert Subscriber.objects.get().state == "asked"
    client.post(path[1], {"key": "k2"})
    row = Subscriber.objects.get()
    assert (row.state, row.confirmed_at is not None) == ("active", True)
    assert "с едно щракване" in row.consent
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM newsletters_subscriber")
        assert "ivan" not in str(cursor.fetchall())
    told = Event.objects.filter(verb__startswith="newsletters.")
    assert all((one.actor_key, one.facts) == ("", {}) for one in told)


def test_without_a_yes_or_an_address_nothing_happens(world: World) -> None:
    client = world.client()
    answer = client.post("/bg/newsletters/subscribe/", {"address": ADDRESS, "key": "k"})
    assert answer.status_code == 422
    assert "Без Вашето съгласие" in answer.content.decode()
    wrong = {"address": "ivan@", "agreed": "on", "key": "k"}
    assert client.post("/bg/newsletters/subscribe/", wrong).status_code == 422
    assert not Subscriber.objects.exists()


def test_topics_and_districts_are_chosen_apart(world: World) -> None:
    name_theme(world.ctx("coordinator"), code="water", name=texts(bg="Вода", en="Water"))
    District.objects.create(city=world.city, slug="far", name=texts(bg="Далечен"))
    client = world.client("participant")
    body = {"topics": "water", "districts": "far", "key": "k"}
    client.post("/bg/newsletters/subscribe/", body)
    wished = Subscriber.objects.get().wishes.values_list("kind", "ident")
    assert set(wished) == {("cities.theme", "water"), ("cities.district", "far")}
    page = client.get("/bg/newsletters/").content.decode()
    assert all(re.search(f'value="{one}"[^>]* checked', page) for one in ("water", "far"))


def test_nobodys_mailbox_is_filled_and_old_links_are_refused(world: World) -> None:
    row = subscribing.subscribe(world.ctx(), address=ADDRESS, wishes=[])
    subscribing.subscribe(world.ctx(), address=ADDRESS, wishes=[])
    assert Message.objects.count() == 1
    token = tokens.token_of("confirm", row)
    with clock.at(row.asked_at + timedelta(days=8)):
        with pytest.raises(Refused, match="изтекла"):
            subscribing.confirm(world.ctx(), token=token)
        assert world.client().get(f"/bg/newsletters/confirm/{token}/").status_code == 404
    assert subscribing.forget_unconfirmed(row.asked_at + timedelta(days=8)) == 1


def test_it_goes_once_to_all_in_their_language(world: World) -> None:
    subscribed(world)
    subscribing.subscribe(world.ctx("participant"), wishes=[])
    Subscriber.objects.filter(person__isnull=False).update(lang="en")
    row = drafted(world)
    act = public(world, title="Act")
    writing.add_part(
        world.ctx("editor"), pk=row.pk, text=texts(), kind="documents.document", ident=str(act.pk)
    )
    writing.add_part(world.ctx("editor"), pk=row.pk, text=texts(bg="Елате <утре>.", en="Come."))
    writing.plan(world.ctx("editor"), pk=row.pk)
    assert sending.send_due(world.city) == 2
    assert sending.send_due(world.city) == 0
    english, bulgarian = sorted(mail.outbox, key=lambda letter: letter.subject)
    assert (bulgarian.subject, english.subject) == ("Какво ново", "What is new")
    assert "Наредба Act" in bulgarian.body
    assert "Елате <утре>." in bulgarian.body
    html = bulgarian.alternatives[0][0]
    assert "Елате &lt;утре&gt;." in html
    assert "<img" not in html
    assert bulgarian.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    row.refresh_from_db()
    assert (row.state, row.sent, row.refused) == ("sent", 2, 0)
    page = world.client().get(f"/bg/newsletters/{row.pk}/").content.decode()
    assert "Наредба Act" in page
    feed = ElementTree.fromstring(world.client().get("/bg/newsletters/feed.atom").content.decode())
    assert [one.text for one in feed.iter("{http://www.w3.org/2005/Atom}title")][1:] == [
        "Какво ново"
    ]


def test_one_click_ends_them_and_forgets_the_address(world: World) -> None:
    row = subscribed(world)
    path = f"/bg/newsletters/end/{tokens.token_of('end', row)}/"
    client = world.client()
    assert client.get(path).status_code == 200
    assert world.client(city=world.other_city).get(path).status_code == 404
    client.enforce_csrf_checks = True  # type: ignore[attr-defined]
    client.post(path, {"List-Unsubscribe": "One-Click"})
    assert not Subscriber.objects.exists()
    assert client.get(path).status_code == 404


def test_segments_hold_only_those_who_agreed_and_are_concerned(world: World) -> None:
    theme = name_theme(world.ctx("coordinator"), code="water", name=texts(bg="Вода", en="Water"))
    wish = [("cities.theme", theme.code)]
    wet, dry = subscribed(world, wishes=wish), subscribed(world, "petya@example.org")
    asked = subscribing.subscribe(world.ctx(), address="asks@example.org", wishes=wish)
    viewer = world.viewer("editor")
    everybody = set(queries.readers(viewer, drafted(world)))
    assert everybody == {wet, dry}
    assert asked not in everybody
    assert set(queries.readers(viewer, drafted(world, "cities.theme|water"))) == {wet}
    assert set(queries.readers(viewer, drafted(world, "processes.process|7"))) == set()
    assert set(queries.readers(viewer, drafted(world, "stakeholders|ngo"))) == set()


def test_what_is_sent_stays_as_it_is(world: World) -> None:
    subscribed(world)
    row = drafted(world)
    ctx = world.ctx("editor")
    later = clock.now() + timedelta(days=1)
    writing.plan(ctx, pk=row.pk, send_at=later)
    assert sending.send_due(world.city) == 0
    with pytest.raises(Refused, match="Първо"):
        writing.write(ctx, pk=row.pk, title=texts(bg="Друго"), lead=texts(), audience="all")
    writing.call_back(ctx, pk=row.pk)
    writing.plan(ctx, pk=row.pk)
    sending.send_due(world.city)
    for deed in (writing.call_back, writing.plan):
        with pytest.raises(Refused):
            deed(ctx, pk=row.pk)


def test_rules() -> None:
    now = clock.now()
    facts = rules.LetterFacts("draft", True, blocks=1, audience=5)
    assert rules.may_plan(facts, now, now)
    assert not rules.may_plan(rules.LetterFacts("draft", True, blocks=1), now, now)
    assert not rules.may_plan(rules.LetterFacts("draft", True, audience=5), now, now)
    assert not rules.may_plan(facts, now - timedelta(hours=1), now)
    assert rules.may_change(rules.LetterFacts("draft", False)).kind == "role"
    assert not rules.may_add_block(rules.LetterFacts("draft", True, blocks=20))


def test_the_desk_writes_previews_and_tries_out(world: World) -> None:
    client = world.client("editor")
    subscribed(world)
    public(world, title="Act")
    world.hear()
    body = {"title_bg": "Ново", "lead_bg": "Кратко.", "audience": "all", "key": "a"}
    path = client.post("/bg/newsletters/new/", body)["Location"]
    assert "1 читател" in client.get(path).content.decode()
    assert "Наредба Act" in client.get(f"{path}?q=наредба").content.decode()
    row = Newsletter.objects.get()
    thing = {
        "kind": "documents.document",
        "ident": queries.suggestions(world.viewer("editor"), "Act")[0].thing.id,
    }
    client.post(f"/bg/newsletters/{row.pk}/things/", {**thing, "key": "b"})
    bad = client.post(f"/bg/newsletters/{row.pk}/words/", {"text_bg": "", "key": "c"})
    assert bad.status_code == 422
    client.post(f"/bg/newsletters/{row.pk}/words/", {"text_bg": "Елате.", "key": "d"})
    assert row.blocks.count() == 2
    shown = client.get(f"/bg/newsletters/{row.pk}/preview/")
    assert "Елате." in shown.content.decode()
    assert "unsafe" not in shown["Content-Security-Policy"]
    client.post(f"/bg/newsletters/{row.pk}/test/", {"key": "e"})
    assert Message.objects.get(kind="newsletters.letter").to == "editor@sofia.example"
    assert world.client().get(f"/bg/newsletters/{row.pk}/").status_code == 404
    assert world.client("participant").get("/bg/newsletters/desk/").status_code == 403
