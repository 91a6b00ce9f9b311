"""Own columns, strategies of a SWOT, the tree of a problem, power and interest."""

from __future__ import annotations

import pytest

from tests.features.workshops import rooms
from tests.world import World
from zaedno.core.verdict import Refused
from zaedno.features.workshops.actions import boards, maps, tows
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import maps as map_queries
from zaedno.features.workshops.queries import tows as tows_queries
from zaedno.features.workshops.queries import walls
from zaedno.features.workshops.rules.quadrants import Influence


@pytest.fixture
def event(world: World) -> Workshop:
    return rooms.workshop(world)


def test_two_columns_of_ones_own_beside_the_methods(world: World, event: Workshop) -> None:
    rooms.open_boards(world, event, ["need"])
    titles = ({"bg": "Започваме", "en": "Start"}, {"bg": "Спираме", "en": "Stop"})
    made = [world.act(boards.add_column, "facilitator", workshop=event, title=t) for t in titles]
    world.act(boards.open_board, "facilitator", board=made[0])
    rooms.write(world, made[0], "Обсъждания вечер")
    columns = walls.wall(world.viewer(), event).columns
    assert [str(c.title) for c in columns] == ["нужди", "Започваме", "Спираме"]
    assert [len(c.papers) for c in columns] == [0, 1, 0]
    world.act(boards.rename_column, "facilitator", board=made[1], title={"bg": "Прекратяваме"})
    method = event.boards.get(kind="need")
    with pytest.raises(Refused):
        world.act(boards.rename_column, "facilitator", board=method, title={"bg": "Друго"})
    page = world.client("facilitator").get("/bg/workshops/w1/boards/").content.decode()
    assert "Прекратяваме" in page


def test_a_strategy_pairs_an_inner_with_an_outer_side(world: World, event: Workshop) -> None:
    made = {b.kind: b for b in rooms.open_boards(world, event)}
    strong = rooms.write(world, made["strength"], "Силна общност")
    threat = rooms.write(world, made["threat"], "Недоверие")
    group = rooms.group(world, event, "Общност", [strong])
    inside, outside = tows_queries.sides(world.viewer("notetaker"), event)
    assert [s.key for s in inside] == [f"g-{group.pk}-strength", f"n-{strong.pk}-strength"]
    sent = {"workshop": event, "text": {"bg": "Общността обяснява решенията."}}
    found = world.act(
        tows.write_strategy, "notetaker", inner=inside[0].key, outer=outside[0].key, **sent
    )
    assert (found.quadrant, found.inner_group, found.outer_note) == ("st", group, threat)
    for pair in ({"inner": outside[0].key, "outer": inside[0].key}, {"inner": "x", "outer": "y"}):
        with pytest.raises(Refused):
            world.act(tows.write_strategy, "notetaker", **pair, **sent)
    world.act(tows.drop_strategy, "notetaker", strategy=found)
    page = world.client().get("/bg/workshops/w1/boards/tows/").content.decode()
    assert "оставена настрана" in page
    table = world.client().get("/bg/workshops/w1/boards/tows.csv")
    assert "Общността" not in b"".join(table.streaming_content).decode()


def test_a_tree_grows_from_a_problem(world: World, event: Workshop) -> None:
    def grow(part: str, text: str, **more: object) -> object:
        sent = {"workshop": event, "part": part, "text": {"bg": text}, **more}
        return world.act(maps.grow_tree, "notetaker", **sent)

    problem = grow("problem", "Няма отговор")
    cause = grow("cause", "Няма длъжност", parent=problem)
    deeper = grow("cause", "Няма наредба", parent=cause)
    grow("effect", "Малко участват", parent=problem)
    for part, parent in (("cause", None), ("effect", cause), ("problem", problem)):
        with pytest.raises(Refused):
            grow(part, "Не така", parent=parent)
    (tree,) = map_queries.trees(world.viewer(), event)
    assert [str(b.node) for b in tree.causes[0].causes] == ["Няма наредба"]
    assert [str(b.node) for b in tree.effects] == ["Малко участват"]
    world.act(maps.cut_tree, "notetaker", node=cause)
    assert not map_queries.trees(world.viewer(), event)[0].causes
    world.act(maps.cut_tree, "notetaker", node=cause, cut=False)
    assert map_queries.trees(world.viewer(), event)[0].causes[0].causes[0].node == deeper


def test_power_and_interest_are_internal_and_published_by_kind(
    world: World, event: Workshop
) -> None:
    kind = rooms.kind(world, event, "ngo", 3)
    body = rooms.organisation(world, kind)
    rated = {"workshop": event, "kind_id": kind.pk, "power": 5, "interest": 2}
    world.act(maps.rate_influence, "facilitator", **rated)
    world.act(
        maps.rate_influence, "notetaker", **rated | {"power": 4}, organisation=body, note="Внимание"
    )
    world.act(maps.rate_influence, "facilitator", **rated | {"interest": 3})
    assert map_queries.by_kind(world.viewer("participant"), event) == []
    address = "/bg/workshops/w1/boards/influence/"
    inside = world.client("facilitator").get(address).content.decode()
    assert "Внимание" in inside
    world.act(maps.publish_influence, "facilitator", workshop=event)
    (one,) = map_queries.by_kind(world.viewer("participant"), event)
    assert (one.power, one.interest, one.raters, one.place) == (4.5, 2.5, 2, Influence.SATISFIED)
    page = world.client("participant").get(address).content.decode()
    assert "4,5" in page
    assert "Внимание" not in page
    assert "Примерно сдружение" not in page
    with pytest.raises(Refused):
        world.act(maps.rate_influence, "facilitator", **rated | {"power": 6})
