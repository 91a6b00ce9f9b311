"""A report from its start to a frozen version that no longer follows the data."""

from __future__ import annotations

from datetime import date

import pytest

from tests.features.commitments.build import confirmed
from tests.world import World
from zaedno.core.fields import texts
from zaedno.core.models import Event
from zaedno.core.report import SECTIONS
from zaedno.core.verdict import Refused
from zaedno.features.reports import actions
from zaedno.features.reports.models import Report, ReportVersion
from zaedno.features.reports.queries import rows
from zaedno.features.reports.words import fingerprint


def start(world: World) -> Report:
    return actions.start(
        world.ctx("coordinator"),
        title=texts(bg="Доклад за зрелостта", en="Report on maturity"),
        as_of=date(2027, 6, 1),
        events=[],
    )


def write(world: World, report: Report) -> None:
    actions.write(
        world.ctx("editor"),
        pk=report.pk,
        summary=texts(bg="Накратко.\n\nИ още.", en="In short."),
        method=texts(),
        next_steps=texts(),
    )


def freeze(world: World, report: Report) -> ReportVersion:
    write(world, report)
    actions.approve(world.ctx("coordinator"), pk=report.pk)
    return actions.freeze(world.ctx("coordinator"), pk=report.pk)


def test_only_the_coordinator_starts_one(world: World) -> None:
    with pytest.raises(Refused):
        actions.start(
            world.ctx("editor"), title=texts(bg="Доклад"), as_of=date(2027, 6, 1), events=[]
        )
    assert not Report.objects.exists()


def test_a_draft_is_not_public(world: World) -> None:
    report = start(world)
    assert list(rows.reports(world.viewer("visitor"))) == []
    assert list(rows.reports(world.viewer("editor"))) == [report]


def test_without_a_summary_it_is_not_approved(world: World) -> None:
    report = start(world)
    with pytest.raises(Refused):
        actions.approve(world.ctx("coordinator"), pk=report.pk)
    write(world, report)
    actions.approve(world.ctx("coordinator"), pk=report.pk)
    with pytest.raises(Refused):
        write(world, report)


def test_a_frozen_version_has_every_section_in_both_languages(world: World) -> None:
    version = freeze(world, start(world))
    for lang in ("bg", "en"):
        assert [part["id"] for part in version.content[lang]] == list(SECTIONS)
    assert version.content["bg"][0]["heading"] == "Резюме на една страница"
    assert version.content["en"][0]["blocks"][0]["runs"][0]["text"] == "In short."
    assert version.content_hash == fingerprint(version.content)
    assert Event.objects.get(verb="reports.freeze").facts["sha256"] == version.content_hash


def test_it_stays_as_it_was_when_the_data_moves_on(world: World) -> None:
    report = start(world)
    before = freeze(world, report)
    confirmed(world, world.organisation())
    after = actions.correct(world.ctx("coordinator"), pk=report.pk, note="Нов ангажимент")
    before.refresh_from_db()
    assert before.content_hash == fingerprint(before.content)
    assert after.number == 2
    assert after.content_hash != before.content_hash


def test_staff_eyes_do_not_leak_into_it(world: World) -> None:
    """Refused commitments are seen by the coordinator, never by a report's reader."""
    from_staff = freeze(world, start(world))
    assert "refused" not in str(from_staff.content)
    with pytest.raises(Refused):
        actions.freeze(world.ctx("coordinator"), pk=from_staff.report_id)
