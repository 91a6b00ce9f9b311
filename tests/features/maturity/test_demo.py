"""The demo's assessment, through the product's own actions, reproduces the golden values."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import zaedno
from tests.world import World
from zaedno.core.demo import DemoError, DemoLoad, read
from zaedno.core.report import ReportScope
from zaedno.features.maturity import demo as loader
from zaedno.features.maturity.models.assessment import Assessment
from zaedno.features.maturity.queries.comparison import beside
from zaedno.features.maturity.queries.results import standing
from zaedno.features.maturity.report import sections
from zaedno.platform.people.models import Organisation, StakeholderKind

pytestmark = pytest.mark.django_db
DEMO = Path(zaedno.__file__).parent / "site/demo/sofia-demo.yaml"
ROLES = ("coordinator", "facilitator", "notetaker", "participant", "editor", "reviewer")


def prepared(world: World) -> DemoLoad:
    """What the earlier rooms leave behind: people, sample organisations; no other things."""
    demo = DemoLoad(read(DEMO), loaded_on=date(2026, 11, 25), say=lambda _said: None)
    demo.city = world.city
    for role in ROLES:
        demo.actors[role] = lambda role=role: world.ctx(role)
    demo.actors["org"] = lambda: world.ctx("representative")
    kind = StakeholderKind.objects.create(city=world.city, code="ngo", name={"en": "NGO"})
    for row in demo.rows("sample_organisations"):
        Organisation.objects.create(
            city=world.city, slug=row["id"], kind=kind, name=row.texts(), mark="illustrative"
        )
    return demo


def loaded(world: World) -> tuple[DemoLoad, Assessment]:
    demo = prepared(world)
    loader.load(demo)
    return demo, Assessment.objects.get()


def test_golden_values_and_living_objections(world: World) -> None:
    demo, row = loaded(world)
    viewer = world.viewer()
    golden: Any = demo.section("assessment_demo", "expected")
    result = standing(viewer, row).result
    for name in ("score", "half_width", "low", "high"):
        assert round(getattr(result.overall, name), 3) == golden["overall"][name]
    for ident, wanted in golden["indicators"].items():
        assert round(result.indicators[ident].low or 0, 3) == wanted["low"], ident
    assert [p.id for p in result.priorities[:10]] == [
        line["indicator"] for line in golden["gap_priorities_top10"]
    ]
    assert result.dimensions["D6"].coverage == 85
    loader.load_living(demo)
    assert row.objections.filter(state="open").count() == 1
    assert row.objections.filter(state="answered").count() == 1


def test_cities_beside_it(world: World) -> None:
    _demo, row = loaded(world)
    found = {line.name: line.verdict for line in beside(world.viewer(), row)}
    assert found == {
        "Демополис": "clearly_lower",
        "Примерград": "no_clear_difference",
        "Стар модел": "not_comparable",
    }
    assert list(found) == sorted(found)


def test_report_sections_open_down(world: World) -> None:
    _demo, row = loaded(world)
    scope = ReportScope(date(2021, 4, 15), assessment=("maturity.assessment", str(row.pk)))
    made = {section.id: section for section in sections(world.viewer(), scope=scope)}
    assert set(made) == {
        "summary",
        "maturity_profile",
        "gaps",
        "uncertainty_and_objections",
        "annexes",
    }
    assert all(section.illustrative for section in made.values())
    score = made["summary"].blocks[0].runs()[1]  # type: ignore[union-attr]
    assert (score.text, score.href) == ("2,04", f"/bg/maturity/{row.pk}/#overall")


def test_a_wrong_record_names_line_and_field(world: World) -> None:
    demo = prepared(world)
    item = next(demo.rows("assessment_demo", "evidence_items"))
    item["indicator"] = "D9.9"
    with pytest.raises(DemoError) as wrong:
        loader.load(demo)
    assert (wrong.value.line, wrong.value.field) == (item.lines["indicator"], "indicator")
