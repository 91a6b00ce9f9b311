"""Reading pages, the feed and the box; the fence around the editor."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.world import World
from zaedno.core.fields import Texts, texts
from zaedno.core.models import Event
from zaedno.core.verdict import Refused
from zaedno.features.pages import actions
from zaedno.features.pages.models import NewsPage, OutsideLink

ATOM = "{http://www.w3.org/2005/Atom}"


FIRST = texts(bg="Първа новина", en="First news")


def write(world: World, title: Texts = FIRST, **more: object) -> NewsPage:
    inputs = {
        "title": title,
        "summary": texts(bg="Накратко.", en="In short."),
        "body": {"bg": [("paragraph", "<p>Текст</p>")], "en": [("paragraph", "<p>Text</p>")]},
        "day": date(2027, 3, 1),
        **more,
    }
    return actions.write(world.ctx("editor"), **inputs)


def test_only_writers_write(world: World) -> None:
    with pytest.raises(Refused):
        actions.write(
            world.ctx("participant"), title=texts(bg="Не"), summary=texts(bg="Не"), body={}
        )
    assert not NewsPage.objects.exists()


def test_a_page_is_read_in_the_reader_s_language(world: World) -> None:
    page = write(world)
    assert page.address == "/bg/pages/news/first-news/"
    bulgarian = world.client().get("/bg/pages/news/first-news/").content.decode()
    assert "Първа новина" in bulgarian
    english = world.client().get("/en/pages/news/first-news/").content.decode()
    assert "First news" in english
    assert "Първа новина" not in world.client().get("/en/pages/news/").content.decode()


def test_a_missing_language_is_said(world: World) -> None:
    write(world, title=texts(bg="Само на български"))
    text = world.client().get("/en/pages/news/").content.decode()
    assert 'lang="bg"' in text


def test_another_city_has_its_own_news(world: World) -> None:
    write(world)
    other = world.client("", world.other_city)
    assert other.get("/bg/pages/news/first-news/").status_code == 404
    assert "Първа новина" not in other.get("/bg/pages/news/").content.decode()


def test_the_feed_is_atom_with_the_city_s_own_addresses(world: World) -> None:
    write(world)
    answer = world.client().get("/bg/pages/news/feed.xml")
    feed = ET.fromstring(answer.content)
    assert feed.tag == f"{ATOM}feed"
    [entry] = feed.findall(f"{ATOM}entry")
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href", "").endswith("/bg/pages/news/first-news/")
    assert entry.findtext(f"{ATOM}id", "").startswith("urn:uuid:")


def test_only_the_box_may_stand_in_other_pages(world: World) -> None:
    write(world)
    box = world.client().get("/bg/pages/news/first-news/embed/")
    assert "frame-ancestors *" in box["Content-Security-Policy"]
    assert "X-Frame-Options" not in box
    page = world.client().get("/bg/pages/news/first-news/")
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]


def test_publishing_is_noted_and_its_outside_links_remembered(world: World) -> None:
    body = {"bg": [("outside_link", {"url": "https://example.org/a", "title": "А"})]}
    page = write(world, body=body)
    noted = Event.objects.get(verb="pages.note_publication")
    assert (noted.subject_id, noted.facts) == (str(page.pk), {"what": "published"})
    link = OutsideLink.objects.get()
    actions.note_answers(world.ctx("editor"), answers={link.pk: (False, 404)})
    assert (
        "https://example.org/a" in world.client("editor").get("/bg/pages/links/").content.decode()
    )


@pytest.mark.parametrize(
    "path",
    ["users/", "users/1/", "groups/", "sites/", "workflows/list/", "collections/", "settings/"],
)
def test_what_is_fenced_off_is_not_there(world: World, path: str) -> None:
    world.person("coordinator")
    world.hear()
    assert world.client("coordinator").get(f"/cms/{path}").status_code == 404


def test_the_editor_opens_for_editors_only(world: World) -> None:
    world.person("editor")
    world.hear()
    assert world.client("editor").get("/cms/").status_code == 200
    assert world.client("participant").get("/cms/").status_code == 302
    visitor = world.client().get("/cms/")
    assert visitor.status_code == 302
    assert "/cms/login/" in visitor["Location"]
    assert "/bg/people/sign-in/" in world.client().get("/cms/login/")["Location"]


def test_an_editor_edits_the_pages_of_the_own_city_only(world: World) -> None:
    page = write(world)
    world.person("editor", world.other_city)
    world.hear()
    stranger = world.client("editor", world.other_city)
    assert stranger.get(f"/cms/pages/{page.pk}/edit/").status_code in (302, 403)
    assert world.client("editor").get(f"/cms/pages/{page.pk}/edit/").status_code == 200


def test_publishing_in_the_editor_is_noted(world: World) -> None:
    page = write(world)
    world.hear()
    client = world.client("editor")
    answer = client.post(f"/cms/pages/{page.pk}/unpublish/", {})
    assert answer.status_code == 302
    page.refresh_from_db()
    assert not page.live
    assert Event.objects.filter(verb="pages.note_publication", facts__what="withdrawn").exists()


def test_the_list_costs_the_same_for_many(world: World) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert world.client().get("/bg/pages/news/").status_code == 200
        return len(seen)

    for n in range(2):
        write(world, title=texts(bg=f"Новина {n}"))
    few = cost()
    for n in range(8):
        write(world, title=texts(bg=f"Още {n}"))
    assert cost() == few
