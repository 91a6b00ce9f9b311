"""Groups: moves, merges, and taking them back also after later changes."""

from __future__ import annotations

from typing import Any

import pytest

from tests.features.workshops import rooms
from tests.world import World
from zaedno.core.models import Event
from zaedno.core.verdict import Refused
from zaedno.features.workshops.actions import clusters, history
from zaedno.features.workshops.models.board import Change, Cluster, Note
from zaedno.features.workshops.models.event import Workshop


class Room:
    """A workshop with six notes and two groups of two."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.event: Workshop = rooms.workshop(world)
        board = rooms.open_boards(world, self.event)[0]
        self.notes = [rooms.write(world, board, f"Мисъл {n}") for n in range(6)]
        self.a = rooms.group(world, self.event, "Първа", self.notes[0:2])
        self.b = rooms.group(world, self.event, "Втора", self.notes[2:4])

    def act(self, action: Any, **inputs: Any) -> Any:
        return self.world.act(action, "facilitator", **inputs)

    def move(self, cluster: Cluster | None, *places: int) -> Change:
        moved = [self.notes[p] for p in places]
        return self.act(clusters.move_notes, notes=moved, cluster=cluster)

    def merge(self, *groups: Cluster, title: str = "Обща") -> Change:
        return self.act(clusters.merge_clusters, clusters=list(groups), title={"bg": title})

    def undo(self, change: Change) -> dict[str, int]:
        return self.act(history.undo_change, change=change)

    def redo(self, change: Change) -> dict[str, int]:
        return self.act(history.redo_change, change=change)

    def where(self) -> list[str]:
        """The group of each note, by its name."""
        found = Note.objects.order_by("id").select_related("cluster")
        return [str(n.cluster.title["bg"]) if n.cluster else "-" for n in found]

    def live(self) -> set[str]:
        return {c.title["bg"] for c in Cluster.objects.filter(state="live")}


@pytest.fixture
def room(world: World) -> Room:
    return Room(world)


def test_groups_are_numbered_and_a_note_is_in_one(room: Room) -> None:
    assert (room.a.code, room.b.code) == ("C01", "C02")
    room.move(room.b, 0, 4)
    assert room.where() == ["Втора", "Първа", "Втора", "Втора", "Втора", "-"]
    assert Event.objects.filter(verb="workshops.move_notes").get().facts == {"notes": 2}


def test_a_move_goes_back_and_forth(room: Room) -> None:
    change = room.move(room.b, 0)
    assert room.undo(change) == {"back": 1, "gone_on": 0}
    assert room.where()[0] == "Първа"
    room.redo(change)
    assert room.where()[0] == "Втора"
    with pytest.raises(Refused):
        room.redo(change)


def test_moving_to_where_it_is_changes_nothing(room: Room) -> None:
    before = Change.objects.count()
    assert room.move(room.a, 0) is None
    assert Change.objects.count() == before


def test_a_merge_makes_a_new_group_and_keeps_the_old_as_lineage(room: Room) -> None:
    room.merge(room.a, room.b)
    assert room.where() == ["Обща"] * 4 + ["-", "-"]
    assert room.live() == {"Обща"}
    old = Cluster.objects.get(pk=room.a.pk)
    assert old.state == "merged"
    assert old.merged_into is not None
    assert old.merged_into.code == "C03"


def test_a_merge_can_be_undone_after_later_changes(room: Room) -> None:
    change = room.merge(room.a, room.b)
    merged = change.made
    other = rooms.group(room.world, room.event, "Друга")
    room.move(other, 0)  # went on by hand: stays there
    room.move(merged, 4)  # joined later: stays in the merged group
    assert room.undo(change) == {"back": 3, "gone_on": 1}
    assert room.where() == ["Друга", "Първа", "Втора", "Втора", "Обща", "-"]
    assert room.live() == {"Първа", "Втора", "Друга", "Обща"}


def test_a_merge_of_a_merge_can_be_undone_first_or_last(room: Room) -> None:
    first = room.merge(room.a, room.b, title="Обща")
    third = rooms.group(room.world, room.event, "Трета", room.notes[4:5])
    second = room.merge(first.made, third, title="Най-обща")
    assert room.undo(first) == {"back": 4, "gone_on": 0}
    assert room.where() == ["Първа", "Първа", "Втора", "Втора", "Най-обща", "-"]
    room.undo(second)
    assert room.where() == ["Първа", "Първа", "Втора", "Втора", "Трета", "-"]
    assert room.live() == {"Първа", "Втора", "Трета"}


def test_undone_merges_in_order_and_again(room: Room) -> None:
    first = room.merge(room.a, room.b, title="Обща")
    third = rooms.group(room.world, room.event, "Трета", room.notes[4:5])
    second = room.merge(first.made, third, title="Най-обща")
    room.undo(second)
    assert room.where()[:5] == ["Обща"] * 4 + ["Трета"]
    room.undo(first)
    room.redo(first)
    room.redo(second)
    assert room.where()[:5] == ["Най-обща"] * 5
    assert room.live() == {"Най-обща"}


def test_a_note_that_went_home_by_hand_is_not_moved_again(room: Room) -> None:
    change = room.merge(room.a, room.b)
    away = room.move(None, 0)
    room.undo(away)
    assert room.undo(change) == {"back": 4, "gone_on": 0}


def test_a_name_goes_back_unless_it_was_changed_again(room: Room) -> None:
    room.act(clusters.rename_cluster, cluster=room.a, title={"bg": "Едно"})
    first = Change.objects.get(kind="rename")
    room.undo(first)
    assert "Първа" in room.live()
    room.redo(first)
    room.act(clusters.rename_cluster, cluster=room.a, title={"bg": "Друго"})
    with pytest.raises(Refused):
        room.undo(first)


def test_making_a_group_can_be_undone(room: Room) -> None:
    made = Change.objects.get(made=room.b)
    room.undo(made)
    assert room.live() == {"Първа"}
    assert room.where()[2:4] == ["-", "-"]
    room.redo(made)
    assert room.where()[2:4] == ["Втора", "Втора"]


def test_only_who_leads_groups_and_only_until_validation(room: Room) -> None:
    with pytest.raises(Refused):
        room.world.act(clusters.move_notes, "participant", notes=room.notes[:1], cluster=room.b)
    change = room.merge(room.a, room.b)
    Workshop.objects.update(state="validated")
    with pytest.raises(Refused):
        room.undo(change)
    with pytest.raises(Refused):
        rooms.group(room.world, room.event, "Късна")


def test_merging_wants_two_live_groups_and_a_name(room: Room) -> None:
    with pytest.raises(Refused):
        room.merge(room.a)
    with pytest.raises(Refused):
        room.merge(room.a, room.b, title=" ")
    room.merge(room.a, room.b)
    with pytest.raises(Refused):
        room.merge(room.a, room.b)
    with pytest.raises(Refused):
        room.move(room.a, 4)
