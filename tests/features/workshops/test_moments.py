"""Letters and calendar at the right moment: cancelling, reminder, thanks, what became of notes."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from tests.features.workshops import build, rooms
from tests.features.workshops.evaluation import answer, asked, typed
from tests.world import World
from zaedno.core import clock
from zaedno.core.fields import texts
from zaedno.core.models import Event
from zaedno.core.verdict import Refused
from zaedno.features.needs.models.need import Need
from zaedno.features.workshops import schedule
from zaedno.features.workshops.actions import afterwards, attendance, interests, plan, results, run
from zaedno.features.workshops.models.board import Board
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import evaluation
from zaedno.features.workshops.queries.afterwards import begins
from zaedno.platform.forms.models import Reply
from zaedno.platform.notifications.models import Message

REASON = texts(bg="Залата е наводнена.", en="The hall is flooded.")


def letters(kind: str) -> list[Message]:
    return list(Message.objects.filter(kind=f"workshops.{kind}").order_by("id"))


def registered(world: World) -> Workshop:
    made = build.event(world)
    applied = build.interest(world, made)
    with clock.at("2027-02-11 10:00"):
        interests.accept(world.ctx("coordinator"), interest=applied)
    return made


def cancelled(world: World) -> Workshop:
    made = registered(world)
    with clock.at("2027-03-01 10:00"):
        return plan.cancel(world.ctx("coordinator"), event=made, reason=REASON)


def test_cancelling_tells_everybody_and_stays_in_the_calendar(world: World) -> None:
    made = registered(world)
    client = world.client()
    before = client.get(f"/bg/workshops/{made.slug}/event.ics").content.decode()
    with clock.at("2027-03-01 10:00"):
        plan.cancel(world.ctx("coordinator"), event=made, reason=REASON)
    after = client.get(f"/bg/workshops/{made.slug}/event.ics").content.decode()
    assert "STATUS:CANCELLED" in after
    assert "STATUS:CONFIRMED" in before
    assert sequence(after) > sequence(before)
    assert uid(after) == uid(before)
    told = letters("cancelled")
    assert len(told) == 1
    assert "Залата е наводнена." in told[0].body
    assert "event.ics" in told[0].body
    page = client.get(f"/bg/workshops/{made.slug}/").content.decode()
    assert "Това събитие е отменено." in page
    assert "Залата е наводнена." in page
    english = client.get(f"/en/workshops/{made.slug}/").content.decode()
    assert "The hall is flooded." in english
    recorded = Event.objects.get(verb="workshops.cancel")
    assert recorded.facts == {"state": "cancelled", "told": 1}


def sequence(calendar: str) -> int:
    return int(calendar.split("SEQUENCE:")[1].split()[0])


def uid(calendar: str) -> str:
    return calendar.split("UID:")[1].split()[0]


def test_a_cancelled_event_does_nothing_more(world: World) -> None:
    made = cancelled(world)
    with pytest.raises(Refused, match="отменен"):
        run.start(world.ctx("facilitator"), event=made)
    with pytest.raises(Refused, match="отменен"):
        plan.cancel(world.ctx("coordinator"), event=made, reason=REASON)
    with clock.at("2027-03-11 15:00"):
        assert schedule.remind_due() == 0
    listed = world.client().get("/bg/workshops/?when=upcoming").content.decode()
    assert "Семинар за нуждите" not in listed


def test_who_cancels_and_why(world: World) -> None:
    made = registered(world)
    with pytest.raises(Refused):
        plan.cancel(world.ctx("facilitator"), event=made, reason=REASON)
    with pytest.raises(Refused, match="Посочете защо"):
        plan.cancel(world.ctx("coordinator"), event=made, reason=texts())
    client = world.client("coordinator")
    url = f"/bg/workshops/{made.slug}/cancel/"
    assert client.post(url, {"reason_bg": "", "reason_en": ""}).status_code == 422
    assert client.post(url, {"reason_bg": "Буря.", "reason_en": ""}).status_code == 302
    made.refresh_from_db()
    assert made.state == "cancelled"
    begun = build.started(world, "begun")
    with pytest.raises(Refused, match="приключете"):
        plan.cancel(world.ctx("coordinator"), event=begun, reason=REASON)


def test_a_cancelled_open_board_takes_no_notes(world: World) -> None:
    board = build.open_board(world)
    with clock.at("2027-02-20 09:00"):
        plan.cancel(world.ctx("coordinator"), event=board, reason=REASON)
    assert set(Board.objects.filter(workshop=board).values_list("state", flat=True)) == {"closed"}
    with clock.at("2027-03-02 09:00"):
        assert schedule.open_due() == 0


def test_the_reminder_goes_out_once_on_the_day_before(world: World) -> None:
    made = registered(world)
    with clock.at("2027-03-11 11:59"):
        assert schedule.remind_due() == 0
    with clock.at("2027-03-11 12:00"):
        assert schedule.remind_due() == 1
        assert schedule.remind_due() == 0
    told = letters("reminder")
    assert [letter.subject for letter in told] == ["Утре: Семинар за нуждите"]
    assert "12\xa0март 2027" in told[0].body
    with clock.at("2027-03-11 15:00"):
        plan.move_date(
            world.ctx("coordinator"),
            event=made,
            to=build.When.day(build.DAY + timedelta(days=7)),
            reason=REASON,
        )
    with clock.at("2027-03-18 12:00"):
        assert schedule.remind_due() == 1  # of the new day


def test_who_waits_is_not_reminded(world: World) -> None:
    made = build.event(world)
    build.interest(world, made)  # received, not answered
    with clock.at("2027-03-11 15:00"):
        assert schedule.remind_due() == 1
    assert letters("reminder") == []


def test_when_an_event_begins(world: World) -> None:
    made = build.event(world)
    viewer = world.viewer()
    assert begins(viewer, made) == made.starts_at
    made.starts_at = None
    found = begins(viewer, made)
    assert found is not None
    assert (found.hour, found.date()) == (9, build.DAY)
    made.planned = build.When("2027-03")
    assert begins(viewer, made) is None


def test_thanks_go_out_on_the_next_morning_once(world: World) -> None:
    build.concluded(world)
    with clock.at("2027-03-13 09:00"):
        assert schedule.thank_due() == 0
    with clock.at("2027-03-13 11:00"):
        assert schedule.thank_due() == 1
        assert schedule.thank_due() == 0
    told = letters("thanks")
    assert len(told) == 1
    assert "evaluation/" in told[0].body
    with pytest.raises(Refused, match="вече е благодарено"):
        afterwards.thank(world.ctx("coordinator"), event=Workshop.objects.get())


def answered(world: World, mail: Any, **given: int) -> Any:
    """The link out of a letter, opened by a browser that nobody knows."""
    path = re.search(r"https?://[^/]+(/\S+/evaluation/\S+)", mail.body)
    assert path is not None
    client = world.client()
    form = client.get(path[1], follow=True)
    if not given:
        return form
    made = Workshop.objects.get(slug=path[1].split("/")[3])
    return client.post(path[1], typed(world, made, **given), follow=True)


def test_the_letter_of_thanks_lets_everybody_answer_once_without_an_account(world: World) -> None:
    made = build.event(world)
    sent = build.interest(world, made, mailbox="dom@example.org")
    interests.accept(world.ctx("coordinator"), interest=sent)
    late = build.interest(world, made, mailbox="late@example.org")
    interests.waitlist(world.ctx("coordinator"), interest=late)
    with clock.at(build.HELD):
        run.start(world.ctx("facilitator"), event=made)
        person = world.person("participant")
        attendance.admit(world.ctx("facilitator"), event=made, persons=[person])
    with clock.at(build.AFTER):
        run.conclude(world.ctx("facilitator"), event=made)
    with clock.at("2027-03-13 11:00"):
        assert schedule.thank_due() == 1
        told = {one.to: one for one in letters("thanks")}
        assert set(told) == {"dom@example.org", person.email}  # who waited did not take part
        mine = told["dom@example.org"]
        form = answered(world, mine)
        assert form["Referrer-Policy"] == "same-origin"
        assert "Благодарим" in answered(world, mine, useful=5, heard=4).content.decode()
        again = answered(world, mine, useful=1)
        assert "Вече отговорихте" in again.content.decode()
        useful = str(asked(world, made)["useful"].pk)
        assert Reply.objects.get().answers[useful] == 5
        # One address is one participant: by letter or with the account.
        answer(world, world.ctx("participant"), made, useful=3)
        assert "Вече отговорихте" in answered(world, told[person.email]).content.decode()
        assert Reply.objects.count() == 2
    path = evaluation.link(world.city, made, "dom@example.org")
    assert world.client().get(path[:-3] + "00/").status_code == 404
    other = build.event(world, "second")
    wrong = path.replace(f"/{made.slug}/", f"/{other.slug}/")
    assert world.client().get(wrong).status_code == 404
    assert "dom@example.org" not in path


def grown(world: World, *, needs: bool = True) -> Workshop:
    made = build.started(world)
    with clock.at(build.HELD):
        attendance.admit(
            world.ctx("facilitator"), event=made, persons=[world.person("participant")]
        )
        board = Board.objects.filter(workshop=made).first()
        assert board is not None
        group = rooms.group(world, made, "Обратна връзка", [rooms.write(world, board, "Мисъл")])
    staff = world.ctx("coordinator")
    with clock.at(build.AFTER):
        run.conclude(world.ctx("facilitator"), event=made)
    with clock.at("2027-03-13 09:00"):
        results.open_corrections(staff, event=made)
    with clock.at("2027-03-19 09:00"):
        made = results.validate(staff, event=made)
        made = results.publish_results(staff, event=made)
        if needs:
            need_of(world, group)
    return made


def need_of(world: World, group: Any) -> Any:
    """As the button on the page of groups makes it: the form has the group's words already."""
    client = world.client("coordinator")
    page = client.get(f"/bg/workshops/{group.workshop.slug}/harvest/").content.decode()
    address = next(
        part.split('"')[0] for part in page.split('href="') if part.startswith("/bg/needs/new")
    ).replace("&amp;", "&")
    form = client.get(address)
    assert form.status_code == 200
    assert "Обратна връзка" in form.content.decode()
    data = {"text_bg": "Да има обратна връзка", "text_en": "", "board": "need", "scope": ""}
    answer = client.post(address, {**data, "theme": ""})
    assert answer.status_code == 302
    return Need.objects.get()


def test_what_became_of_the_notes_is_told(world: World) -> None:
    made = grown(world)
    page = world.client().get(f"/bg/workshops/{made.slug}/harvest/").content.decode()
    assert "/bg/needs/" in page
    assert "needs/new" not in page  # a visitor makes nothing of it
    with clock.at("2027-04-01 09:00"):
        assert schedule.tell_outcomes_due() == 0
    with clock.at("2027-04-19 09:00"):
        assert schedule.tell_outcomes_due() == 1
        assert schedule.tell_outcomes_due() == 0
    told = letters("outcome")
    assert len(told) == 1
    assert "„Обратна връзка“ →" in told[0].body
    with pytest.raises(Refused, match="вече е казано"):
        afterwards.tell_outcome(world.ctx("coordinator"), event=made)


def test_nothing_is_told_where_nothing_grew(world: World) -> None:
    made = build.validated(world)
    with pytest.raises(Refused, match="още нищо не е израснало"):
        afterwards.tell_outcome(world.ctx("coordinator"), event=made)
    with pytest.raises(Refused, match="утвърден"):
        afterwards.tell_outcome(world.ctx("coordinator"), event=build.concluded(world, "another"))
