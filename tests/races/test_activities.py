"""Fifty people at once: equal words meet in one row, one person answers once, one poll opens."""

from __future__ import annotations

from typing import Any

from tests.features.workshops import rooms
from tests.features.workshops.test_poll_actions import Room
from tests.races.test_receipts import at_once
from tests.world import World
from zaedno.core.verdict import Refused
from zaedno.features.workshops.actions import (
    clusters,
    consent,
    history,
    polls,
    priorities,
    questions,
    replies,
)
from zaedno.features.workshops.models.board import Change, Cluster
from zaedno.features.workshops.models.consent import Stand
from zaedno.features.workshops.models.criteria import PrioritySheet
from zaedno.features.workshops.models.poll import Poll, PollAnswer, PollSheet
from zaedno.features.workshops.models.questions import Like
from zaedno.features.workshops.models.replies import CloudWord


def kinds(answers: list[Any], kind: type) -> list[Any]:
    return [a for a in answers if isinstance(a, kind)]


def test_fifty_equal_words_at_once_are_fifty(postgres: str) -> None:
    room = Room(World())
    poll = room.ask("cloud")
    people = room.join(50)
    spelt = ("град", "Град", " ГРАД ")
    answers = at_once(
        50, lambda n: replies.say_word(people[n], poll=poll, text=spelt[n % 3], lang="bg")
    )
    assert not kinds(answers, Exception)
    assert list(CloudWord.objects.values_list("key", "count")) == [("град", 50)]


def test_one_persons_fifty_words_at_once_are_three(postgres: str) -> None:
    room = Room(World())
    poll = room.ask("cloud")
    me = room.join(1)[0]
    answers = at_once(50, lambda n: replies.say_word(me, poll=poll, text=f"дума {n}", lang="bg"))
    assert len(kinds(answers, Refused)) == 47
    assert sum(CloudWord.objects.values_list("count", flat=True)) == 3
    assert PollSheet.objects.get().used == 3


def test_answers_and_the_closing_at_once_lose_nothing(postgres: str) -> None:
    room = Room(World())
    poll = room.ask("single")
    people = room.join(29)
    lead = room.world.ctx("facilitator")
    lead.viewer.alias()

    def deed(n: int) -> Any:
        if n == 15:
            return polls.close_poll(lead, poll=poll)
        return room.answer(people[n - (n > 15)], poll, 1) or "in"

    answers = at_once(30, deed)
    taken = kinds(answers, str)
    assert len(taken) + len(kinds(answers, Refused)) == 29
    poll = Poll.objects.get()
    assert poll.answered == len(taken)
    assert poll.items.get().result["counts"]["1"] == len(taken)
    assert not PollAnswer.objects.exists()


def test_two_polls_opened_at_once_are_one(postgres: str) -> None:
    room = Room(World())
    asked = {"workshop": room.event, "kind": "scale", "question": {"bg": "Колко?"}}
    made = [room.lead(polls.prepare_poll, **asked) for _n in range(8)]
    lead = room.world.ctx("facilitator")
    lead.viewer.alias()
    answers = at_once(8, lambda n: polls.open_poll(lead, poll=made[n]))
    assert (len(kinds(answers, Poll)), len(kinds(answers, Refused))) == (1, 7)


def test_two_facilitators_merging_the_same_groups_leave_one(postgres: str) -> None:
    room = Room(World())
    board = rooms.open_boards(room.world, room.event)[0]
    notes = [rooms.write(room.world, board, f"Мисъл {n}") for n in range(4)]
    groups = [rooms.group(room.world, room.event, f"Група {n}", [notes[n]]) for n in range(4)]
    leads = [room.world.ctx("facilitator"), room.world.ctx("coordinator")]
    for lead in leads:
        lead.viewer.alias()

    def merge(n: int) -> Any:
        wanted = [groups[0], groups[1 + n % 3]]
        return clusters.merge_clusters(leads[n % 2], clusters=wanted, title={"bg": f"Общо {n}"})

    answers = at_once(12, merge)
    assert len(kinds(answers, Refused)) == 11
    merged = Cluster.objects.filter(state="merged")
    live = Cluster.objects.filter(state="live")
    assert (merged.count(), live.count()) == (2, 3)
    made = merged[0].merged_into
    assert {c.merged_into_id for c in merged} == {made.pk}
    assert made.notes.count() == 2
    assert sum(c.notes.count() for c in live) == 4


def test_a_merge_taken_back_by_two_at_once_is_taken_back_once(postgres: str) -> None:
    room = Room(World())
    board = rooms.open_boards(room.world, room.event)[0]
    notes = [rooms.write(room.world, board, f"Мисъл {n}") for n in range(4)]
    groups = [
        rooms.group(room.world, room.event, f"Група {n}", notes[2 * n : 2 * n + 2]) for n in (0, 1)
    ]
    room.lead(clusters.merge_clusters, clusters=groups, title={"bg": "Общо"})
    leads = [room.world.ctx("facilitator"), room.world.ctx("coordinator")]
    for lead in leads:
        lead.viewer.alias()
    change = Change.objects.get(kind="merge")
    answers = at_once(20, lambda n: history.undo_change(leads[n % 2], change=change))
    assert len(kinds(answers, Refused)) == 19
    assert [a for a in answers if isinstance(a, dict)] == [{"back": 4, "gone_on": 0}]
    alive = Cluster.objects.filter(state="live").order_by("pk")
    assert [c.pk for c in alive] == [g.pk for g in groups]
    assert [c.notes.count() for c in alive] == [2, 2]


def test_one_persons_fifty_sheets_at_once_are_one(postgres: str) -> None:
    room = Room(World())
    poll = room.ask("single")
    me, other = room.join(2)
    room.answer(other, poll, 3)
    answers = at_once(50, lambda n: room.answer(me, poll, 1 + n % 2))
    assert not kinds(answers, Exception)
    assert PollSheet.objects.count() == PollAnswer.objects.count() == 2
    room.lead(polls.close_poll, poll=poll)
    counts = Poll.objects.get().items.get().result["counts"]
    assert counts["3"] == 1
    assert sum(counts.values()) == 2


def test_one_persons_fifty_stands_at_once_are_one(postgres: str) -> None:
    room = Room(World())
    round = room.lead(
        consent.propose_consent, workshop=room.event, proposal={"bg": "Кратки формуляри"}
    )
    me, other = room.join(2)
    consent.take_stand(other, round=round, value="agree")
    values = (Stand.Value.AGREE, Stand.Value.LIVE_WITH)
    answers = at_once(50, lambda n: consent.take_stand(me, round=round, value=values[n % 2]))
    assert not kinds(answers, Exception)
    assert Stand.objects.count() == 2
    closed = room.lead(consent.close_consent, round=round)
    assert closed.answered == 2


def test_fifty_likes_of_one_person_at_once_are_one(postgres: str) -> None:
    room = Room(World())
    room.lead(questions.take_questions, workshop=room.event)
    me, other = room.join(2)
    made = questions.ask_question(other, workshop=room.event, text="Кога?", lang="bg")
    questions.like_question(other, question=made)
    answers = at_once(50, lambda n: questions.like_question(me, question=made))
    assert not kinds(answers, Exception)
    made.refresh_from_db()
    assert (made.likes, Like.objects.count()) == (2, 2)
    at_once(10, lambda n: questions.unlike_question(me, question=made))
    made.refresh_from_db()
    assert (made.likes, Like.objects.count()) == (1, 1)


def test_a_pair_compared_fifty_times_at_once_counts_once(postgres: str) -> None:
    room = Room(World())
    options = [{"text": {"bg": text}} for text in ("Портал", "Обучение")]
    asked = room.lead(
        priorities.ask_priorities,
        workshop=room.event,
        kind="pairs",
        question={"bg": "Кое първо?"},
        options=options,
    )
    room.lead(priorities.open_priorities, priorities=asked)
    me = room.join(1)[0]
    answers = at_once(
        50, lambda n: priorities.prefer(me, priorities=asked, left=1, right=2, chosen=1 + n % 2)
    )
    assert len(kinds(answers, Refused)) == 49
    assert len(PrioritySheet.objects.get().answers["pairs"]) == 1
