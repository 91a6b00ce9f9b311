"""Everything of a workshop as JSON, CSV and slides: whole, streamed, without who voted for what."""

from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO
from typing import Any

from pypdf import PdfReader

from tests.features.workshops import rooms
from tests.features.workshops.test_minutes import held
from tests.world import World
from zaedno.features.workshops.models.board import Board, Note
from zaedno.features.workshops.models.event import Workshop


def body(world: World, event: Workshop, name: str, role: str = "") -> str:
    answer = world.client(role).get(f"/bg/workshops/{event.slug}/files/{name}")
    assert answer.status_code == 200
    assert answer.streaming
    return b"".join(answer.streaming_content).decode()


def test_one_document_holds_all_tables(world: World) -> None:
    event = held(world)
    told = json.loads(body(world, event, "workshop.json"))
    assert told["event"]["title"]["en"] == "Needs workshop"
    assert len(told["agenda"]) == 11
    assert len(told["notes"]) == 4
    assert {row["code"] for row in told["groups"]} == {"C01", "C02"}
    assert sorted(row["dots"] for row in told["dots"]) == [1, 2]
    assert len(told["lineage"]) == 4
    words = json.dumps(told)
    for secret in ("author_token", "token", "email", "person"):
        assert secret not in words


def test_notes_stand_in_an_order_that_says_nothing(world: World) -> None:
    event = held(world)
    told = json.loads(body(world, event, "workshop.json"))
    receipts = [row["receipt"] for row in told["notes"]]
    assert receipts == sorted(receipts)


def test_a_cell_never_begins_a_formula(world: World) -> None:
    event = rooms.workshop(world)
    board = rooms.open_boards(world, event)[0]
    rooms.write(world, board, '=HYPERLINK("http://x")')
    rows = list(csv.DictReader(StringIO(body(world, event, "notes.csv").removeprefix("\ufeff"))))
    assert rows[0]["text_bg"].startswith("'=")
    assert rows[0]["board"] == "strength"
    missing = world.client().get(f"/bg/workshops/{event.slug}/files/people.csv")
    assert missing.status_code == 404


def test_rows_do_not_cost_queries(world: World, django_assert_max_num_queries: Any) -> None:
    event = held(world)
    with django_assert_max_num_queries(45) as few:
        body(world, event, "workshop.json")
    board = Board.objects.filter(workshop=event).first()
    assert board is not None
    for n in range(8):
        rooms.group(world, event, f"Още {n}", [rooms.write(world, board, f"Нова {n}")])
    with django_assert_max_num_queries(len(few)):
        told = json.loads(body(world, event, "workshop.json"))
    assert len(told["notes"]) == Note.objects.filter(workshop=event).count() == 12


def test_slides_say_the_results_and_print_one_per_page(world: World) -> None:
    event = held(world)
    client = world.client("facilitator")
    url = f"/bg/workshops/{event.slug}/slides/"
    shown = client.get(url).content.decode()
    assert "1. Обратна връзка" in shown
    assert "„Бележка 0“" in shown
    pages = PdfReader(BytesIO(client.get(f"{url}results.pdf").content)).pages
    assert len(pages) == shown.count('<section class="slide')
    assert "Обратна връзка" in "".join(page.extract_text() for page in pages)
    wide = pages[0].mediabox
    assert wide.width > wide.height
    assert world.client().get(url).status_code == 302  # not public before it is validated


def test_the_page_of_files_lists_them_all(world: World) -> None:
    event = held(world)
    shown = world.client().get(f"/bg/workshops/{event.slug}/files/").content.decode()
    for name in ("agenda", "notes", "lineage", "dots", "evaluation", "paper_sheets"):
        assert f"{name}.csv" in shown
    assert "става публичен" in shown
    staff = world.client("coordinator").get(f"/bg/workshops/{event.slug}/files/")
    assert "minutes.docx" in staff.content.decode()
