"""Polls by plain forms: answering, a refusal that loses nothing, publishing, the table."""

from __future__ import annotations

from typing import Any

import pytest

from tests.features.workshops import rooms
from tests.features.workshops.test_board_pages import queries_of
from tests.features.workshops.test_poll_actions import Room
from tests.world import World
from zaedno.features.workshops.models.poll import Poll, PollAnswer
from zaedno.features.workshops.models.replies import CloudWord


@pytest.fixture
def room(world: World) -> Room:
    room = Room(world)
    rooms.admit(world, room.event, "participant")
    return room


def answer(room: Room, poll: Poll, **sent: Any) -> Any:
    address = f"/bg/workshops/boards/polls/{poll.pk}/answer/"
    return room.world.client("participant").post(address, {"key": "k", **sent})


def fields(poll: Poll, *values: int) -> dict[str, int]:
    items = zip(poll.items.all(), values, strict=False)
    return {f"a_{item.pk}_": value for item, value in items}


def test_the_page_asks_and_the_form_answers(room: Room) -> None:
    poll = room.ask("scale")
    page = room.world.client("participant").get(f"/bg/workshops/boards/polls/{poll.pk}/")
    text = page.content.decode()
    assert f'name="a_{poll.items.get().pk}_"' in text
    assert "пропускам" in text
    sent = answer(room, poll, **fields(poll, 0))
    assert sent["Location"] == f"/bg/workshops/boards/polls/{poll.pk}/"
    assert list(PollAnswer.objects.values_list("value", flat=True)) == [0]


def test_points_that_do_not_add_up_come_back_as_they_were_typed(room: Room) -> None:
    poll = room.ask("hundred")
    refused = answer(room, poll, **fields(poll, 70, 40, 0))
    assert refused.status_code == 422
    text = refused.content.decode()
    assert "Дадохте 110 точки; разпределете точно 100." in text
    assert 'value="70"' in text
    assert not PollAnswer.objects.exists()
    assert answer(room, poll, **fields(poll, 60, 40, 0)).status_code == 302


def test_ticks_of_several_answers(room: Room) -> None:
    poll = room.ask("multiple", most=2)
    first, second, _third = poll.items.all()
    assert (
        answer(room, poll, **{f"a_{first.pk}_": "on", f"a_{second.pk}_": "on"}).status_code == 302
    )
    assert PollAnswer.objects.count() == 2


def test_a_word_comes_in_and_leads_back_to_where_one_was(room: Room) -> None:
    poll = room.ask("cloud")
    address = f"/bg/workshops/boards/polls/{poll.pk}/answer/?back=/bg/workshops/w1/boards/"
    client = room.world.client("participant")
    sent = client.post(address, {"key": "k", "text": " Отговор "})
    assert sent["Location"] == "/bg/workshops/w1/boards/"
    strange = client.post(f"{address}//elsewhere.example", {"key": "k2", "text": "друга"})
    assert strange["Location"].startswith("/bg/workshops/")
    away = address.replace("/bg/workshops/w1/boards/", "https://elsewhere.example/")
    assert client.post(away, {"key": "k3", "text": "трета"})["Location"].startswith(
        "/bg/workshops/"
    )
    assert set(CloudWord.objects.values_list("key", flat=True)) == {"отговор", "друга", "трета"}


def test_the_leads_close_and_publish_and_the_table_has_only_what_is_published(room: Room) -> None:
    poll = room.ask("single")
    for ctx in room.join(5):
        room.answer(ctx, poll, 2)
    lead, somebody = room.world.client("facilitator"), room.world.client()
    address = f"/bg/workshops/boards/polls/{poll.pk}/"
    assert "Закрий анкетата" in lead.get(address).content.decode()
    lead.post(f"{address}close/", {"key": "a"})
    assert "poll-table" not in somebody.get(address).content.decode()
    assert "На място" not in table(room)
    lead.post(f"{address}publish/", {"key": "b"})
    assert "poll-table" in somebody.get(address).content.decode()
    assert "На място,5,5" in table(room)


def table(room: Room) -> str:
    answer = room.world.client().get("/bg/workshops/w1/boards/polls.csv")
    return b"".join(answer.streaming_content).decode()


def test_a_poll_page_costs_the_same_with_many_answers(room: Room) -> None:
    poll = room.ask("hundred")
    client = room.world.client("participant")
    address = f"/bg/workshops/boards/polls/{poll.pk}/"
    few = queries_of(client, address)
    for ctx in room.join(8):
        room.answer(ctx, poll, 100)
    assert queries_of(client, address) == few
    assert few <= 22
