"""Consent rounds, weighted criteria, ideas two at a time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.features.workshops import rooms
from tests.features.workshops.test_poll_actions import Room
from tests.world import World
from zaedno.core.models import Event
from zaedno.core.verdict import Refused
from zaedno.features.workshops.actions import consent, priorities
from zaedno.features.workshops.models.consent import ConsentRound, Objection, Stand
from zaedno.features.workshops.models.criteria import Priorities, PrioritySheet
from zaedno.features.workshops.queries import consent as consent_queries
from zaedno.features.workshops.queries import panels
from zaedno.features.workshops.queries import priorities as queries


@pytest.fixture
def room(world: World) -> Room:
    return Room(world)


def proposed(room: Room) -> ConsentRound:
    text = {"bg": "Отговор в 30 дни."}
    made: ConsentRound = room.lead(consent.propose_consent, workshop=room.event, proposal=text)
    return made


def test_an_objection_is_open_until_it_is_answered(room: Room) -> None:
    made = proposed(room)
    people = room.join(6)
    for ctx in people[:5]:
        consent.take_stand(ctx, round=made, value="agree")
    with pytest.raises(Refused):
        consent.take_stand(people[5], round=made, value="object")
    consent.take_stand(people[5], round=made, value="object", reason="Няма хора за това.")
    consent.take_stand(people[0], round=made, value="live")
    room.lead(consent.close_consent, round=made)
    made.refresh_from_db()
    assert (made.agree, made.live_with, made.object, made.could_answer) == (4, 1, 1, 6)
    assert not Stand.objects.exists()
    with pytest.raises(Refused, match="1"):
        room.lead(consent.adopt_consent, round=made)
    objection = Objection.objects.get()
    room.lead(consent.answer_objection, objection=objection, answer={"bg": "Наемаме двама."})
    assert room.lead(consent.adopt_consent, round=made).state == "adopted"
    secret = Event.objects.filter(verb="workshops.take_stand")
    assert {(e.actor_key, str(e.facts)) for e in secret} == {("", "{}")}


def test_a_mended_proposal_is_a_new_round_and_the_old_one_stays(room: Room) -> None:
    made = proposed(room)
    sent = {"workshop": room.event, "proposal": {"bg": "Отговор в 45 дни."}, "earlier": made}
    with pytest.raises(Refused):
        room.lead(consent.propose_consent, **sent)
    room.lead(consent.close_consent, round=made)
    again = room.lead(consent.propose_consent, **sent)
    assert (again.number, again.earlier) == (2, made)
    panel = consent_queries.panel(room.world.viewer("facilitator"), again)
    assert panel.may["close"]
    assert not panel.counted


def asked(room: Room, kind: str, **more: Any) -> Priorities:
    options = [{"text": {"bg": text}} for text in ("Портал", "Обучение", "Приложение")]
    made = room.lead(
        priorities.ask_priorities,
        workshop=room.event,
        kind=kind,
        question={"bg": "Кое първо?"},
        options=options,
        **more,
    )
    opened: Priorities = room.lead(priorities.open_priorities, priorities=made)
    return opened


CRITERIA = [{"text": {"bg": "Обхват"}}, {"text": {"bg": "Цена"}}]
HIGH = {"1-1": 5, "2-1": 1, "1-2": 3, "2-2": 3, "1-3": 1, "2-3": 5}


def test_weights_by_dots_and_the_weighted_score_with_its_spread(room: Room) -> None:
    made = asked(room, "criteria", criteria=CRITERIA)
    people = room.join(5)
    for at, ctx in enumerate(people):
        scores = HIGH if at else HIGH | {"1-1": 1}
        priorities.score_options(ctx, priorities=made, scores=scores, dots={1: 8, 2: 2})
    for wrong in ({1: 8, 2: 3}, {1: 10, 3: 0}, {}):
        with pytest.raises(Refused):
            priorities.score_options(people[0], priorities=made, scores=HIGH, dots=wrong)
    holed = {k: v for k, v in HIGH.items() if k != "2-3"}
    for scores in (holed, HIGH | {"1-1": 6}):
        with pytest.raises(Refused):
            priorities.score_options(people[0], priorities=made, scores=scores, dots={1: 10})
    room.lead(priorities.close_priorities, priorities=made)
    assert not queries.panel(room.world.viewer(), queries.one(room.world.viewer(), made.pk)).seen
    room.lead(priorities.publish_priorities, priorities=made)
    panel = queries.panel(room.world.viewer(), queries.one(room.world.viewer(), made.pk))
    found = [
        (str(s.option), round(s.told["mean"], 2), round(s.told["spread"], 2))
        for s in panel.standings
    ]
    assert found == [("Портал", 3.56, 1.28), ("Обучение", 3.0, 0.0), ("Приложение", 1.8, 0.0)]
    assert [(str(c), round(share)) for c, share in panel.shares] == [("Обхват", 80), ("Цена", 20)]
    assert not PrioritySheet.objects.exists()


def test_weights_set_by_the_facilitator(room: Room) -> None:
    criteria = [{**c, "weight": w} for c, w in zip(CRITERIA, (1, 3), strict=True)]
    made = asked(room, "criteria", criteria=criteria)
    for ctx in room.join(5):
        priorities.score_options(ctx, priorities=made, scores=HIGH)
    room.lead(priorities.close_priorities, priorities=made)
    made.refresh_from_db()
    assert made.result["weights"] == {"1": 0.25, "2": 0.75}
    assert [o["number"] for o in made.result["options"]] == [3, 2, 1]


def test_ideas_two_at_a_time_until_all_were_seen(room: Room) -> None:
    made = asked(room, "pairs")
    people = room.join(6)
    for ctx in people:
        for _pair in range(3):
            left, right = queries.panel(ctx.viewer, queries.one(ctx.viewer, made.pk)).pair or ()
            first = min(left.number, right.number)
            priorities.prefer(
                ctx, priorities=made, left=left.number, right=right.number, chosen=first
            )
        assert queries.panel(ctx.viewer, queries.one(ctx.viewer, made.pk)).pair is None
    with pytest.raises(Refused):
        priorities.prefer(people[0], priorities=made, left=2, right=1, chosen=None)
    with pytest.raises(Refused):
        priorities.prefer(people[0], priorities=made, left=1, right=9, chosen=1)
    assert [p.kind for p in panels.panels(people[0].viewer, room.event)] == ["priorities"]
    room.lead(priorities.close_priorities, priorities=made)
    room.lead(priorities.publish_priorities, priorities=made)
    panel = queries.panel(room.world.viewer(), queries.one(room.world.viewer(), made.pk))
    assert [str(s.option) for s in panel.standings] == ["Портал", "Обучение", "Приложение"]
    best = panel.standings[0].told
    assert best["low"] < best["score"] < best["high"]
    assert panel.chart is not None
    page = room.world.client().get(f"/bg/workshops/boards/priorities/{made.pk}/")
    assert "18 сравнения" in page.content.decode()


def test_each_question_is_answered_in_its_own_way(room: Room) -> None:
    pairs, criteria = asked(room, "pairs"), asked(room, "criteria", criteria=CRITERIA)
    me = room.join(1)[0]
    with pytest.raises(Refused):
        priorities.score_options(me, priorities=pairs, scores={}, dots={})
    with pytest.raises(Refused):
        priorities.prefer(me, priorities=criteria, left=1, right=2, chosen=1)
    assert not PrioritySheet.objects.exists()


def test_fewer_than_five_are_too_few(room: Room) -> None:
    made = asked(room, "criteria", criteria=CRITERIA)
    for ctx in room.join(4):
        priorities.score_options(ctx, priorities=made, scores=HIGH, dots={1: 10})
    room.lead(priorities.close_priorities, priorities=made)
    room.lead(priorities.publish_priorities, priorities=made)
    panel = queries.panel(room.world.viewer(), queries.one(room.world.viewer(), made.pk))
    assert panel.few
    assert not panel.standings


def test_kinds_stand_side_by_side_from_five_on(room: Room) -> None:
    made = room.lead(
        priorities.ask_priorities,
        workshop=room.event,
        kind="criteria",
        question={"bg": "Кое?"},
        options=[{"text": {"bg": "Пейки"}}, {"text": {"bg": "Дървета"}}],
        criteria=[{"text": {"bg": "Полза"}, "weight": 1}],
    )
    room.lead(priorities.open_priorities, priorities=made)
    round = proposed(room)
    high, low = {"1-1": 5, "1-2": 3}, {"1-1": 2, "1-2": 3}
    people = room.join(10)
    youth, firms = (
        rooms.organisation(
            room.world, rooms.kind(room.world, room.event, code, came=3), slug=f"org-{code}"
        )
        for code in ("youth", "firm")
    )
    for at, ctx in enumerate(people):
        body, scores = (youth, high) if at < 5 else (firms, low)
        ctx = replace(ctx, viewer=replace(ctx.viewer, represents=frozenset({body.pk})))
        priorities.score_options(ctx, priorities=made, scores=scores)
        objects = at == 9
        consent.take_stand(
            ctx,
            round=round,
            value="object" if objects else "agree",
            reason="Скъпо е." if objects else "",
        )
    room.lead(priorities.close_priorities, priorities=made)
    room.lead(priorities.publish_priorities, priorities=made)
    room.lead(consent.close_consent, round=round)
    panel = queries.panel(room.world.viewer(), queries.one(room.world.viewer(), made.pk))
    assert panel.side is not None
    assert [n for _name, n in panel.side.heads] == [5, 5]
    assert dict(panel.side.rows)["Пейки"] == ["5,00 ± 0,00", "2,00 ± 0,00"]
    assert "„Пейки“" in str(panel.side.apart)
    stands = consent_queries.panel(
        room.world.viewer(), consent_queries.round_(room.world.viewer(), round.pk)
    )
    assert stands.side is not None
    assert next(cells for _label, cells in stands.side.rows) == ["5 (100\u00a0%)", "4 (80\u00a0%)"]
    assert "възразяват само" in str(stands.side.apart)
    page = room.world.client().get(f"/bg/workshops/boards/priorities/{made.pk}/")
    assert "По вид организация" in page.content.decode()


def test_a_kind_of_four_is_never_shown(room: Room) -> None:
    round = proposed(room)
    body = rooms.organisation(room.world, rooms.kind(room.world, room.event, "youth", came=3))
    for at, ctx in enumerate(room.join(9)):
        own = frozenset({body.pk}) if at < 4 else frozenset()
        ctx = replace(ctx, viewer=replace(ctx.viewer, represents=own))
        consent.take_stand(ctx, round=round, value="agree")
    room.lead(consent.close_consent, round=round)
    round.refresh_from_db()
    assert round.groups == {}
