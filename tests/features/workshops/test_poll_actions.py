"""Live polls: answering, counting, publishing apart, asking again, moderating."""

from __future__ import annotations

from typing import Any

import pytest

from tests.features.workshops import rooms
from tests.world import World
from zaedno.core.actions import Ctx
from zaedno.core.clock import now
from zaedno.core.models import Event
from zaedno.core.verdict import Refused
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.actions import answers, dots, polls, replies
from zaedno.features.workshops.models.attendance import Admission
from zaedno.features.workshops.models.poll import Poll, PollAnswer, PollSheet
from zaedno.features.workshops.models.replies import CloudWord, Reply, WordMark
from zaedno.features.workshops.queries import poll_results as results
from zaedno.features.workshops.queries import polls as queries
from zaedno.platform.people.models import Organisation, Person, StakeholderKind

OPTIONS = ["Онлайн", "На място", "По телефона"]


class Room:
    """A workshop with as many admitted people as a test asks for."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.event = rooms.workshop(world)
        self.people: list[Ctx] = []

    def join(self, many: int, kind: StakeholderKind | None = None) -> list[Ctx]:
        """So many more people; `kind` makes them speak for organisations of it."""
        return [self._one(kind) for _n in range(many)]

    def _one(self, kind: StakeholderKind | None) -> Ctx:
        number = len(self.people)
        person = Person.objects.create(email_hash=f"p{number}", asked_at=now())
        Admission.objects.create(
            city=self.world.city, workshop=self.event, person=person, admitted_at=now()
        )
        represents = frozenset[int]()
        if kind is not None:
            body = Organisation.objects.create(
                city=self.world.city, slug=f"o{number}", kind=kind, name={"bg": f"О {number}"}
            )
            represents = frozenset({body.pk})
        viewer = Viewer(city=self.world.city, person=person, represents=represents)
        self.people.append(Ctx(viewer=viewer))
        return self.people[-1]

    def ask(self, kind: str, **more: Any) -> Poll:
        asked: dict[str, Any] = {"question": {"bg": "Какво мислите?"}, **more}
        if kind in ("multiple", "ranking", "hundred"):
            asked["items"] = [{"text": {"bg": text}} for text in OPTIONS]
        if kind in ("single", "quiz"):
            asked["choices"] = [{"bg": text} for text in OPTIONS]
        made = self.lead(polls.prepare_poll, workshop=self.event, kind=kind, **asked)
        return self.lead(polls.open_poll, poll=made)

    def lead(self, action: Any, **inputs: Any) -> Any:
        return self.world.act(action, "facilitator", **inputs)

    def answer(self, ctx: Ctx, poll: Poll, *values: int | None) -> None:
        pairs = zip(poll.items.all(), values, strict=False)
        sent = [(item.pk, "", value) for item, value in pairs if value is not None]
        answers.answer_poll(ctx, poll=poll, answers=sent)

    def publish(self, poll: Poll) -> results.Result:
        self.lead(polls.close_poll, poll=poll)
        self.lead(polls.publish_poll, poll=poll)
        return self.seen(poll)

    def seen(self, poll: Poll, role: str = "") -> results.Result:
        viewer = self.world.viewer(role)
        return results.result(viewer, queries.poll(viewer, poll.pk))


@pytest.fixture
def room(world: World) -> Room:
    return Room(world)


def test_several_answers_are_counted_by_person(room: Room) -> None:
    poll = room.ask("multiple", most=2)
    for at, ctx in enumerate(room.join(5)):
        room.answer(ctx, poll, 1, None if at else 1)
    with pytest.raises(Refused):
        room.answer(room.people[0], poll, 1, 1, 1)
    told = room.publish(poll)
    assert [(str(line.item), line.count, line.share) for line in told.lines] == [
        ("Онлайн", 5, 100),
        ("На място", 1, 20),
        ("По телефона", 0, 0),
    ]


def test_a_hundred_points_and_not_one_more(room: Room) -> None:
    poll = room.ask("hundred")
    people = room.join(6)
    for ctx in people:
        room.answer(ctx, poll, 20, 80)
    with pytest.raises(Refused, match="110"):
        room.answer(people[0], poll, 20, 90)
    room.answer(people[0], poll, 100)  # sent again, it replaces itself
    told = room.publish(poll)
    assert [(str(line.item), round(line.figure, 1)) for line in told.lines] == [
        ("На място", 66.7),
        ("Онлайн", 33.3),
        ("По телефона", 0.0),
    ]
    assert told.lines[0].spread is not None
    assert round(told.lines[0].spread.deviation, 1) == 29.8


def test_a_ranking_orders_by_its_points(room: Room) -> None:
    poll = room.ask("ranking")
    for ctx in room.join(5):
        room.answer(ctx, poll, 2, 1, None)
    told = room.publish(poll)
    assert [(str(line.item), line.figure, line.firsts) for line in told.lines][:2] == [
        ("На място", 15, 5),
        ("Онлайн", 10, 0),
    ]


def test_a_quiz_tells_the_right_answer_only_after_it_is_published(room: Room) -> None:
    poll = room.ask("quiz", right=2)
    for at, ctx in enumerate(room.join(5)):
        room.answer(ctx, poll, 2 if at < 3 else 1)
    assert not any(c.right for c in room.seen(poll).items[0].choices)
    told = room.publish(poll).items[0]
    assert [(c.right, c.share) for c in told.choices] == [(False, 40), (True, 60), (False, 0)]


def test_who_skips_a_scale_is_counted(room: Room) -> None:
    poll = room.ask("scale")
    for at, ctx in enumerate(room.join(6)):
        room.answer(ctx, poll, 0 if at < 2 else 4)
    view = room.publish(poll).items[0]
    assert (view.n, view.choices[-1].count) == (6, 2)
    assert view.spreads[0][1].mean == 4


def test_nobody_sees_a_result_while_it_is_open_or_before_it_is_published(room: Room) -> None:
    poll = room.ask("scale")
    for ctx in room.join(5):
        room.answer(ctx, poll, 3)
    assert not room.seen(poll, "facilitator").seen
    room.lead(polls.close_poll, poll=poll)
    assert room.seen(poll, "facilitator").seen
    assert not room.seen(poll, "participant").seen
    assert room.seen(poll, "participant").items[0].n is None
    room.lead(polls.publish_poll, poll=poll)
    assert room.seen(poll, "participant").items[0].n == 5
    with pytest.raises(Refused):
        room.lead(polls.publish_poll, poll=poll)


@pytest.mark.parametrize("kind", ["single", "scale", "multiple", "ranking", "hundred", "quiz"])
def test_four_answers_are_too_few(room: Room, kind: str) -> None:
    poll = room.ask(kind, **({"right": 1} if kind == "quiz" else {}))
    for ctx in room.join(4):
        room.answer(ctx, poll, 100 if kind == "hundred" else 1)
    told = room.publish(poll)
    assert told.few
    assert not told.lines
    assert not any(view.shown for view in told.items)


def test_closing_forgets_who_and_fixes_how_many_could(room: Room) -> None:
    poll = room.ask("single")
    for ctx in room.join(5):
        room.answer(ctx, poll, 1)
    room.join(2)
    told = room.publish(poll)
    assert (told.poll.answered, told.poll.could_answer) == (5, 7)
    assert not PollSheet.objects.exists()
    assert not PollAnswer.objects.exists()
    journal = Event.objects.filter(verb="workshops.answer_poll")
    assert {(e.actor_key, e.role, str(e.facts)) for e in journal} == {("", "", "{}")}


def test_groups_stand_side_by_side_and_none_can_be_worked_out(room: Room) -> None:
    ngo = rooms.kind(room.world, room.event, "ngo", 0)
    firm = rooms.kind(room.world, room.event, "firm", 0)
    town = rooms.kind(room.world, room.event, "town", 0)
    poll = room.ask("scale")
    for many, kind, value in ((6, ngo, 5), (5, firm, 1), (2, town, 3), (3, None, 3)):
        for ctx in room.join(many, kind):
            room.answer(ctx, poll, value)
    told = room.publish(poll)
    (_item, side), *_more = told.groups
    assert side.heads == [("ngo", 6), ("firm", 5)]
    assert side.rows[4] == ("5", ["6 (100\u00a0%)", "0 (0\u00a0%)"])
    kept = poll.items.get().result["groups"]
    assert set(kept) == {str(ngo.pk), str(firm.pk)}  # of the small ones nothing is kept at all


def test_a_lone_small_group_takes_the_next_one_with_it(room: Room) -> None:
    ngo = rooms.kind(room.world, room.event, "ngo", 0)
    firm = rooms.kind(room.world, room.event, "firm", 0)
    town = rooms.kind(room.world, room.event, "town", 0)
    poll = room.ask("scale")
    for many, kind in ((7, ngo), (6, firm), (2, town)):
        for ctx in room.join(many, kind):
            room.answer(ctx, poll, 4)
    room.publish(poll)
    assert set(poll.items.get().result["groups"]) == {str(ngo.pk)}


def test_asking_again_keeps_the_round_before(room: Room) -> None:
    poll = room.ask("single")
    for ctx in room.join(5):
        room.answer(ctx, poll, 1)
    again = room.lead(polls.repeat_poll, poll=poll)
    poll.refresh_from_db()
    assert (poll.state, poll.answered, poll.items.get().result["n"]) == ("closed", 5, 5)
    assert (again.state, again.round, again.earlier, again.choices) == (
        "planned",
        2,
        poll,
        poll.choices,
    )
    with pytest.raises(Refused):
        room.lead(polls.repeat_poll, poll=poll)
    room.lead(polls.open_poll, poll=again)
    room.answer(room.people[0], again, 2)
    assert room.publish(again).poll.answered == 1


def test_one_vote_or_poll_at_a_time(room: Room) -> None:
    room.ask("single")
    with pytest.raises(Refused):
        room.ask("scale")
    note = rooms.write(room.world, rooms.open_boards(room.world, room.event)[0], "Мисъл")
    room.join(1)
    with pytest.raises(Refused):
        room.lead(dots.open_voting, workshop=room.event)
    assert note.pk


def test_words_meet_in_one_row_and_nobody_says_one_twice(room: Room) -> None:
    poll = room.ask("cloud", most=2)
    people = room.join(5)
    for at, ctx in enumerate(people):
        replies.say_word(ctx, poll=poll, text=" Отговор " if at % 2 else "отговор", lang="bg")
    with pytest.raises(Refused):
        replies.say_word(people[0], poll=poll, text="ОТГОВОР", lang="bg")
    assert replies.say_word(people[0], poll=poll, text="доверие", lang="bg") == 0
    with pytest.raises(Refused):
        replies.say_word(people[0], poll=poll, text="трета", lang="bg")
    assert not room.seen(poll, "facilitator").words
    told = room.publish(poll)
    assert [(w.word.text, w.word.count, w.size) for w in told.words] == [
        ("отговор", 5, 5),
        ("доверие", 1, 1),
    ]
    assert not WordMark.objects.exists()


def test_a_stopped_word_is_not_taken_not_shown_and_comes_back(room: Room) -> None:
    poll = room.ask("cloud")
    people = room.join(5)
    for ctx in people[:4]:
        replies.say_word(ctx, poll=poll, text="Глупост", lang="bg")
    room.world.act(replies.stop_word, "moderator", poll=poll, text="ГЛУПОСТ ")
    with pytest.raises(Refused):
        replies.say_word(people[4], poll=poll, text="глупост", lang="bg")
    replies.say_word(people[4], poll=poll, text="мъдрост", lang="bg")
    assert [w.word.text for w in room.publish(poll).words] == ["мъдрост"]
    room.world.act(replies.allow_word, "moderator", poll=poll, text="глупост")
    assert [w.word.count for w in room.seen(poll).words] == [4, 1]
    with pytest.raises(Refused):
        room.world.act(replies.stop_word, "participant", poll=poll, text="мъдрост")


def test_a_text_waits_for_the_moderator_and_is_never_deleted(room: Room) -> None:
    poll = room.ask("text", most=1)
    ctx = room.join(1)[0]
    replies.reply(ctx, poll=poll, text="Ще идвам по-често.", lang="bg")
    with pytest.raises(Refused):
        replies.reply(ctx, poll=poll, text="И още нещо.", lang="bg")
    said = Reply.objects.get()
    assert not room.seen(poll).replies
    room.world.act(replies.publish_reply, "moderator", reply=said)
    assert [str(r) for r in room.seen(poll).replies] == ["Ще идвам по-често."]
    room.world.act(replies.hide_reply, "notetaker", reply=said)
    assert not room.seen(poll).replies
    room.world.act(replies.publish_reply, "moderator", reply=said)
    assert room.seen(poll).replies
    with pytest.raises(Refused):
        room.world.act(replies.hide_reply, "participant", reply=said)
    assert {f.name for f in Reply._meta.get_fields()} == {
        "id",
        "mark",
        "poll",
        "text",
        "lang",
        "state",
    }


def test_the_wrong_kind_of_answer_is_refused(room: Room) -> None:
    poll = room.ask("single")
    ctx = room.join(1)[0]
    with pytest.raises(Refused):
        replies.say_word(ctx, poll=poll, text="дума", lang="bg")
    with pytest.raises(Refused):
        room.answer(ctx, poll, 4)
    assert not CloudWord.objects.exists()
    assert not PollSheet.objects.exists()
