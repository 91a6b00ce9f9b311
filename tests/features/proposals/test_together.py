"""Co-authors, other words, merging and splitting with consent, experts: row, event, refusal."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from tests.features.proposals.build import drafted, open_process, proposed
from tests.world import World
from zaedno.core import clock, registry
from zaedno.core.models import Event
from zaedno.core.verdict import Refused
from zaedno.features.proposals import schedule
from zaedno.features.proposals.actions import moves, supports, together, valuation, writing
from zaedno.features.proposals.models.proposal import Proposal, Support
from zaedno.features.proposals.models.together import CoAuthor, Move
from zaedno.features.proposals.models.valuation import Valuation
from zaedno.features.proposals.queries import rows
from zaedno.features.proposals.queries import together as seen
from zaedno.features.proposals.queries import valuation as values
from zaedno.platform.links.models import Link
from zaedno.platform.notifications.models import Message
from zaedno.platform.processes.models import Process


def invited(world: World, row: Proposal, role: str = "editor") -> CoAuthor:
    who = world.person(role).email
    made: CoAuthor = together.invite(world.ctx("participant"), proposal=row, who=who)
    return made


def letters(world: World, role: str) -> list[str]:
    address = world.person(role).email
    return [one.kind for one in Message.objects.order_by("pk") if one.to == address]


def test_a_coauthor_reads_and_changes_the_draft_and_is_named(world: World) -> None:
    row = drafted(world, open_process(world))
    one = invited(world, row)
    assert letters(world, "editor") == ["proposals.invitation"]
    assert rows.proposals(world.viewer("editor")).count() == 0, "not before the answer"
    together.join(world.ctx("editor"), invitation=one, name="Мария")
    one.refresh_from_db()
    assert (one.state, one.address) == ("active", "")
    writing.revise(world.ctx("editor"), proposal=row, title="Светофар с два бутона", text="")
    with pytest.raises(Refused):
        writing.publish(world.ctx("editor"), proposal=row)
    writing.publish(world.ctx("participant"), proposal=row)
    page = world.client().get(row.get_absolute_url()).content.decode()
    assert "Светофар с два бутона" in page
    assert "Мария" in page
    assert letters(world, "participant") == ["proposals.answered"]
    assert "proposals.published" in letters(world, "editor")
    with pytest.raises(Refused):
        writing.revise(world.ctx("editor"), proposal=row, title="Друго", text="")
    with pytest.raises(Refused):
        supports.support(world.ctx("editor"), proposal=row)
    together.leave(world.ctx("editor"), proposal=row)
    assert "Мария" not in world.client().get(row.get_absolute_url()).content.decode()


def test_an_invitation_is_found_by_its_reader_alone(world: World) -> None:
    row = drafted(world, open_process(world))
    invited(world, row)
    address = f"{row.get_absolute_url()}join/"
    assert world.client("moderator").get(address).status_code == 404
    assert world.client().get(address).status_code == 302
    assert world.client("editor").get(address).status_code == 200
    world.client("editor").post(f"{row.get_absolute_url()}decline/", {"key": "a"})
    assert CoAuthor.objects.get().state == "declined"
    with pytest.raises(Refused):
        together.join(world.ctx("editor"), invitation=CoAuthor.objects.get(), name="")
    with pytest.raises(Refused, match="вече"):
        invited(world, row)


def test_a_name_reaches_one_person_and_ten_are_the_most(world: World) -> None:
    row = drafted(world, open_process(world))
    ctx = world.ctx("participant")
    world.ctx("editor").viewer.alias()
    together.invite(ctx, proposal=row, who="editor")
    with pytest.raises(Refused):
        together.invite(ctx, proposal=row, who="Никой")
    for number in range(9):
        together.invite(ctx, proposal=row, who=f"{number}@example.org")
    with pytest.raises(Refused, match="десет"):
        together.invite(ctx, proposal=row, who="more@example.org")
    assert CoAuthor.objects.count() == 10


def test_other_words_are_taken_over_and_the_old_ones_stay(world: World) -> None:
    row = proposed(world, open_process(world))
    supports.support(world.ctx("moderator"), proposal=row)
    new = {"title": "Светофар с бутон и звук", "text": row.text}
    one = together.amend(world.ctx("editor"), proposal=row, why="За незрящите", **new)
    with pytest.raises(Refused, match="чака автора"):
        together.amend(world.ctx("editor"), proposal=row, why="Пак", title="Друго", text="")
    page = world.client().get(f"{row.get_absolute_url()}words/{one.pk}/").content.decode()
    assert "добавено:" in page
    with pytest.raises(Refused):
        together.accept(world.ctx("moderator"), proposal=row, ident=one.pk)
    together.accept(world.ctx("participant"), proposal=row, ident=one.pk)
    row.refresh_from_db()
    assert row.title == "Светофар с бутон и звук"
    [version] = seen.versions(world.viewer(), row)
    assert (version.supporters, version.amended) == (1, True)
    assert [piece.text for piece in version.title if piece.kind == "in"] == [" и звук"]
    assert letters(world, "editor") == ["proposals.settled"]
    history = world.client().get(f"{row.get_absolute_url()}versions/").content.decode()
    assert "1 човек подкрепяше" in history


def test_words_that_were_overtaken_are_declined_with_a_reason(world: World) -> None:
    row = proposed(world, open_process(world))
    one = together.amend(
        world.ctx("editor"), proposal=row, why="По-точно", title="Светофар", text=row.text
    )
    writing.revise(world.ctx("participant"), proposal=row, title="Съвсем друго", text="")
    with pytest.raises(Refused, match="променен"):
        together.accept(world.ctx("participant"), proposal=row, ident=one.pk)
    with pytest.raises(Refused):
        together.reject(world.ctx("participant"), proposal=row, ident=one.pk, reason=" ")
    together.reject(world.ctx("participant"), proposal=row, ident=one.pk, reason="Не е вярно")
    one.refresh_from_db()
    assert (one.state, one.reason) == ("declined", "Не е вярно")
    again = together.amend(
        world.ctx("editor"), proposal=row, why="Пак", title="Светофар", text="С бутон"
    )
    together.take_back(world.ctx("editor"), proposal=row, ident=again.pk)
    assert seen.amendments(world.viewer(), row).count() == 1


def twins(world: World) -> tuple[Process, Proposal, Proposal]:
    process = open_process(world)
    one = proposed(world, process, "participant", title="Бутон")
    return process, one, proposed(world, process, "editor", title="Светофар")


def test_merging_waits_for_both_authors(world: World) -> None:
    _process, one, other = twins(world)
    for row in (one, other):
        supports.support(world.ctx("moderator"), proposal=row)
    move = moves.merge(world.ctx("coordinator"), proposal=one, into=other, why="Едно и също")
    assert letters(world, "participant") == letters(world, "editor") == ["proposals.consent"]
    with pytest.raises(Refused):
        moves.consent(world.ctx("moderator"), move=move)
    moves.consent(world.ctx("participant"), move=move)
    one.refresh_from_db()
    assert one.state == "published"
    moves.consent(world.ctx("editor"), move=move)
    for row in (one, other):
        row.refresh_from_db()
    assert (one.state, one.merged_into, other.supporters) == ("merged", other, 1)
    assert Link.objects.filter(source_id=str(one.pk), target_id=str(other.pk)).exists()
    assert Event.objects.filter(verb="proposals.consent").count() == 2


def test_who_does_not_agree_keeps_it_as_it_is(world: World) -> None:
    _process, one, other = twins(world)
    move = moves.merge(world.ctx("coordinator"), proposal=one, into=other, why="Едно и също")
    moves.refuse(world.ctx("editor"), move=move, reason="Моето е друго")
    one.refresh_from_db()
    assert one.state == "published"
    assert "Моето е друго" in world.client().get(one.get_absolute_url()).content.decode()
    with pytest.raises(Refused):
        moves.consent(world.ctx("participant"), move=move)


def test_how_somebody_without_an_account_agreed_is_written_down(world: World) -> None:
    process = open_process(world)
    said = {"process": process, "text": "", "lang": "bg"}
    one, other = (writing.enter(world.ctx("notetaker"), title=t, **said) for t in ("А", "Б"))
    ctx = world.ctx("coordinator")
    with pytest.raises(Refused, match="няма профил"):
        moves.merge(ctx, proposal=one, into=other, why="Едно и също")
    move = moves.merge(ctx, proposal=one, into=other, why="Едно и също", word="Писмо от 3 юни")
    assert move.state == Move.State.DONE
    assert Proposal.objects.get(pk=one.pk).merged_into == other


def test_a_split_keeps_authors_days_supporters_and_lineage(world: World) -> None:
    process, one, _other = twins(world)
    supports.support(world.ctx("moderator"), proposal=one)
    parts = [["Бутон", "За пешеходци"], ["Звук", "За незрящи"]]
    move = moves.split(world.ctx("coordinator"), proposal=one, parts=parts, why="Две неща")
    moves.consent(world.ctx("participant"), move=move)
    one.refresh_from_db()
    assert one.state == "split"
    made = list(Proposal.objects.filter(title__in=["Бутон", "Звук"]).exclude(pk=one.pk))
    assert [(row.author, row.answer_due, row.supporters) for row in made] == [
        (one.author, one.answer_due, 1)
    ] * 2
    assert Support.objects.count() == 2
    assert Link.objects.filter(source_id=str(one.pk)).count() == 2
    told = registry.things(world.viewer(), [("proposals.proposal", one.pk)])
    assert len(told) == 1
    with pytest.raises(Refused):
        moves.split(world.ctx("coordinator"), proposal=made[0], parts=parts[:1], why="Едно")
    assert process.pk


def test_an_expert_says_whether_it_can_be_done(world: World) -> None:
    row = proposed(world, open_process(world))
    expert = world.person("reviewer")
    ctx = world.ctx("coordinator")
    soon = clock.today() + timedelta(days=2)
    with pytest.raises(Refused):
        valuation.assign(world.ctx("editor"), proposal=row, people=[expert.pk], due=soon)
    outsider = world.person("participant").pk
    valuation.assign(ctx, proposal=row, people=[expert.pk, outsider], due=soon)
    assert [one.person_id for one in Valuation.objects.all()] == [expert.pk]
    schedule.remind_experts()
    schedule.remind_experts()
    assert letters(world, "reviewer") == ["proposals.valuation"] * 2, "asked, and reminded once"
    said = {"feasible": "partly", "note": "Иска се нов кабел", "cost": "12000"}
    valuation.value(world.ctx("reviewer"), proposal=row, **said)
    assert "нов кабел" not in world.client().get(row.get_absolute_url()).content.decode()
    assert values.summaries(world.viewer("coordinator"), [row.pk])[row.pk].given == 1
    valuation.value(world.ctx("reviewer"), proposal=row, public=True, **said)
    page = world.client().get(row.get_absolute_url()).content.decode()
    assert "нов кабел" in page
    assert expert.name not in page
    desk = world.client("coordinator").get(f"/bg/proposals/{row.process.slug}/answers/")
    assert "може с промени: 1" in desk.content.decode()


def test_everything_is_in_the_json(world: World) -> None:
    row = proposed(world, open_process(world))
    new = {"title": "Светофар с бутон и звук", "text": row.text}
    one = together.amend(world.ctx("editor"), proposal=row, why="За незрящите", **new)
    together.accept(world.ctx("participant"), proposal=row, ident=one.pk)
    answer: Any = world.client().get(f"/bg/proposals/{row.process.slug}/proposals.json")
    [told] = json.loads(b"".join(answer.streaming_content))["proposals"]
    assert told["title"] == "Светофар с бутон и звук"
    assert told["wordings"][0]["title"] == "Светофар с бутон"
    assert told["amendments"][0]["state"] == "accepted"


def test_words_that_were_never_changed_have_no_history(world: World) -> None:
    row = proposed(world, open_process(world))
    answer = world.client().get(f"{row.get_absolute_url()}versions/")
    assert (answer.status_code, answer["Location"]) == (302, row.get_absolute_url())
