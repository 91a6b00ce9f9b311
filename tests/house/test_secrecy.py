"""A secret deed leaves nothing that tells who did what: not in the journal, not in receipts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.world import World
from zaedno.core import actions
from zaedno.core.actions import ACTIONS, Action, Ctx, action
from zaedno.core.clock import at
from zaedno.core.models import Event, Receipt
from zaedno.core.verdict import Conflict

SECRET = sorted(verb for verb, act in ACTIONS.items() if act.secret)
MUST_BE_SECRET = {
    "workshops.leave_note",
    "workshops.place_dot",
    "workshops.take_dot",
    "workshops.answer_poll",
    "workshops.say_word",
    "workshops.reply",
    "workshops.ask_question",
    "workshops.like_question",
    "workshops.unlike_question",
    "workshops.take_stand",
    "workshops.score_options",
    "workshops.prefer",
    "surveys.keep",
    "surveys.reply",
}


def test_what_must_be_secret_is() -> None:
    assert set(SECRET) >= MUST_BE_SECRET


@pytest.mark.parametrize("verb", SECRET)
def test_the_journal_knows_only_that_somebody_took_part(world: World, verb: str) -> None:
    with at("2027-03-12 18:42:17"):
        ctx = replace(world.ctx("participant"), verb=verb, depth=1)
        ctx.record(("workshops.voting", 5), choice=3, weight=2)
    event = Event.objects.get(verb=verb)
    assert (event.actor_key, event.role, event.facts) == ("", "", {})
    assert (event.at.minute, event.at.second, event.at.microsecond) == (0, 0, 0)


def test_receipts_of_secret_deeds_name_nobody(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "ACTIONS", dict[str, Action](ACTIONS))
    calls = []

    @action("sample.choose", secret=True)
    def choose(ctx: Ctx, *, option: int) -> int:
        calls.append(option)
        return 41

    people = [world.ctx("participant", key="form-1"), world.ctx("facilitator", key="form-1")]
    with at("2027-03-12 18:42"):
        assert [choose(ctx, option=7) for ctx in people * 2] == [41] * 4
        assert calls == [7, 7]  # one effect for each person, the repeated form gets its receipt
        with pytest.raises(Conflict):
            choose(people[0], option=8)
    for receipt in Receipt.objects.all():
        assert receipt.actor == "secret"
        assert "form-1" not in receipt.key
        assert receipt.digest != actions.digest_of({"option": 7})
        assert receipt.at.minute == 0
    assert Receipt.objects.count() == 2
