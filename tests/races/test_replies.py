"""Fifty replies of one person at once: one counts, and its first answers stay. On PostgreSQL."""

from __future__ import annotations

from tests.features.surveys.build import ask, chose, opened, page
from tests.races.test_receipts import at_once
from tests.world import World
from zaedno.core.verdict import Refused
from zaedno.features.surveys.actions import making, replies
from zaedno.platform.forms.models import Reply


def test_one_account_has_one_reply_however_often_it_is_sent(postgres: str) -> None:
    world = World()
    survey, q = opened(world, who="account")
    world.ctx("participant").viewer.alias()
    ctxs = [world.ctx("participant") for _i in range(50)]

    def send(i: int) -> str:
        answer = {str(q["how"].pk): chose("1")}
        replies.keep(ctxs[i], survey=survey, answers=answer)
        return replies.reply(ctxs[i], survey=survey)  # type: ignore[no-any-return]

    answers = at_once(50, send)
    assert [type(one) for one in answers if not isinstance(one, str)] == [Refused] * 49
    assert Reply.objects.get().state == Reply.State.SENT


def test_an_edit_and_a_first_reply_never_pass_each_other(postgres: str) -> None:
    world = World()
    survey, q = opened(world)
    first = page(world, survey)
    for role in ("participant", "coordinator"):
        world.ctx(role).viewer.alias()

    def either(i: int) -> object:
        if i % 2:
            return ask(world, first, "short", f"Още {i}?")
        ctx = world.ctx("participant")
        return replies.keep(ctx, survey=survey, answers={str(q["how"].pk): chose("1")})

    answers = at_once(20, either)
    assert Reply.objects.count() == 1
    assert not [one for one in answers if isinstance(one, Exception) and type(one) is not Refused]


def test_whoever_sends_while_it_closes_leaves_no_fingerprint(postgres: str) -> None:
    world = World()
    survey, q = opened(world)
    roles = ["participant", "editor", "facilitator", "moderator", "reviewer"]
    for role in [*roles, "coordinator"]:
        world.ctx(role).viewer.alias()

    def either(i: int) -> object:
        if i == 5:
            return making.close(world.ctx("coordinator"), survey=survey)
        ctx = world.ctx(roles[i])
        replies.keep(ctx, survey=survey, answers={str(q["how"].pk): chose("1")})
        return replies.reply(world.ctx(roles[i]), survey=survey)

    answers = at_once(6, either)
    survey.refresh_from_db()
    assert survey.state == "closed"
    assert not Reply.objects.exclude(token="").exists()
    assert survey.replied == Reply.objects.count() == sum(isinstance(a, str) for a in answers)
