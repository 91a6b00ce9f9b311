"""The library through the browser's eyes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.features.documents.build import draft, public
from tests.world import World
from zaedno.features.documents import actions, queries
from zaedno.features.documents.models import Document


def test_a_paragraph_has_its_anchor(world: World) -> None:
    public(world)
    html = world.client().get("/en/documents/ordinance/").content.decode()
    assert 'id="p-2"' in html
    assert "Paragraph 2." in html
    assert "Governs consultations." in html


def test_drafts_are_seen_by_keepers_only(world: World) -> None:
    draft(world)
    assert world.client().get("/bg/documents/ordinance/").status_code == 404
    assert world.client("editor").get("/bg/documents/ordinance/").status_code == 200
    assert "Наредба" not in world.client().get("/bg/documents/").content.decode()


def test_another_citys_document_is_not_there(world: World) -> None:
    public(world)
    other = world.client("editor", world.other_city)
    assert other.get("/bg/documents/ordinance/").status_code == 404
    assert other.post("/bg/documents/ordinance/publish/").status_code == 404


FORM = {
    "kind": "strategy",
    "title_bg": "Стратегия",
    "title_en": "Strategy",
    "date": "2020-06",
    "paragraphs_bg": "Първи.\n\nВтори.",
    "paragraphs_en": "First.\n\nSecond.",
}


def test_filing_through_the_form(world: World) -> None:
    client = world.client("editor")
    assert client.get("/bg/documents/new/").status_code == 200
    answer = client.post("/bg/documents/new/", FORM)
    row = Document.objects.get()
    assert answer.headers["Location"] == f"/bg/documents/{row.slug}/summary/"
    assert row.date.show("en") == "June 2020"
    assert row.versions.get().paragraphs.get(number=2).text["en"] == "Second."


def test_a_false_pdf_gets_a_sentence(world: World) -> None:
    upload = SimpleUploadedFile("act.pdf", b"not a PDF at all", "application/pdf")
    answer = world.client("editor").post("/en/documents/new/", {**FORM, "upload": upload})
    assert answer.status_code == 422
    assert "not a PDF" in answer.content.decode()
    assert not Document.objects.exists()


def test_languages_with_different_paragraphs_are_refused(world: World) -> None:
    answer = world.client("editor").post("/en/documents/new/", {**FORM, "paragraphs_en": "One."})
    assert answer.status_code == 422
    assert "different numbers" in answer.content.decode()


def test_a_missing_language_is_warned_of(world: World) -> None:
    row = draft(world)
    answer = world.client("editor").post(
        f"/en/documents/{row.slug}/summary/", {"text_bg": "Само на български."}, follow=True
    )
    assert "missing in English" in answer.content.decode()


def test_the_summaries_of_an_event_on_one_page(world: World) -> None:
    event, source = public(world, title="Event"), public(world)
    ref = (queries.DOCUMENT, str(event.pk))
    actions.attach(world.ctx("coordinator"), documents=[source], to=ref)
    answer = world.client().get(f"/en/documents/for/{ref[0]}/{ref[1]}/print/")
    assert "Governs consultations." in answer.content.decode()
    assert world.client().get("/en/documents/for/documents.document/999/print/").status_code == 404


@pytest.mark.parametrize("path", ["new/", "links/", "ordinance/edit/", "ordinance/summary/"])
def test_staff_pages_are_closed_to_participants(world: World, path: str) -> None:
    public(world)
    assert world.client("participant").get(f"/bg/documents/{path}").status_code == 403
    assert world.client("editor").get(f"/bg/documents/{path}").status_code == 200


def test_quoting_through_the_form(world: World) -> None:
    finding, source = public(world, title="Report"), public(world)
    wanted = source.versions.get().paragraphs.get(number=1)
    address = f"/en/documents/cite/?from=documents.document:{finding.pk}"
    client = world.client("editor")
    assert client.get(address).status_code == 200
    assert client.post(address, {"paragraph": wanted.pk}).status_code == 302
    html = client.get("/en/documents/ordinance/").content.decode()
    assert 'href="/en/documents/report/"' in html


def count(run: Callable[[], Any]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        run()
    return len(caught)


def test_the_list_asks_the_same_for_ten_and_for_many(world: World) -> None:
    client = world.client()
    for number in range(10):
        public(world, title=f"Act {number}")
    client.get("/bg/documents/")
    few = count(lambda: client.get("/bg/documents/"))
    for number in range(10, 60):
        public(world, title=f"Act {number}")
    assert count(lambda: client.get("/bg/documents/")) <= few + 1
