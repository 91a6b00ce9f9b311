"""Fifty answers from one seat at once: one counts. Answers, edits and the closing take turns."""

from __future__ import annotations

from datetime import timedelta

from tests.features.workshops import build, live
from tests.features.workshops.evaluation import asked, form_of, told
from tests.races.test_receipts import at_once
from tests.world import World
from zaedno.core import clock
from zaedno.core.actions import system_ctx
from zaedno.core.fields import texts
from zaedno.core.verdict import Refused
from zaedno.features.workshops.actions import evaluation as actions
from zaedno.features.workshops.actions import run, session
from zaedno.features.workshops.models.event import Workshop
from zaedno.platform.forms.actions import editing
from zaedno.platform.forms.models import Reply


def meeting(world: World) -> Workshop:
    made = build.event(world)
    return run.start(world.ctx("facilitator"), event=made)


def test_one_seat_answers_once_however_often_it_is_sent(postgres: str) -> None:
    world = World()
    made = meeting(world)
    opened = session.open_session(world.ctx("facilitator"), workshop=made)
    live.join(world, opened)
    answers = told(world, made, useful=4)
    ctxs = [live.sitting(world) for _i in range(50)]
    said = at_once(50, lambda i: actions.evaluate(ctxs[i], event=made, answers=answers))
    assert [type(one) for one in said if one is not None] == [Refused] * 49
    assert Reply.objects.get().state == Reply.State.SENT


def test_one_sheet_counts_once(postgres: str) -> None:
    world = World()
    made = meeting(world)
    world.ctx("notetaker").viewer.alias()
    sheets = {"7": told(world, made, useful=4)}
    ctxs = [world.ctx("notetaker") for _i in range(20)]
    said = at_once(20, lambda i: actions.enter_evaluation(ctxs[i], event=made, sheets=sheets))
    assert said.count(1) == 1
    assert Reply.objects.count() == 1


def test_an_edit_and_the_first_answer_never_pass_each_other(postgres: str) -> None:
    world = World()
    made = meeting(world)
    page, answers = form_of(made).pages.get(), told(world, made, useful=4)
    for role in ("facilitator", "notetaker"):
        world.ctx(role).viewer.alias()

    def either(i: int) -> object:
        if i % 2:
            words = texts(bg=f"Още {i}?")
            return editing.write_question(
                world.ctx("facilitator"), page=page, kind="short", text=words
            )
        sheets = {str(i): answers}
        return actions.enter_evaluation(world.ctx("notetaker"), event=made, sheets=sheets)

    said = at_once(20, either)
    assert not [one for one in said if isinstance(one, Exception) and type(one) is not Refused]
    seen = {frozenset(reply.answers) for reply in Reply.objects.all()}
    assert seen == {frozenset(str(one.pk) for one in asked(world, made).values())}


def test_whoever_answers_while_it_closes_leaves_no_fingerprint(postgres: str) -> None:
    world = World()
    made = meeting(world)
    opened = session.open_session(world.ctx("facilitator"), workshop=made)
    for n in range(6):
        live.join(world, opened, f"t{n}")
    ctxs = [live.sitting(world, f"t{n}") for n in range(6)]
    answers = told(world, made, useful=4)
    end = clock.now()
    Workshop.objects.filter(pk=made.pk).update(
        state="results_draft", concluded_at=end - timedelta(days=14)
    )

    def either(i: int) -> object:
        """The answers arrived a minute before the end; the closing comes a minute after it."""
        if i == 3:
            with clock.at(end + timedelta(minutes=1)):
                return actions.close_evaluation(system_ctx(world.city), event=made)
        with clock.at(end - timedelta(minutes=1)):
            return actions.evaluate(ctxs[i], event=made, answers=answers)

    said = at_once(6, either)
    closed = said.pop(3)
    assert not [one for one in said if one is not None and type(one) is not Refused]
    assert closed == said.count(None) == Reply.objects.count()
    assert not Reply.objects.exclude(token="").exists()
