"""Questions about a meeting: written, frozen, answered once by nobody's name, shown from five."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from tests.features.workshops import build, live
from tests.features.workshops.evaluation import answer, asked, form_of, on_paper, told, typed
from tests.world import World
from zaedno.core import clock
from zaedno.core.fields import texts
from zaedno.core.models import Event
from zaedno.core.report import ReportScope
from zaedno.core.verdict import Refused
from zaedno.core.viewer import Viewer
from zaedno.features.workshops import schedule
from zaedno.features.workshops.actions import evaluation as actions
from zaedno.features.workshops.actions import run, session
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import everything, minutes, slides
from zaedno.features.workshops.queries.evaluation_results import outcome
from zaedno.features.workshops.report.evaluation import evaluated
from zaedno.platform.forms.actions import editing
from zaedno.platform.forms.models import Question, Reply
from zaedno.platform.forms.queries import rows as forms

HERE = "/bg/workshops/needs/evaluation/"
DESK = f"{HERE}desk/"


@pytest.fixture(autouse=True)
def after_the_meeting() -> Any:
    with clock.at(build.AFTER):
        yield


def test_an_event_is_called_with_the_ready_questions(world: World) -> None:
    made = build.event(world)
    questions = asked(world, made)
    assert list(questions) == ["useful", "heard", "again"]
    assert {one.kind for one in questions.values()} == {"scale"}
    assert set(questions["useful"].text) == {"bg", "en"}
    assert not hasattr(build.open_board(world), "evaluation")


def test_the_facilitator_writes_them_in_the_same_editor_until_the_first_answer(
    world: World,
) -> None:
    made = build.event(world)
    client, form = world.client("facilitator"), form_of(made)
    page = client.get(DESK).content.decode()
    assert f"/bg/forms/{form.pk}/" in page
    assert client.get(f"/bg/forms/{form.pk}/").status_code == 200
    sheet = form.pages.get()
    sent = {"text_bg": "Какво да запазим?", "text_en": "What shall we keep?"}
    assert client.post(f"/bg/forms/pages/{sheet.pk}/add/long/", sent).status_code == 302
    again = asked(world, made)["again"]
    part = {"part": f"question:{again.pk}"}
    assert client.post(f"/bg/forms/{form.pk}/move/", {**part, "way": "up"}).status_code == 302
    assert client.post(f"/bg/forms/{form.pk}/remove/", part).status_code == 302
    assert list(asked(world, made)) == ["useful", "heard", "Q3"]
    assert world.client("editor").get(f"/bg/forms/{form.pk}/").status_code == 403
    with clock.at(build.HELD):
        run.start(world.ctx("facilitator"), event=made)
        on_paper(world, made, 4)
    heard = f"question:{asked(world, made)['heard'].pk}"
    assert client.post(f"/bg/forms/{form.pk}/remove/", {"part": heard}).status_code == 403
    assert "Някой вече е отговорил" in client.get(f"/bg/forms/{form.pk}/").content.decode()
    assert "Виж въпросите" in client.get(DESK).content.decode()


def test_other_words_or_another_scale_are_another_question(world: World) -> None:
    made = build.event(world)
    ctx, one = world.ctx("facilitator"), asked(world, made)["useful"]
    editing.write_question(ctx, page=one.page, question=one, hint=texts(bg="За Вас"), required=True)
    assert asked(world, made)["useful"].required
    editing.write_question(ctx, page=one.page, question=one, most=7)
    assert list(asked(world, made)) == ["Q1", "heard", "again"]


def test_answered_once_in_secret_and_hidden_under_five(world: World) -> None:
    made = build.concluded(world)
    answer(world, world.ctx("participant"), made, useful=5, heard=4)
    with pytest.raises(Refused, match="Вече отговорихте"):
        answer(world, world.ctx("participant"), made, useful=1)
    with pytest.raises(Refused, match="участваха"):
        answer(world, world.ctx("account"), made, useful=1)
    event = Event.objects.filter(verb="workshops.evaluate").get()
    assert (event.actor_key, event.facts) == ("", {})
    assert event.at.minute == event.at.second == 0
    on_paper(world, made, 4, 4, 4)
    few = outcome(world.viewer(), made)
    assert (few.replies, few.answered) == (4, [])
    assert "по-малко от петима" in str(few.may.reason).lower()
    on_paper(world, made, 5, first=4)
    shown = outcome(world.viewer(), made)
    useful, heard, _again = shown.answered
    assert [count for _code, _words, count in useful.counts] == [0, 0, 0, 3, 2]
    assert (useful.n, useful.mean) == (5, 4.4)
    assert heard.few
    assert heard.counts == []


def test_nothing_is_shown_while_the_room_could_tell_whose_it_is(world: World) -> None:
    made = build.started(world)
    with clock.at(build.HELD):
        on_paper(world, made, 1, 2, 3, 4, 5, 5)
        assert not outcome(world.viewer("facilitator"), made).may
        page = world.client("facilitator").get(DESK).content.decode()
    assert "Отговориха 6 души." in page
    assert "когато срещата приключи" in page
    assert "chart" not in page


def with_logic(world: World, event: Workshop) -> dict[str, Question]:
    """One question is needed; a low mark opens another one."""
    ctx, known = world.ctx("facilitator"), asked(world, event)
    useful = known["useful"]
    editing.write_question(ctx, page=useful.page, question=useful, required=True)
    why = editing.write_question(
        ctx, page=useful.page, kind="long", text=texts(bg="Какво да подобрим?"), required=True,
        when_question_id=known["again"].pk, when_op="at_least", when_value="4",
    )  # fmt: skip
    return {**known, "why": why}


def guest(world: World, made: Workshop) -> tuple[Client, str]:
    """A phone without an account and without a script, and the address on its screen."""
    opened = session.open_session(world.ctx("facilitator"), workshop=made)
    client = live.browser(world, opened)
    page = client.get("/bg/workshops/needs/session/").content.decode()
    address = page.split(f'href="{HERE}')[1].split('"')[0]
    return client, HERE + address


def test_a_guest_answers_without_a_script_and_nothing_typed_is_lost(world: World) -> None:
    made = build.event(world)
    with clock.at(build.HELD):
        run.start(world.ctx("facilitator"), event=made)
        q = with_logic(world, made)
        client, address = guest(world, made)
        drawn = client.get(address).content.decode()
        assert "Какво да подобрим?" not in drawn
        first = {f"q{q['again'].pk}": "5", "drawn": [str(q[n].pk) for n in ("useful", "again")]}
        said = client.post(address, first)
        page = said.content.decode()
        assert said.status_code == 422
        assert "Какво да подобрим?" in page  # opened by the answer, asked now
        assert "checked" in page  # what was chosen is still chosen
        assert not Reply.objects.exists()
        sent = {
            **typed(world, made, useful=4, again=5),
            f"q{q['why'].pk}": "Повече време за въпроси",
        }
        done = client.post(address, sent, follow=True)
        assert "Никой не може да разбере" in done.content.decode()
        assert "Вече отговорихте" in client.get(address, follow=True).content.decode()
    reply = Reply.objects.get()
    assert reply.answers == {
        str(q["useful"].pk): 4, str(q["heard"].pk): None, str(q["again"].pk): 5,
        str(q["why"].pk): "Повече време за въпроси",
    }  # fmt: skip


def test_a_guests_address_outlives_the_session(world: World) -> None:
    made = build.event(world)
    with clock.at(build.HELD):
        run.start(world.ctx("facilitator"), event=made)
        _client, address = guest(world, made)
        session.close_session(world.ctx("facilitator"), workshop=made)
    run.conclude(world.ctx("facilitator"), event=made)
    sent = typed(world, made, useful=5)
    assert world.client().post(address, sent).status_code == 302
    assert world.client().post(address, sent, follow=True).redirect_chain
    assert Reply.objects.count() == 1


def test_personal_data_is_caught_before_it_is_kept(world: World) -> None:
    made = build.event(world)
    q = with_logic(world, made)
    with clock.at(build.HELD):
        run.start(world.ctx("facilitator"), event=made)
        _client, address = guest(world, made)
        sent = typed(world, made, useful=4, again=5)
        sent[f"q{q['why'].pk}"] = "Обадете ми се на 0888 123 456"
        refused = world.client().post(address, sent)
    assert refused.status_code == 422
    assert "0888 123 456" in refused.content.decode()
    assert not Reply.objects.exists()


def test_two_weeks_later_it_is_closed_and_nobody_can_be_told(world: World) -> None:
    made = build.concluded(world)
    answer(world, world.ctx("participant"), made, useful=5)
    assert Reply.objects.exclude(token="").count() == 1
    with clock.at("2027-03-26 16:00"):
        assert schedule.close_evaluations_due() == 0
    with clock.at("2027-03-26 16:11"):
        with pytest.raises(Refused, match=r"до 26.март 2027"):
            answer(world, world.ctx("participant"), made, useful=1)
        assert schedule.close_evaluations_due() == 1
        assert schedule.close_evaluations_due() == 0
        with pytest.raises(Refused):
            on_paper(world, made, 3)
    assert not Reply.objects.exclude(token="").exists()


def test_before_the_meeting_it_says_when_it_opens(world: World) -> None:
    made = build.event(world)
    with clock.at("2027-03-01 09:00"), pytest.raises(Refused, match=r"12.март 2027.*12:00"):
        actions.enter_evaluation(world.ctx("notetaker"), event=made, sheets={"1": {}})


def test_a_sheet_is_typed_in_once(world: World) -> None:
    made = build.concluded(world)
    client = world.client("notetaker")
    sent = {**typed(world, made, useful=4, heard=2), "sheet": "7"}
    assert "Лист 7 е отчетен" in client.post(f"{HERE}sheet/", sent, follow=True).content.decode()
    again = client.post(f"{HERE}sheet/", sent)
    assert again.status_code == 422
    assert "вече е въведен" in again.content.decode()
    reply = Reply.objects.get()
    assert (reply.channel, reply.sheet, reply.state) == ("paper", "7", "sent")
    assert world.client("participant").get(f"{HERE}sheet/").status_code == 403


def lots(world: World, slug: str = "needs") -> Workshop:
    made = build.concluded(world, slug)
    ctx, page = world.ctx("facilitator"), form_of(made).pages.get()
    keep = editing.write_question(ctx, page=page, kind="long", text=texts(bg="Какво да запазим?"))
    sheets = {
        str(n): {**told(world, made, useful=n % 3 + 3), str(keep.pk): f"Мисъл {n}"}
        for n in range(1, 7)
    }
    actions.enter_evaluation(world.ctx("notetaker"), event=made, sheets=sheets, mark="illustrative")
    return made


def test_results_stand_on_every_page_that_tells_of_the_meeting(world: World) -> None:
    made = lots(world)
    for path in ("results/", "thanks/"):
        page = world.client().get(f"/bg/workshops/needs/{path}").content.decode()
        assert "6 души видяха този въпрос" in page
        assert "Мисъл 1" not in page
        assert "примерно" in page
    desk = world.client("facilitator").get(DESK).content.decode()
    assert "Мисъл 1" in desk
    public = Viewer(city=world.city, lang="bg")
    with override("bg"):
        chapter = next(c for c in minutes.chapters(public, made) if c.key == "evaluation")
        drawn = slides.slides(public, made)
    useful = next(p for p in chapter.parts if p.passage.key == "evaluation-useful")
    shown = "".join(str(getattr(p, "text", p)) for line in useful.lines for p in line)
    assert "Отговориха 6 души" in shown
    assert "Средно 4,0" in shown
    assert any("полезна" in slide["title"] and slide["bars"] for slide in drawn)
    rows = list(everything.table(public, made, "evaluation").run())
    values = {r["value"]: r["count"] for r in rows if r["question"] == "useful"}
    assert values == {"1": 0, "2": 0, "3": 2, "4": 2, "5": 2}
    names = [r["question"] for r in everything.table(public, made, "evaluation_questions").run()]
    assert names == ["useful", "heard", "again", "Q4"]


def test_meetings_are_compared_by_what_was_asked_alike(world: World) -> None:
    first, second = lots(world), lots(world, "second")
    public = Viewer(city=world.city, lang="en")
    with override("en"):
        section = evaluated(public, [first, second])
    *_each, beside = section.blocks
    assert [[str(c) for c in row] for row in beside.cells()] == [  # type: ignore[union-attr]
        ["The meeting was useful for my organisation", "4.0", "4.0"]
    ]
    assert section.illustrative
    assert ReportScope  # the section is offered through `report.events.sections`


def test_the_table_of_answers_tells_no_day_and_no_language(world: World) -> None:
    lots(world)
    client = world.client("facilitator")
    body = b"".join(client.get(f"{HERE}answers.csv")).decode()  # type: ignore[call-overload]
    rows = list(csv.reader(io.StringIO(body.lstrip("\ufeff"))))
    assert rows[0] == ["Q1", "Q2", "Q3", "Q4"]
    assert len(rows) == 7
    assert world.client("notetaker").get(f"{HERE}answers.csv").status_code == 403


def test_the_table_of_a_few_is_refused(world: World) -> None:
    made = build.concluded(world)
    on_paper(world, made, 4, 4)
    refused = world.client("facilitator").get(f"{HERE}answers.csv")
    assert refused.status_code == 403
    assert "по-малко от петима" in refused.content.decode().lower()


def test_pages_cost_the_same_however_many_answered(
    world: World, django_assert_max_num_queries: Any
) -> None:
    made = lots(world)
    client = world.client("facilitator")
    client.get(DESK)
    with django_assert_max_num_queries(22) as few:
        client.get(DESK)
    sheets = {f"m{n}": told(world, made, useful=3) for n in range(20)}
    actions.enter_evaluation(world.ctx("notetaker"), event=made, sheets=sheets)
    with django_assert_max_num_queries(len(few)):
        client.get(DESK)
    guest_page = world.client("participant")
    guest_page.get(HERE)
    with django_assert_max_num_queries(18):
        guest_page.get(HERE)


def test_the_lead_sees_how_many_answered(world: World) -> None:
    made = build.started(world)
    with clock.at(build.HELD):
        session.open_session(world.ctx("facilitator"), workshop=made)
        on_paper(world, made, 4, 5)
        page = world.client("facilitator").get("/bg/workshops/needs/session/lead/")
    assert DESK in page.content.decode()
    assert "<strong>2</strong> казаха как мина срещата" in page.content.decode()


def test_another_city_is_not_there(world: World) -> None:
    build.concluded(world)
    client = world.client("facilitator", world.other_city)
    for path in ("", "desk/", "sheet/", "answers.csv"):
        assert client.get(HERE + path).status_code == 404
    assert forms.form(world.viewer(), form_of(Workshop.objects.get()).pk)
