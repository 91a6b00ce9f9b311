"""Debates: row, event, refusal."""

from __future__ import annotations

import pytest

from tests.features.debates.build import argued, over, posed
from tests.world import World
from zaedno.core import clock
from zaedno.core.fields import texts
from zaedno.core.models import Event
from zaedno.core.verdict import Refused
from zaedno.features.debates.actions import arguing, leading, moderation, summing
from zaedno.features.debates.models import Argument, Weight
from zaedno.features.debates.queries import map as maps
from zaedno.features.debates.queries import rows, things
from zaedno.platform.links.models import Link
from zaedno.platform.notifications.models import Follow, Message

FACTS = texts(bg="Обижда.", en="It insults.")


def drawn(world: World, debate: object, role: str = "") -> maps.Map:
    return maps.draw(world.viewer(role), debate, clock.now())  # type: ignore[arg-type]


def test_an_argument_stands_under_another(world: World) -> None:
    debate = posed(world)
    one = argued(world, debate)
    two = argued(world, debate, "editor", parent=one, side="against", text="Няма тротоар.")
    three = argued(world, debate, parent=two, text="Ще има през май.")
    with pytest.raises(Refused, match="три нива"):
        argued(world, debate, "editor", parent=three, text="Не е сигурно.")
    found = drawn(world, debate)
    assert [(n.level, n.argument.pk) for n in found.all] == [
        (0, one.pk),
        (1, two.pk),
        (2, three.pk),
    ]
    assert Follow.objects.filter(kind="debates.debate", ident=str(debate.pk)).count() == 2
    event = Event.objects.filter(verb="debates.argue").last()
    assert event is not None
    assert event.facts == {"debate": debate.pk, "parent": two.pk}
    assert things.argument_things(world.viewer(), [str(one.pk)])[str(one.pk)].title == one.text


def test_one_voice_changes_and_counts_once(world: World) -> None:
    one = argued(world, posed(world))
    for value in (2, 5, 4):
        arguing.weigh(world.ctx("editor"), argument=one, value=value)
    arguing.weigh(world.ctx("moderator"), argument=one, value=1)
    one.refresh_from_db()
    assert (one.weighers, one.weight, Weight.objects.count()) == (2, 5, 2)
    event = Event.objects.filter(verb="debates.weigh").last()
    assert event is not None
    assert (event.actor_key, event.facts) == ("", {})
    for role, value in (("participant", 3), ("editor", 0), ("editor", 6)):
        with pytest.raises(Refused):
            arguing.weigh(world.ctx(role), argument=one, value=value)


def test_veiled_weights_are_seen_by_nobody(world: World) -> None:
    debate = posed(world, veiled=True)
    one = argued(world, debate)
    arguing.weigh(world.ctx("editor"), argument=one, value=5)
    for role in ("", "editor", "moderator", "coordinator"):
        assert drawn(world, debate, role).all[0].weight is None
    assert drawn(world, over(debate)).all[0].weight == 5.0
    with pytest.raises(Refused):
        arguing.weigh(world.ctx("editor"), argument=one, value=1)


def test_merged_each_person_counts_once_and_the_rest_moves_along(world: World) -> None:
    debate = posed(world)
    one, other = argued(world, debate), argued(world, debate, "editor", text="По-малко шум.")
    under = argued(world, debate, parent=one, text="Има броене.")
    for row in (one, other):
        arguing.weigh(world.ctx("moderator"), argument=row, value=4)
    arguing.weigh(world.ctx("coordinator"), argument=one, value=2)
    with pytest.raises(Refused):
        moderation.merge(world.ctx("participant"), argument=one, into=other)
    with pytest.raises(Refused):
        moderation.merge(world.ctx("moderator"), argument=one, into=under)
    moderation.merge(world.ctx("moderator"), argument=one, into=other)
    other.refresh_from_db()
    under.refresh_from_db()
    assert (other.weighers, other.weight, under.parent_id) == (2, 6, other.pk)
    assert Link.objects.filter(source_id=str(one.pk), target_id=str(other.pk)).exists()
    [top] = [n for n in drawn(world, debate).all if not n.level]
    assert [row.pk for row in top.merged] == [one.pk]


def test_hidden_its_place_stays_and_a_second_person_decides(world: World) -> None:
    debate = posed(world)
    one = argued(world, debate)
    argued(world, debate, "editor", parent=one, text="Вярно е.")
    moderation.hide(world.ctx("moderator"), argument=one, rule="insult", facts=FACTS)
    assert [n.text for n in drawn(world, debate).all] == ["", "Вярно е."]
    assert drawn(world, debate, "participant").all[0].text == one.text
    assert Message.objects.filter(kind="moderation.hidden").count() == 1
    moderation.appeal(world.ctx("participant"), argument=one, text="Не обиждам.")
    with pytest.raises(Refused, match="друг човек"):
        moderation.rule(world.ctx("moderator"), argument=one, ruling="restored", reason=FACTS)
    moderation.rule(world.ctx("coordinator"), argument=one, ruling="restored", reason=FACTS)
    assert drawn(world, debate).all[0].text == one.text


def test_withdrawn_words_are_gone(world: World) -> None:
    debate = posed(world)
    one = argued(world, debate)
    with pytest.raises(Refused):
        arguing.withdraw(world.ctx("moderator"), argument=one)
    arguing.withdraw(world.ctx("participant"), argument=one)
    assert drawn(world, debate, "moderator").all[0].text == ""


def test_the_question_stays_once_it_was_answered(world: World) -> None:
    debate = posed(world)
    words = {"intro": texts(), "word_for": texts(), "word_against": texts()}
    fresh = {"question": texts(bg="Друго?"), "scale": "agree", "veiled": True, **words}
    leading.reword(world.ctx("coordinator"), debate=debate, **fresh)
    with pytest.raises(Refused):
        leading.reword(world.ctx("participant"), debate=debate, **fresh)
    argued(world, debate)
    with pytest.raises(Refused, match="отговорено"):
        leading.reword(world.ctx("coordinator"), debate=debate, **fresh)


def test_the_summing_up_rests_on_arguments_of_both_sides(world: World) -> None:
    debate = posed(world)
    one = argued(world, debate)
    other = argued(world, debate, "editor", side="against", text="Губим клиенти.")
    me = world.ctx("moderator")
    line = {"debate": debate, "kind": "for", "text": texts(bg="За е безопасността.")}
    summing.add_line(me, sources=[one.pk], **line)
    with pytest.raises(Refused, match="още тече"):
        summing.sum_up(me, debate=debate)
    debate = over(debate)
    with pytest.raises(Refused, match="против"):
        summing.sum_up(me, debate=debate)
    text = texts(bg="Търговците се боят.")
    summing.add_line(me, debate=debate, kind="minority", text=text, sources=[other.pk])
    with pytest.raises(Refused):
        summing.sum_up(world.ctx("participant"), debate=debate)
    world.hear()
    summing.sum_up(me, debate=debate)
    world.hear()
    told = {letter.to for letter in Message.objects.filter(subject__contains="")}
    assert "participant@sofia.example" in told
    with pytest.raises(Refused, match="остава такова"):
        summing.drop_line(me, debate=debate, position=1)
    assert [len(x.sources.all()) for x in rows.lines(world.viewer(), debate)] == [1, 1]


def test_twenty_arguments_of_one_person(world: World) -> None:
    debate = posed(world)
    for number in range(20):
        argued(world, debate, text=f"Довод {number}")
    with pytest.raises(Refused, match="двадесет"):
        argued(world, debate, text="Още един")
    assert Argument.objects.count() == 20
