"""Describing and publishing: row, link, event, refusal."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests.features.documents.build import public
from tests.features.partnerships.build import GAINS, described, published
from tests.world import World
from zaedno.core.fields import Texts
from zaedno.core.models import Event
from zaedno.core.report import ReportScope
from zaedno.core.verdict import Refused
from zaedno.features.partnerships import actions, queries, report
from zaedno.features.partnerships.models import EngagementModel
from zaedno.platform.links.models import Link


def test_described_and_published(world: World) -> None:
    row = published(world)
    assert row.state == "published"
    assert Event.objects.get(verb="partnerships.publish").facts == {"state": "published"}
    told = queries.stories(world.viewer(lang="en"), [str(row.pk)])[str(row.pk)]
    assert "Pilot" in told[-1].text
    assert [step.order for step in told] == [0, 1]


@pytest.mark.parametrize("side", ["partner_gains", "city_gains"])
def test_without_a_gain_it_stays_a_draft(world: World, side: str) -> None:
    row = described(world, **{side: Texts()})
    with pytest.raises(Refused):
        actions.publish(world.ctx("coordinator"), model=row)
    row.refresh_from_db()
    assert row.state == "draft"


@pytest.mark.parametrize("side", ["partner_gains", "city_gains"])
@pytest.mark.parametrize("blank", [{}, {"bg": ""}])
def test_the_database_refuses_it_too(world: World, side: str, blank: dict[str, str]) -> None:
    row = published(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        EngagementModel.objects.filter(pk=row.pk).update(**{side: blank})


def test_a_correction_keeps_the_gains(world: World) -> None:
    row = published(world)
    card = {"title": row.title, "influence": "involve", "effort": 2}
    with pytest.raises(Refused):
        actions.revise(world.ctx("editor"), model=row, **card)
    actions.revise(world.ctx("editor"), model=row, **card, **GAINS)
    row.refresh_from_db()
    assert row.influence == "involve"


def test_it_grows_out_of_what_was_there(world: World) -> None:
    source = ("documents.document", str(public(world).pk))
    row = described(world, source=source)
    assert Link.objects.get().target_id == str(row.pk)
    assert queries.origins(world.viewer("coordinator"), row)[0].id == source[1]


def test_the_report_shows_published_models_only(world: World) -> None:
    scope = ReportScope(as_of=date(2021, 4, 15))
    described(world)
    assert report.sections(world.viewer("coordinator"), scope=scope) == []
    assert len(report.tasks(world.viewer("coordinator"))) == 1
    published(world)
    assert report.sections(world.viewer(), scope=scope)[0].id == "engagement_models"
