"""Deeds on assessments: row, event, refusal."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from tests.features.maturity import build
from tests.world import World
from zaedno.core.clock import at
from zaedno.core.fields import texts
from zaedno.core.models import Event
from zaedno.core.verdict import Refused
from zaedno.features.maturity.actions import (
    closing,
    evidence,
    frameworks,
    gaps,
    objections,
    running,
)
from zaedno.features.maturity.actions.answering import answer
from zaedno.features.maturity.actions.frameworks import SHIPPED
from zaedno.features.maturity.models.answers import Answer, SummarisedAnswer
from zaedno.features.maturity.models.assessment import Framework
from zaedno.features.maturity.queries.results import standing
from zaedno.platform.notifications.models import Message

pytestmark = pytest.mark.django_db
FILE = Path(SHIPPED / "cpm-1.0.0.yaml").read_text(encoding="utf-8")


def last() -> Event:
    return Event.objects.latest("id")


def test_an_invitation_is_a_letter_with_the_address(world: World) -> None:
    row = build.started(world)
    letters = Message.objects.filter(kind="maturity.invite")
    assert letters.count() == 4
    assert f"/maturity/{row.pk}/answers/" in letters[0].body
    with pytest.raises(Refused):
        running.invite(
            world.ctx("coordinator"),
            assessment=row,
            person=world.person("reviewer"),
            group="admin",
        )


def test_an_answer_moves_the_result_and_the_journal_learns_no_level(world: World) -> None:
    row = build.published(world)
    viewer = world.viewer()
    before = standing(viewer, row).result.indicators["D3.3"]
    assert (before.score, before.low, before.high, before.gap) == (2.9, 2.15, 3.65, 1.1)
    build.answered(world, row, "D3.3", 5, role="reviewer", change_reason="New figures.")
    assert last().verb == "maturity.answer"
    assert last().facts == {"indicator": "D3.3", "group": "reviewer", "changed": False}
    row.refresh_from_db()
    now = standing(viewer, row).result.indicators["D3.3"]
    assert now.score == pytest.approx(3.5)
    assert now.gap == pytest.approx(0.5)
    assert (now.low, now.high) != (before.low, before.high)


def test_own_answer_changes_and_stays_one_row(world: World) -> None:
    row = build.started(world)
    with at("2021-02-02"):
        build.answered(world, row, "D1.1", 2, role="participant")
        build.answered(world, row, "D1.1", 3, role="participant")
    assert [a.level for a in Answer.objects.filter(indicator="D1.1")] == [3]


@pytest.mark.parametrize(
    "typed",
    [
        {"state": "level", "level": 6},
        {"state": "level", "level": None},
        {"state": "not_applicable", "reason": " "},
        {"state": "perhaps"},
    ],
)
def test_bad_answers_are_refused_with_a_sentence(world: World, typed: dict[str, object]) -> None:
    row = build.started(world)
    with pytest.raises(Refused):
        answer(world.ctx("participant"), assessment=row, indicator="D1.1", **typed)
    with pytest.raises(Refused):
        build.answered(world, row, "D9.9", 2, role="participant")
    with pytest.raises(Refused):
        build.answered(world, row, "D1.1", 2, role="facilitator")
    assert not Answer.objects.exists()


def test_cannot_say_is_not_counted_and_not_applicable_says_why(world: World) -> None:
    row = build.started(world)
    build.answered(world, row, "D1.1", None, role="participant")
    build.answered(
        world, row, "D1.2", None, role="participant", state="not_applicable", reason="No goals."
    )
    row.refresh_from_db()
    result = standing(world.viewer("coordinator"), row).result
    assert result.indicators["D1.1"].state == "not_assessed"
    assert result.indicators["D1.2"].state == "not_applicable"


def test_an_import_takes_all_rows_or_none(world: World) -> None:
    row = build.started(world)
    good = {"indicator": "D1.1", "group": "admin", "value": Decimal(3), "n": 5}
    for wrong in ({"indicator": "D9.9"}, {"value": Decimal(7)}, {"n": 0}):
        with pytest.raises(Refused):
            running.import_answers(
                world.ctx("coordinator"), assessment=row, rows=[good, {**good, **wrong}]
            )
    assert not SummarisedAnswer.objects.exists()


def test_evidence_counts_once_the_reviewer_accepts_it(world: World) -> None:
    row = build.started(world)
    build.summarised(world, row, D7_4=(4, 4, 3))
    viewer = world.viewer("coordinator")
    item = build.filed(world, row, "D7.4", type="E5")
    row.refresh_from_db()
    assert standing(viewer, row).result.indicators["D7.4"].score == 2
    with pytest.raises(Refused):
        evidence.grade_evidence(world.ctx("coordinator"), evidence=item, accept=True, grade="A")
    with pytest.raises(Refused):  # another grade than the usual one needs a reason
        evidence.grade_evidence(world.ctx("reviewer"), evidence=item, accept=True, grade="B")
    evidence.grade_evidence(world.ctx("reviewer"), evidence=item, accept=True, grade="A")
    row.refresh_from_db()
    assert standing(viewer, row).result.indicators["D7.4"].score == pytest.approx(3.7)


def test_the_reviewers_own_evidence_counts_at_once(world: World) -> None:
    row = build.started(world)
    assert build.filed(world, row, "D1.1", role="reviewer").state == "accepted"
    assert build.filed(world, row, "D1.1", role="participant").state == "filed"
    assert build.filed(world, row, "D1.1").code == "EV03"


def test_freezing_keeps_everything_and_later_rows_change_nothing(world: World) -> None:
    row = build.published(world)
    with at("2031-01-01"):
        closing.freeze(world.ctx("coordinator"), assessment=row)
    row.refresh_from_db()
    assert row.snapshot["framework"] == {
        "code": "cpm",
        "version": "1.0.0",
        "digest": row.framework.digest,
    }
    assert len(row.snapshot["evidence"]["EV01"]["sha256"]) == 64
    assert row.snapshot_hash == closing.digest_of(row.snapshot)
    frozen = standing(world.viewer(), row)
    SummarisedAnswer.objects.filter(assessment=row).update(value=1)
    assert standing(world.viewer(), row) == frozen
    assert frozen.result.indicators["D3.3"].score == 2.9
    with pytest.raises(Refused):
        build.answered(world, row, "D3.3", 2, role="reviewer", change_reason="Late.")


def test_a_correction_is_a_new_version_with_a_note(world: World) -> None:
    row = build.published(world)
    with at("2031-01-01"):
        closing.freeze(world.ctx("coordinator"), assessment=row)
        with pytest.raises(Refused):
            closing.correct(world.ctx("coordinator"), assessment=row, note=texts())
        made = closing.correct(
            world.ctx("coordinator"), assessment=row, note=texts(en="A wrong figure.")
        )
    assert made.corrects_id == row.pk
    viewer = world.viewer("coordinator")
    assert standing(viewer, made).result == standing(viewer, row).result
    assert made.receipt != row.receipt


def test_an_open_objection_holds_the_freezing_back_until_it_is_answered(world: World) -> None:
    row = build.published(world)
    said = objections.file_objection(
        world.ctx("participant"),
        assessment=row,
        section="maturity_profile",
        indicator="D3.3",
        text=texts(bg="Отговорите закъсняват."),
    )
    with pytest.raises(Refused):
        closing.freeze(world.ctx("coordinator"), assessment=row)
    objections.answer_objection(
        world.ctx("coordinator"), objection=said, text=texts(bg="Записано е в доклада.")
    )
    assert Message.objects.filter(kind="maturity.objection_answered").count() == 1
    closing.freeze(world.ctx("coordinator"), assessment=row)


def test_a_vote_factor_has_its_limits_and_its_reason(world: World) -> None:
    row = build.started(world)
    known = {"assessment": row, "indicator": "D3.3", "target": 4, "effort": 3}
    why = texts(bg="Най-много точки.")
    for factor, reason in ((Decimal("1.6"), why), (Decimal(1), texts())):
        with pytest.raises(Refused):
            gaps.plan_gap(world.ctx("facilitator"), vote_factor=factor, vote_reason=reason, **known)
    build.planned(world, row)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.plans.update(vote_factor=Decimal(2))


def test_a_gap_is_accepted_with_a_reason_only(world: World) -> None:
    row = build.started(world)
    reason = texts(bg="Няма бюджет тази година.")
    with pytest.raises(Refused):
        gaps.accept_gap(world.ctx("coordinator"), assessment=row, indicator="D3.3", reason=reason)
    build.planned(world, row)
    with pytest.raises(Refused):
        gaps.accept_gap(world.ctx("coordinator"), assessment=row, indicator="D3.3", reason=texts())
    gaps.accept_gap(world.ctx("coordinator"), assessment=row, indicator="D3.3", reason=reason)
    assert row.plans.get().accepted_for_now == reason


def test_a_bad_file_names_line_and_field_and_imports_nothing(world: World) -> None:
    broken = FILE.replace("weight: 12\n", "weight: 13\n", 1)
    with pytest.raises(Refused) as refused:
        frameworks.import_framework(world.ctx("coordinator"), text=broken)
    assert "dimensions" in str(refused.value.verdict.reason)
    line = 1 + FILE[: FILE.index("rho: 0.5")].count("\n")
    with pytest.raises(Refused) as refused:
        frameworks.import_framework(
            world.ctx("coordinator"), text=FILE.replace("rho: 0.5", "rho: half")
        )
    assert str(line) in str(refused.value.verdict.reason)
    assert "scoring.rho" in str(refused.value.verdict.reason)
    with pytest.raises(Refused):
        frameworks.import_framework(world.ctx("coordinator"), text="id: [")
    assert not Framework.objects.exists()


def test_a_used_version_never_changes(world: World) -> None:
    row = build.started(world)
    again = frameworks.import_framework(world.ctx("coordinator"), text=FILE)
    assert again == row.framework
    changed = FILE.replace("Ad hoc", "Improvised")
    with pytest.raises(Refused):
        frameworks.import_framework(world.ctx("coordinator"), text=changed)
    newer = changed.replace("version: 1.0.0", "version: 1.1.0")
    assert frameworks.import_framework(world.ctx("coordinator"), text=newer).version == "1.1.0"


def test_a_copy_is_another_framework(world: World) -> None:
    source = frameworks.adopt_framework(world.ctx("coordinator"))
    weights = {"D1": 14.0, "D2": 12.0}
    known = {"source": source, "name": texts(bg="Наша", en="Ours")}
    with pytest.raises(Refused):
        frameworks.copy_framework(world.ctx("coordinator"), code="cpm", weights=weights, **known)
    with pytest.raises(Refused):
        frameworks.copy_framework(
            world.ctx("coordinator"), code="ours", weights={"D1": 99.0}, **known
        )
    made = frameworks.copy_framework(
        world.ctx("coordinator"), code="ours", weights=weights, **known
    )
    assert made.copied_from == source
    assert made.digest != source.digest
    assert [d.weight for d in made.model.dimensions][:2] == [14.0, 12.0]
