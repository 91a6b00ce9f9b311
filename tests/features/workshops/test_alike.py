"""Pairs of notes that may say the same: what is proposed and why, accepting, waving off."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils.translation import override

from tests.features.workshops import rooms
from tests.world import World
from zaedno.core import demo as demo_files
from zaedno.core.verdict import Refused
from zaedno.features.workshops.actions import history, pairs
from zaedno.features.workshops.models.board import Change, Note
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import alike

FILE = Path(demo_files.__file__).parents[1] / "site" / "demo" / "sofia-demo.yaml"
TEXTS = (
    "Всяко предложение да получава отговор с причина.",
    "Няма отговор на предложенията.",
    "Паркът е тъмен вечер.",
)


@pytest.fixture
def event(world: World) -> Workshop:
    return rooms.workshop(world)


@pytest.fixture
def notes(world: World, event: Workshop) -> list[Note]:
    board = rooms.open_boards(world, event)[0]
    return [rooms.write(world, board, text) for text in TEXTS]


def test_seven_of_the_first_ten_lie_inside_one_golden_group(
    world: World, event: Workshop, capsys: pytest.CaptureFixture[str]
) -> None:
    demo = demo_files.read(FILE)
    kinds = list(dict.fromkeys(row["board"] for row in demo["notes"]))
    boards = {b.kind: b for b in rooms.open_boards(world, event, kinds)}
    golden = {}
    for row in demo["notes"]:
        note = rooms.write(world, boards[row["board"]], row["bg"])
        golden[note.pk] = row["cluster"]
    found = alike.pairs(world.viewer("facilitator"), event)
    inside = sum(golden[p.first.pk] == golden[p.second.pk] for p in found)
    with capsys.disabled():
        print(f" {inside} of the first {len(found)} pairs lie inside one golden group ", end="")
    assert len(found) == 10
    assert inside >= 7


def test_the_reason_is_said(world: World, event: Workshop, notes: list[Note]) -> None:
    (pair,) = alike.pairs(world.viewer("facilitator"), event)
    assert (pair.first, pair.second) == (notes[0], notes[1])
    with override("bg"):
        assert pair.reason == "общи думи: отговор, предложение"


def test_two_loose_notes_become_a_group_that_can_be_taken_back(
    world: World, event: Workshop, notes: list[Note]
) -> None:
    made = world.act(
        pairs.accept_pair, "notetaker", first=notes[0], second=notes[1], title={"bg": "Отговор"}
    )
    assert set(made.notes.all()) == {notes[0], notes[1]}
    assert not alike.pairs(world.viewer("facilitator"), event)
    world.act(history.undo_change, "notetaker", change=Change.objects.get())
    assert not Note.objects.filter(cluster__isnull=False).exists()
    assert len(alike.pairs(world.viewer("facilitator"), event)) == 1


def test_a_loose_note_joins_and_two_groups_merge(
    world: World, event: Workshop, notes: list[Note]
) -> None:
    group = rooms.group(world, event, "Обратна връзка", [notes[0]])
    sent = {"first": notes[0], "second": notes[1], "title": {"bg": ""}}
    assert world.act(pairs.accept_pair, "facilitator", **sent) == group
    with pytest.raises(Refused):
        world.act(pairs.accept_pair, "facilitator", **sent)
    other = rooms.group(world, event, "Осветление", [notes[2]])
    sent = {"first": notes[0], "second": notes[2], "title": {"bg": "Заедно"}}
    made = world.act(pairs.accept_pair, "facilitator", **sent)
    group.refresh_from_db()
    other.refresh_from_db()
    assert (group.merged_into, other.merged_into) == (made, made)
    assert made.notes.count() == 3


def test_what_is_waved_off_is_not_proposed_until_asked_again(
    world: World, event: Workshop, notes: list[Note]
) -> None:
    for _twice in range(2):
        world.act(pairs.wave_off_pair, "notetaker", first=notes[1], second=notes[0])
    assert not alike.pairs(world.viewer("facilitator"), event)
    assert world.act(pairs.propose_pairs_again, "notetaker", workshop_id=event.pk) == 1
    assert len(alike.pairs(world.viewer("facilitator"), event)) == 1


def test_nobody_else_groups(world: World, event: Workshop, notes: list[Note]) -> None:
    with pytest.raises(Refused):
        world.act(pairs.wave_off_pair, "participant", first=notes[0], second=notes[1])
    page = world.client("participant").get("/bg/workshops/w1/boards/alike/")
    assert page.status_code == 403


def test_the_page_of_pairs(world: World, event: Workshop, notes: list[Note]) -> None:
    client = world.client("facilitator")
    page = client.get("/bg/workshops/w1/boards/alike/").content.decode()
    assert "Общи думи: отговор, предложение" in page
    address = f"/bg/workshops/boards/alike/{notes[0].pk}/{notes[1].pk}/accept/"
    done = client.post(address, {"title": "Отговор", "key": "k"}, follow=True)
    assert "Двете бележки са в групата C01 Отговор." in done.content.decode()
