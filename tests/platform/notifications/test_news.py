"""One row for each move, read by all who follow: on the page, in feeds, in calendars."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from xml.etree import ElementTree

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.features.documents.build import public
from tests.features.proposals.build import open_process, proposed
from tests.platform.processes.build import published
from tests.world import World
from zaedno.core.fields import texts
from zaedno.core.things import Thing
from zaedno.features.documents import actions as documents
from zaedno.platform.cities.actions import name_theme
from zaedno.platform.links.actions import link
from zaedno.platform.notifications.actions import end_feed, follow, open_feed
from zaedno.platform.notifications.models import Follow, Heard, Message, News, Reader
from zaedno.platform.notifications.queries import news as found
from zaedno.platform.notifications.tokens import reader_token

KIND = "documents.document"
A = "{http://www.w3.org/2005/Atom}"


def lines(world: World, role: str = "participant") -> list[str]:
    shown, _next = found.my_news(world.viewer(role))
    return [f"{line.thing.title}: {line.said} ({line.followed})" for line in shown]


def moved(world: World, title: str = "Note") -> tuple[Thing, Thing]:
    """A followed document out of which another one grew."""
    note, act = public(world, title=title), public(world, title="Act")
    world.hear()
    follow(world.ctx("participant"), kind=KIND, ident=str(note.pk))
    link(world.ctx("editor"), source=note, target=act, relation="grew_out_of")
    world.hear()
    return note, act


def test_a_move_is_one_row_however_many_follow(world: World) -> None:
    note, act = public(world, title="Note"), public(world, title="Act")
    world.hear()
    for role in ("participant", "facilitator", "moderator"):
        follow(world.ctx(role), kind=KIND, ident=str(note.pk))
    before = News.objects.count()
    link(world.ctx("editor"), source=note, target=act, relation="grew_out_of")
    world.hear()
    assert News.objects.count() == before + 1
    told = Heard.objects.filter(news=News.objects.latest("pk"))
    assert list(told.values_list("kind", "ident")) == [(KIND, str(note.pk))]


def test_the_page_tells_what_moved_and_why_i_hear_of_it(world: World) -> None:
    moved(world)
    assert lines(world) == ["Наредба Act: Израсна от него: документ (Наредба Note)"]
    client = world.client("participant")
    page = client.get("/bg/notifications/").content.decode()
    assert "Непрочетено" in page
    assert "Защото следвате „Наредба Note“" in page
    client.post("/bg/notifications/seen/", {"key": "k"})
    assert "Непрочетено" not in client.get("/bg/notifications/").content.decode()
    assert lines(world, "moderator") == []


def test_what_is_hidden_since_is_not_told(world: World) -> None:
    _note, act = moved(world)
    type(act).objects.filter(pk=act.pk).update(state="draft")  # type: ignore[attr-defined]
    assert lines(world) == []


def test_the_page_costs_the_same_with_many_rows(world: World) -> None:
    note, _act = moved(world)
    client = world.client("participant")
    client.get("/bg/notifications/")
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get("/bg/notifications/")
    for number in range(12):
        made = public(world, title=f"Next {number}")
        link(world.ctx("editor"), source=note, target=made, relation="grew_out_of")
        follow(world.ctx("participant"), kind=KIND, ident=str(made.pk))
    world.hear()
    with CaptureQueriesContext(connection) as many:
        client.get("/bg/notifications/")
    assert len(many) == len(few)


def test_authors_follow_what_they_wrote_and_hear_of_what_came_of_it(world: World) -> None:
    row = proposed(world, open_process(world), "participant")
    world.hear()
    mine = Follow.objects.get(reader__person=world.person("participant"))
    assert (mine.kind, mine.ident, mine.own) == ("proposals.proposal", str(row.pk), True)
    assert not Message.objects.filter(kind="notifications.news").exists()
    act = public(world, title="Act")
    link(world.ctx("editor"), source=row, target=act, relation="answers")
    world.hear()
    assert Message.objects.get(kind="notifications.news").to == "participant@sofia.example"


def test_what_staff_publish_signs_nobody_up(world: World) -> None:
    public(world)
    world.hear()
    assert not Follow.objects.exists()


def test_a_topic_gathers_things_of_all_rooms_and_can_be_followed(world: World) -> None:
    theme = name_theme(world.ctx("coordinator"), code="water", name=texts(bg="Вода", en="Water"))
    published(world, theme_id=theme.pk, starts=0)
    world.hear()
    browser = world.client("participant")
    page = browser.get("/bg/search/topics/water/").content.decode()
    assert "Път до училище" in page
    assert "Вода" in browser.get("/bg/search/topics/").content.decode()
    body = {
        "kind": "cities.theme",
        "ident": "water",
        "key": "k",
        "back": "/bg/search/topics/water/",
    }
    assert browser.post("/bg/notifications/follow/", body)["Location"] == body["back"]
    assert "Спри" in browser.get("/bg/search/topics/water/").content.decode()
    assert browser.get("/bg/search/topics/air/").status_code == 404
    other = world.client(city=world.other_city)
    assert other.get("/bg/search/topics/water/").status_code == 404
    second = published(world, theme_id=theme.pk, starts=0, title=texts(bg="Река", en="River"))
    world.hear()
    assert lines(world) == [f"{second.title}: Ново: процес (Вода)"]


def test_a_feed_is_valid_atom(world: World) -> None:
    note, _act = moved(world, title="Знак \u0007 и < & >")
    answer = world.client().get(f"/bg/notifications/feeds/{KIND}/{note.pk}/feed.atom")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    body = answer.content
    assert body.startswith(b'<?xml version="1.0" encoding="utf-8"?>')
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", body)
    feed = ElementTree.fromstring(body.decode())
    assert feed.tag == f"{A}feed"
    assert feed.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == "bg"
    one = {name: feed.findall(f"{A}{name}") for name in ("id", "title", "updated", "author")}
    assert all(len(found) == 1 for found in one.values())
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{A}link")}
    assert set(links) == {"alternate", "self"}
    assert all(str(href).startswith("https://localhost/bg/") for href in links.values())
    entries = feed.findall(f"{A}entry")
    assert len(entries) == 2
    for entry in entries:
        for name in ("id", "title", "updated", "summary"):
            assert len(entry.findall(f"{A}{name}")) == 1
        assert entry.findtext(f"{A}id", "").startswith("tag:localhost,2021:news:")
        stamp = entry.findtext(f"{A}updated", "")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", stamp)
        assert datetime.fromisoformat(stamp) - datetime.fromisoformat(stamp) == timedelta()
    ids = [entry.findtext(f"{A}id") for entry in entries]
    assert len(set(ids)) == 2
    assert feed.findtext(f"{A}updated") == max(e.findtext(f"{A}updated", "") for e in entries)


def test_a_process_has_its_dates_in_a_calendar(world: World) -> None:
    row = published(world, starts=0)
    answer = world.client().get(f"/bg/notifications/feeds/processes.process/{row.pk}/calendar.ics")
    body = answer.content
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert body.count(b"BEGIN:VEVENT") == row.stages.count()
    assert b"\n" not in body.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    other = world.client().get(f"/bg/notifications/feeds/{KIND}/999/calendar.ics")
    assert other.status_code == 404


def test_the_private_feed_opens_until_it_is_ended(world: World) -> None:
    moved(world)
    ctx = world.ctx("participant")
    reader = open_feed(ctx)
    path = f"/bg/notifications/feeds/mine/{reader_token('feed', reader)}/feed.atom"
    answer = world.client().get(path)
    assert "Наредба Act" in answer.content.decode()
    assert (answer["Referrer-Policy"], answer["X-Robots-Tag"]) == ("no-referrer", "noindex")
    assert world.client(city=world.other_city).get(path).status_code == 404
    open_feed(ctx)
    assert world.client().get(path).status_code == 404
    newest = reader_token("feed", Reader.objects.get())
    page = world.client("participant").get("/bg/notifications/settings/").content.decode()
    assert newest in page
    calendar = f"/bg/notifications/feeds/mine/{newest}/calendar.ics"
    assert world.client().get(calendar).status_code == 200
    end_feed(ctx)
    assert world.client().get(calendar).status_code == 404


def test_only_real_moves_become_news(world: World) -> None:
    row = public(world)
    world.hear()
    before = News.objects.count()
    documents.summarise(world.ctx("editor"), document=row, text=texts(bg="Ново.", en="New."))
    world.hear()
    assert News.objects.count() == before
