"""Needs and solutions: row, link, event, refusal."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from tests.features.documents.build import public
from tests.features.needs.build import proposed, recorded, validated
from tests.world import World
from zaedno.core import clock
from zaedno.core.fields import texts
from zaedno.core.models import Event
from zaedno.core.verdict import Refused
from zaedno.features.needs import report
from zaedno.features.needs.actions import needs, solutions
from zaedno.features.needs.models import Need, Readiness, Solution
from zaedno.features.needs.queries import portfolio, register
from zaedno.platform.links.models import Link


def test_a_need_grows_out_of_what_was_there(world: World) -> None:
    source = public(world)
    row = recorded(world, source=("documents.document", str(source.pk)))
    tie = Link.objects.get()
    assert (tie.target_kind, tie.target_id) == ("needs.need", str(row.pk))
    assert tie.relation == "grew_out_of"
    assert Event.objects.filter(verb="needs.register").get().facts == {"board": "need"}


def test_nothing_grows_out_of_the_unseen(world: World) -> None:
    with pytest.raises(Refused):
        recorded(world, source=("documents.document", "999"))
    assert not Need.objects.exists()


def test_a_need_is_answered_after_it_is_validated(world: World) -> None:
    row, answer = recorded(world), proposed(world)
    with pytest.raises(Refused):
        solutions.answer(world.ctx("coordinator"), need=row, solution=answer)
    needs.validate(world.ctx("coordinator"), need=row)
    solutions.answer(world.ctx("coordinator"), need=row, solution=answer)
    solutions.answer(world.ctx("coordinator"), need=row, solution=answer)
    row.refresh_from_db()
    assert row.state == "answered"
    assert row.answerings.count() == 1
    assert Link.objects.get().relation == "answers"


def test_a_solution_grown_from_a_need_answers_it(world: World) -> None:
    row = validated(world)
    made = proposed(world, source=("needs.need", str(row.pk)))
    assert list(made.needs.all()) == [row]
    thing = register.things(world.viewer(lang="en"), [str(row.pk)])[str(row.pk)]
    assert (thing.station, thing.facts["solutions"]) == ("need", 1)


def test_a_solution_grown_from_a_recorded_need_says_what_comes_first(world: World) -> None:
    row = recorded(world)
    with pytest.raises(Refused):
        proposed(world, source=("needs.need", str(row.pk)))
    assert not Solution.objects.exists()


def test_readiness_keeps_its_history(world: World) -> None:
    made = proposed(world)
    with clock.at("2031-05-01"):
        solutions.advance(
            world.ctx("coordinator"), solution=made, level=2, shown_by=texts(en="Described.")
        )
    assert list(Readiness.objects.values_list("level", flat=True)) == [1, 2]
    told = portfolio.stories(world.viewer(lang="en"), [str(made.pk)])[str(made.pk)]
    assert [step.date.text for step in told][-1] == "2031-05-01d"


def test_no_circle_of_waiting(world: World) -> None:
    first = proposed(world)
    second = proposed(world, depends_on=[first])
    card = {
        "title": first.title,
        "theme": None,
        "horizon": first.horizon,
        "benefit": 5,
        "effort": 2,
        "result": {},
        "resources": {},
    }
    with pytest.raises(Refused):
        solutions.revise(world.ctx("editor"), solution=first, depends_on=[second], **card)
    assert not first.depends_on.exists()


def test_tags_are_kept_once(world: World) -> None:
    made = proposed(world, goals=["sustainable"], technologies=["maps", "maps"])
    assert sorted(tag.name for tag in made.tags.all()) == ["maps", "sustainable"]
    assert list(portfolio.listed(world.viewer(), goal="sustainable")) == [made]
    assert list(portfolio.listed(world.viewer(), technology="bus")) == []


def test_closed_without_a_reason_is_no_row(world: World) -> None:
    row = validated(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        Need.objects.filter(pk=row.pk).update(state="closed")
    needs.close(world.ctx("coordinator"), need=row, reason="Solved by the ministry.")
    told = register.stories(world.viewer(lang="en"), [str(row.pk)])[str(row.pk)]
    assert "Solved by the ministry." in told[-1].text
    assert told[-1].tone == "dropped"


def test_evidence_is_tied_and_quoted(world: World) -> None:
    row = validated(world)
    paragraph = public(world).versions.get().paragraphs.get(number=1)
    source = ("documents.paragraph", str(paragraph.pk))
    needs.evidence(world.ctx("facilitator"), need=row, source=source)
    assert register.evidence(world.viewer(), row)[0].url.endswith("#p-1")


def test_what_waits_for_the_coordinator(world: World) -> None:
    row = recorded(world)
    assert [task.url for task in report.tasks(world.viewer("coordinator"))] == [
        row.get_absolute_url()
    ]
    assert report.tasks(world.viewer("editor")) == []


def test_the_chain_counts_the_solutions(world: World) -> None:
    proposed(world)
    figure = report.figures(world.viewer(lang="en"))[0]
    assert (figure.station, figure.value, figure.url) == ("proposal", 1, "/bg/needs/solutions/")
