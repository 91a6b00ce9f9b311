"""Questions and answers: asking, liking once, pinning, answering, hiding, counting."""

from __future__ import annotations

import pytest

from tests.features.workshops import rooms
from tests.features.workshops.test_board_pages import queries_of
from tests.features.workshops.test_poll_actions import Room
from tests.world import World
from zaedno.core.models import Event
from zaedno.core.verdict import Refused
from zaedno.features.workshops.actions import questions
from zaedno.features.workshops.models.questions import Like, Question
from zaedno.features.workshops.queries import panels
from zaedno.features.workshops.queries import questions as queries

TEXT = "Кога ще има отговор?"


@pytest.fixture
def room(world: World) -> Room:
    room = Room(world)
    room.lead(questions.take_questions, workshop=room.event)
    return room


def asked(room: Room, text: str = TEXT) -> Question:
    ctx = room.people[0] if room.people else room.join(1)[0]
    made: Question = questions.ask_question(ctx, workshop=room.event, text=text, lang="bg")
    return made


def test_a_question_has_140_characters_and_no_author(room: Room) -> None:
    made = asked(room, f"  {TEXT}  ")
    assert (str(made.text), made.asked_by, made.state) == (TEXT, "people", "open")
    with pytest.raises(Refused, match="140"):
        asked(room, "д" * 141)
    event = Event.objects.get(verb="workshops.ask_question")
    assert (event.actor_key, event.facts, event.subject_kind) == ("", {}, "workshops.workshop")


def test_questions_count_against_the_hour_like_notes(room: Room) -> None:
    for n in range(60):
        asked(room, f"Въпрос {n}?")
    with pytest.raises(Refused, match="60"):
        asked(room, "И още един?")


def test_one_like_each_and_nobody_takes_anothers(room: Room) -> None:
    made = asked(room)
    one, other, third = room.join(3)
    for ctx in (one, one, other):
        questions.like_question(ctx, question=made)
    made.refresh_from_db()
    assert made.likes == 2
    questions.unlike_question(third, question=made)
    made.refresh_from_db()
    assert made.likes == 2
    questions.unlike_question(one, question=made)
    made.refresh_from_db()
    assert (made.likes, Like.objects.count()) == (1, 1)
    with pytest.raises(Refused):
        room.world.act(questions.like_question, "participant", question=made)


def test_pinned_first_then_by_likes_and_answered_apart(room: Room) -> None:
    first, second, third = (asked(room, f"Въпрос {n}?") for n in range(3))
    questions.like_question(room.people[0], question=second)
    room.lead(questions.pin_question, question=third)
    panel = queries.panel(room.world.viewer("facilitator"), room.event)
    assert [r.question.pk for r in panel.open] == [third.pk, second.pk, first.pk]
    room.world.act(
        questions.answer_question, "notetaker", question=second, answer={"bg": "До месец."}
    )
    panel = queries.panel(room.world.viewer("participant"), room.event)
    assert [r.question.pk for r in panel.answered] == [second.pk]
    assert (panel.counts.by_people, panel.counts.people_answered) == (3, 1)
    with pytest.raises(Refused):
        questions.like_question(room.people[0], question=second)


def test_what_the_city_asks_is_answered_by_those_it_asked(room: Room) -> None:
    kind = rooms.kind(room.world, room.event, "ngo", 3)
    other = rooms.kind(room.world, room.event, "firm", 3)
    rooms.organisation(room.world, kind)
    to_them, to_others = (
        room.lead(questions.ask_for_city, workshop=room.event, text={"bg": TEXT}, kind_id=k.pk)
        for k in (kind, other)
    )
    sent = {"answer": {"bg": "Веднага."}, "answered_by": "Примерно сдружение"}
    room.world.act(questions.answer_question, "representative", question=to_them, **sent)
    with pytest.raises(Refused):
        room.world.act(questions.answer_question, "representative", question=to_others, **sent)
    counts = queries.asked(room.world.viewer(), room.event.pk)
    assert (counts.by_city, counts.city_answered) == (2, 1)


def test_a_moderated_question_waits_and_a_hidden_one_keeps_its_likes(room: Room) -> None:
    room.lead(questions.stop_questions, workshop=room.event)
    with pytest.raises(Refused):
        asked(room)
    room.lead(questions.take_questions, workshop=room.event, moderated=True)
    made = asked(room)
    assert made.state == "pending"
    assert not queries.panel(room.world.viewer("participant"), room.event).waiting
    room.world.act(questions.show_question, "moderator", question=made)
    questions.like_question(room.people[0], question=made)
    room.world.act(questions.hide_question, "moderator", question=made)
    assert not queries.panel(room.world.viewer("participant"), room.event).open
    room.world.act(questions.show_question, "moderator", question=made)
    (row,) = queries.panel(room.world.viewer("participant"), room.event).open
    assert row.question.likes == 1


def test_panels_say_what_is_open_now(room: Room) -> None:
    viewer = room.world.viewer("participant")
    assert [p.kind for p in panels.panels(viewer, room.event)] == ["questions"]
    poll = room.ask("scale")
    found = panels.panels(viewer, room.event)
    assert [(p.kind, p.template) for p in found] == [
        ("poll", "workshops/panels/poll.html"),
        ("questions", "workshops/panels/questions.html"),
    ]
    room.publish(poll)
    assert [p.kind for p in panels.panels(viewer, room.event)] == ["questions"]
    shown = panels.published(viewer, room.event)
    assert shown is not None
    assert shown.data.poll == poll


def test_the_page_costs_the_same_for_many_questions(room: Room) -> None:
    client = room.world.client("facilitator")
    address = "/bg/workshops/w1/boards/questions/"
    asked(room)
    few = queries_of(client, address)
    for n in range(30):
        asked(room, f"Въпрос {n}?")
    assert queries_of(client, address) == few
    assert few <= 16
