"""Discussion: row, event, refusal."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.features.proposals.build import drafted, open_process
from tests.platform.discussion.build import KIND, about, answered, said
from tests.world import World
from zaedno.core import clock
from zaedno.core.fields import texts
from zaedno.core.models import Event
from zaedno.core.verdict import Refused
from zaedno.platform.discussion.actions import moderation, reactions, writing
from zaedno.platform.discussion.models import Comment, Reaction, Report, Thread
from zaedno.platform.discussion.queries import desk, rows, things

FACTS = texts(bg="Обижда автора.", en="It insults the author.")


def read(world: World, row: Comment, role: str = "") -> str:
    viewer = world.viewer(role)
    fresh = rows.comment(viewer, row.receipt)
    return rows.words(viewer, fresh, own=rows.facts(viewer, fresh, clock.now()).own)


def test_the_first_comment_opens_the_thread(world: World) -> None:
    one = about(world)
    assert not Thread.objects.exists()
    made = said(world, one, position="for")
    held = Thread.objects.get()
    assert (held.kind, held.ident, held.comments, held.voices) == (KIND, str(one.pk), 1, 1)
    event = Event.objects.get(verb="discussion.comment")
    assert event.facts == {"thread": held.pk}, "no text and no position in the journal"
    assert rows.by_receipt(world.viewer(), made.receipt) == str(made.pk)


def test_answers_stand_under_what_they_answer_three_levels_deep(world: World) -> None:
    one = about(world)
    first = said(world, one)
    second = answered(world, first)
    other = said(world, one, "participant", text="Друго мнение.")
    third = answered(world, second, "editor", text="И аз благодаря.")
    fourth = answered(world, third, text="Няма защо, до скоро.")
    held = Thread.objects.get()
    old = rows.part(world.viewer(), held, order=rows.OLDEST, number=1)
    assert [row.pk for row in old.rows] == [one.pk for one in (first, second, third, fourth, other)]
    assert [row.depth for row in old.rows] == [0, 1, 2, 2, 0]
    new = rows.part(world.viewer(), held, order="", number=1)
    assert [row.pk for row in new.rows] == [one.pk for one in (other, first, second, third, fourth)]
    assert fourth.parent_id == third.pk
    assert [row.voice for row in old.rows] == [1, 2, 1, 2, 2]


@pytest.mark.parametrize("order", [rows.OLDEST, ""])
def test_pages_meet_without_gap_or_overlap(world: World, order: str) -> None:
    one = about(world)
    held = said(world, one).thread
    first = Comment.objects.get()
    for number in range(2, 96):
        first.pk, first.receipt = None, f"AAAA-{number:04d}"
        first.root, first.path = number, f"{number:08d}"
        first.save(force_insert=True)
    Thread.objects.update(comments=95)
    held.refresh_from_db()
    seen = [
        row.root
        for number in (1, 2, 3, 4)
        for row in rows.part(world.viewer(), held, order=order, number=number).rows
    ]
    assert seen == (list(range(1, 96)) if order else list(range(95, 0, -1)))
    assert rows.part(world.viewer(), held, order=order, number=9).number == 4
    assert rows.page_of(world.viewer(), Comment.objects.get(root=31)) == 2


def test_a_draft_is_not_discussed(world: World) -> None:
    row = drafted(world, open_process(world))
    with pytest.raises(Refused, match="не се обсъжда"):
        said(world, row, "participant")
    assert not Thread.objects.exists()


def test_twenty_an_hour(world: World) -> None:
    one = about(world)
    for number in range(20):
        said(world, one, text=f"Мнение {number}")
    with pytest.raises(Refused, match="двадесет"):
        said(world, one, text="Двадесет и първо")
    later = timezone.localtime(clock.now()) + timedelta(hours=1, minutes=1)
    with clock.at(later):
        said(world, one, text="Двадесет и първо")


def test_the_same_is_said_once(world: World) -> None:
    one = about(world)
    said(world, one)
    with pytest.raises(Refused, match="веднъж"):
        said(world, one, text="минавам ОТТАМ всеки ден")
    said(world, one, "participant")


def test_changing_keeps_how_it_read(world: World) -> None:
    row = said(world, about(world))
    writing.edit(world.ctx("editor"), comment=row, text="Минавам оттам рядко.", position="for")
    row.refresh_from_db()
    assert (row.text, row.position) == ("Минавам оттам рядко.", "for")
    assert row.wordings.get().text == "Минавам оттам всеки ден."
    with pytest.raises(Refused):
        writing.edit(world.ctx("participant"), comment=row, text="Чуждо", position="for")
    with clock.at(timezone.localtime(clock.now()) + timedelta(minutes=16)), pytest.raises(Refused):
        writing.edit(world.ctx("editor"), comment=row, text="Късно", position="for")


def test_what_is_withdrawn_keeps_its_place(world: World) -> None:
    row = said(world, about(world))
    answered(world, row)
    writing.withdraw(world.ctx("editor"), comment=row)
    assert read(world, row) == read(world, row, "moderator") == ""
    assert Thread.objects.get().comments == 2
    with pytest.raises(Refused):
        answered(world, row, "moderator")


def test_one_person_one_sign(world: World) -> None:
    row = said(world, about(world))
    ctx = world.ctx("participant")
    reactions.react(ctx, comment=row, sign="agree")
    reactions.react(ctx, comment=row, sign="thanks")
    assert rows.signs(world.viewer(), [row]) == {row.pk: {"thanks": 1}}
    with pytest.raises(Refused):
        reactions.react(world.ctx("editor"), comment=row, sign="agree")
    reactions.unreact(ctx, comment=row)
    assert not Reaction.objects.exists()
    event = Event.objects.filter(verb="discussion.react").last()
    assert (event.actor_key, event.facts) == ("", {})  # type: ignore[union-attr]


def test_a_report_names_nobody_and_counts_once(world: World) -> None:
    row = said(world, about(world))
    for _time in range(2):
        moderation.report(world.ctx(), comment=row, rule="insult", note="Вижте края.")
    moderation.report(world.ctx("participant"), comment=row, rule="spam")
    assert Report.objects.count() == 2
    [waiting] = desk.reported(world.viewer("moderator"))
    assert [one.rule for one in waiting.reports] == ["insult", "spam"]
    [task] = desk.staff_tasks(world.viewer("moderator"))
    assert "1 коментар" in task.title
    assert desk.staff_tasks(world.viewer("participant")) == []
    moderation.keep(world.ctx("moderator"), comment=row)
    assert desk.reported(world.viewer("moderator")) == []
    moderation.report(world.ctx("participant"), comment=row, rule="spam")
    assert desk.reported(world.viewer("moderator")) == [], "one report of a person, one answer"


def test_hidden_whole_and_shown_again_by_a_second_person(world: World) -> None:
    row = said(world, about(world))
    moderation.report(world.ctx(), comment=row, rule="insult")
    moderation.hide(world.ctx("moderator"), comment=row, rule="insult", facts=FACTS)
    assert (read(world, row), read(world, row, "editor")) == ("", "Минавам оттам всеки ден.")
    assert Report.objects.get().state == "upheld"
    assert things.things(world.viewer(), [str(row.pk)])[str(row.pk)].summary == ""
    with pytest.raises(Refused):
        moderation.appeal(world.ctx("participant"), comment=row, text="Нека се вижда.")
    moderation.appeal(world.ctx("editor"), comment=row, text="Не обиждам никого.")
    with pytest.raises(Refused, match="друг човек"):
        moderation.rule(world.ctx("moderator"), comment=row, ruling="restored", reason=FACTS)
    moderation.rule(world.ctx("coordinator"), comment=row, ruling="restored", reason=FACTS)
    assert read(world, row) == "Минавам оттам всеки ден."


def test_hidden_in_part(world: World) -> None:
    row = said(world, about(world), text="Иван Петров лъже, а улицата е опасна.")
    hide = moderation.hide
    with pytest.raises(Refused, match="не се среща"):
        hide(world.ctx("moderator"), comment=row, rule="insult", facts=FACTS, parts=["Петър"])
    hide(world.ctx("moderator"), comment=row, rule="insult", facts=FACTS, parts=["Иван Петров"])
    assert read(world, row) == "█████ лъже, а улицата е опасна."
    hide(world.ctx("coordinator"), comment=row, rule="insult", facts=FACTS)
    assert read(world, row) == ""
    moderation.appeal(world.ctx("editor"), comment=row, text="Улицата е опасна.")
    moderation.rule(world.ctx("moderator"), comment=row, ruling="restored", reason=FACTS)
    assert read(world, row) == "█████ лъже, а улицата е опасна.", "the first hiding still stands"


def test_what_its_author_withdrew_stays_withdrawn_whatever_is_decided(world: World) -> None:
    row = said(world, about(world), text="Иван Петров лъже, а улицата е опасна.")
    parts = ["Иван Петров"]
    moderation.hide(world.ctx("moderator"), comment=row, rule="insult", facts=FACTS, parts=parts)
    moderation.appeal(world.ctx("editor"), comment=row, text="Не обиждам никого.")
    writing.withdraw(world.ctx("editor"), comment=row)
    moderation.rule(world.ctx("coordinator"), comment=row, ruling="restored", reason=FACTS)
    assert read(world, row) == ""


def test_nobody_decides_on_their_own_objection(world: World) -> None:
    row = said(world, about(world), "coordinator")
    moderation.hide(world.ctx("moderator"), comment=row, rule="insult", facts=FACTS)
    moderation.appeal(world.ctx("coordinator"), comment=row, text="Не обиждам никого.")
    assert [bool(may) for _one, may in desk.objections(world.viewer("coordinator"))] == [False]
    with pytest.raises(Refused, match="друг човек"):
        moderation.rule(world.ctx("coordinator"), comment=row, ruling="restored", reason=FACTS)


def test_a_closed_thread_takes_no_comment(world: World) -> None:
    one = about(world)
    row = said(world, one)
    where = {"kind": KIND, "ident": str(one.pk)}
    with pytest.raises(Refused):
        writing.close(world.ctx("editor"), **where)
    writing.close(world.ctx("moderator"), **where)
    with pytest.raises(Refused, match="затворено"):
        said(world, one, "participant")
    with pytest.raises(Refused, match="затворено"):
        answered(world, row)
    writing.open_thread(world.ctx("moderator"), **where)
    said(world, one, "participant")


def test_the_voice_of_the_city_and_of_an_organisation(world: World) -> None:
    one = about(world)
    row = said(world, one, "coordinator", official=True)
    assert row.official
    with pytest.raises(Refused):
        said(world, one, "participant", official=True)
    body = world.organisation()
    with pytest.raises(Refused):
        said(world, one, "participant", organisation_id=body.pk)
