"""Dots: five each, taken back until closing, counted once, and then nobody's."""

from __future__ import annotations

from typing import Any

import pytest

from tests.features.workshops import rooms
from tests.world import World
from zaedno.core.models import Event, Receipt
from zaedno.core.verdict import Refused
from zaedno.features.workshops.actions import clusters, dots, notes
from zaedno.features.workshops.models.board import Note
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.voting import Dot, Tally, Voter, Voting
from zaedno.features.workshops.queries import votes

PEOPLE = ("participant", "representative", "notetaker")


class Vote:
    """An open vote over three groups of two notes each."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.event: Workshop = rooms.workshop(world)
        self.board = rooms.open_boards(world, self.event)[0]
        self.notes = [rooms.write(world, self.board, f"Мисъл {n}") for n in range(6)]
        self.groups = [
            rooms.group(world, self.event, name, self.notes[2 * n : 2 * n + 2])
            for n, name in enumerate(["Първа", "Втора", "Трета"])
        ]
        rooms.admit(world, self.event, *PEOPLE)
        self.voting: Voting = world.act(dots.open_voting, "facilitator", workshop=self.event)

    def place(self, place: int, role: str = "participant", times: int = 1) -> int:
        left = -1
        for _time in range(times):
            left = self.world.act(dots.place_dot, role, voting=self.voting, note=self.notes[place])
        return left

    def take(self, place: int, role: str = "participant") -> int:
        return self.world.act(dots.take_dot, role, voting=self.voting, note=self.notes[place])

    def close(self) -> Voting:
        self.voting = self.world.act(dots.close_voting, "facilitator", voting=self.voting)
        return self.voting


@pytest.fixture
def vote(world: World) -> Vote:
    return Vote(world)


def test_five_dots_several_on_a_note_and_back(vote: Vote) -> None:
    assert vote.place(0, times=3) == 2
    assert vote.take(0) == 3
    assert vote.place(1, times=3) == 0
    with pytest.raises(Refused):
        vote.place(2)
    ballot = votes.ballot(vote.world.viewer("participant"), vote.voting)
    assert ballot.placed == {vote.notes[0].pk: 2, vote.notes[1].pk: 3}
    assert str(ballot.sentence)


def test_nobody_takes_a_dot_that_is_not_there(vote: Vote) -> None:
    vote.place(0, "representative")
    with pytest.raises(Refused):
        vote.take(0, "participant")


def test_the_roll_is_frozen_when_the_vote_opens(vote: Vote) -> None:
    rooms.admit(vote.world, vote.event, "account")
    with pytest.raises(Refused):
        vote.place(0, "account")
    with pytest.raises(Refused):
        vote.place(0, "")
    assert vote.voting.could_vote == 3


@pytest.mark.parametrize("role", ["participant", "facilitator", "coordinator", "operator"])
def test_nobody_sees_a_tally_before_closing(vote: Vote, role: str) -> None:
    vote.place(0, times=3)
    viewer = vote.world.viewer(role)
    assert votes.rankings(viewer, [vote.event.pk]) == {}
    assert votes.dots_by_note(viewer, [vote.voting]) == {}
    assert votes.turnout(viewer, vote.event.pk) == (0, 0)
    assert not Tally.objects.exists()


def test_closing_ranks_by_sum_with_ties_by_number(vote: Vote) -> None:
    vote.place(2, "participant", times=2)
    vote.place(3, "representative", times=2)
    vote.place(4, "notetaker", times=1)
    vote.place(0, "notetaker", times=1)
    closed = vote.close()
    assert (closed.could_vote, closed.did_vote) == (3, 3)
    found = votes.ranking(vote.world.viewer(), vote.event.pk)
    assert [(r.cluster.code, r.dots, r.rank) for r in found] == [
        ("C02", 4, 1),
        ("C01", 1, 2),
        ("C03", 1, 3),
    ]


def test_a_vote_after_closing_changes_nothing(vote: Vote) -> None:
    vote.place(0)
    vote.close()
    for deed in (vote.place, vote.take):
        with pytest.raises(Refused):
            deed(0)
    assert list(Tally.objects.values_list("dots", flat=True)) == [1]
    with pytest.raises(Refused):
        vote.close()


def test_after_closing_no_row_joins_a_person_and_a_choice(vote: Vote) -> None:
    vote.place(0)
    vote.place(2, "representative")
    vote.close()
    assert not Voter.objects.exists()
    assert not Dot.objects.exists()
    kept = {"id", "voting", "note", "dots", "paper"}
    assert {f.name for f in Tally._meta.get_fields()} == kept
    assert set(Tally.objects.values_list("paper", flat=True)) == {None}
    secret = Event.objects.filter(verb="workshops.place_dot")
    assert {(e.subject_kind, e.subject_id) for e in secret} == {
        ("workshops.voting", str(vote.voting.pk))
    }
    assert {(e.actor_key, e.role, str(e.facts)) for e in secret} == {("", "", "{}")}


def test_receipts_of_dots_name_nobody(vote: Vote) -> None:
    keys = [vote.world.ctx("participant", key=f"k{n}") for n in range(2)]
    for ctx in keys:
        dots.place_dot(ctx, voting=vote.voting, note=vote.notes[0])
    given = Receipt.objects.filter(verb="workshops.place_dot")
    assert {(receipt.actor, receipt.at.minute) for receipt in given} == {("secret", 0)}
    assert len({receipt.key for receipt in given} - {"k0", "k1"}) == 2


def test_one_vote_at_a_time_led_by_the_facilitator(vote: Vote) -> None:
    again: dict[str, Any] = {"workshop": vote.event}
    with pytest.raises(Refused):
        vote.world.act(dots.open_voting, "facilitator", **again)
    vote.close()
    with pytest.raises(Refused):
        vote.world.act(dots.open_voting, "participant", **again)
    assert vote.world.act(dots.open_voting, "coordinator", **again, dots=3).dots == 3


def test_while_it_is_open_no_note_comes_or_goes(vote: Vote) -> None:
    with pytest.raises(Refused):
        vote.world.act(notes.leave_note, "participant", board=vote.board, text="Късно", lang="bg")


def test_a_withdrawn_or_foreign_note_takes_no_dot(vote: Vote) -> None:
    other = rooms.open_wall(vote.world)
    strange = rooms.write(vote.world, other.boards.get(kind="need"), "Другаде")
    with pytest.raises(Refused):
        vote.world.act(dots.place_dot, "participant", voting=vote.voting, note=strange)
    Note.objects.filter(pk=vote.notes[0].pk).update(state="withdrawn")
    vote.notes[0].refresh_from_db()
    with pytest.raises(Refused):
        vote.place(0)


def test_regrouping_after_the_vote_moves_the_sums_with_the_notes(vote: Vote) -> None:
    vote.place(0, times=2)
    vote.close()
    vote.world.act(
        clusters.move_notes, "facilitator", notes=[vote.notes[0]], cluster=vote.groups[2]
    )
    found = votes.ranking(vote.world.viewer(), vote.event.pk)
    assert (found[0].cluster.code, found[0].dots) == ("C03", 2)


def paper(vote: Vote, **more: Any) -> Voting:
    counted = {vote.notes[0].pk: 3, vote.notes[2].pk: 4}
    sent = {"dots_by_note": counted, "dots": 5, "could_vote": 10, "did_vote": 2, **more}
    return vote.world.act(dots.enter_vote_result, "coordinator", workshop=vote.event, **sent)


def test_a_count_from_paper_is_marked_and_must_add_up(vote: Vote) -> None:
    vote.close()
    assert paper(vote).counted == "paper"
    found = votes.ranking(vote.world.viewer(), vote.event.pk)
    assert [(r.cluster.code, r.dots) for r in found][:2] == [("C02", 4), ("C01", 3)]
    with pytest.raises(Refused):
        paper(vote, did_vote=1)
    with pytest.raises(Refused):
        paper(vote, did_vote=11)
    with pytest.raises(Refused):
        paper(vote, dots_by_note={10**6: 1})
