"""The engagement models of the demo file."""

from __future__ import annotations

from zaedno.core.demo import DemoLoad, Row
from zaedno.features.partnerships import actions
from zaedno.platform.cities.choices import Influence
from zaedno.platform.cities.models import Theme
from zaedno.platform.cities.queries import themes
from zaedno.platform.people.models import StakeholderKind
from zaedno.platform.people.queries.organisations import kinds

DESCRIBED_ON = "2021-02-02"  # the second workshop
PUBLISHED_ON = "2021-02-08"


def load(demo: DemoLoad) -> None:
    viewer = demo.ctx("coordinator").viewer
    known = {theme.code: theme for theme in themes(viewer)}
    asked = {kind.code: kind for kind in kinds(viewer)}
    for row in demo.rows("engagement_models"):
        _model(demo, row, known, asked)


def _model(
    demo: DemoLoad, row: Row, known: dict[str, Theme], asked: dict[str, StakeholderKind]
) -> None:
    if row.need("iap2") not in Influence.values:
        raise row.fail("iap2", f"{row['iap2']}?")
    for name, words in (("for", asked), ("also_for", known)):
        for code in row.get(name, []):
            if code not in words:
                raise row.fail(name, f"{code}?")
    with demo.at(DESCRIBED_ON, "17:00"):
        made = actions.describe(
            demo.ctx("facilitator"),
            title=row.texts(),
            influence=row["iap2"],
            effort=int(row.need("effort")),
            theme=known.get(str(row.get("theme"))),
            also_for=[known[code] for code in row.get("also_for", [])],
            kinds=[asked[code] for code in row.get("for", [])],
            mark=row.mark,
            **{name: row.texts(name) for name in (*actions.SIDES, *actions.CARE)},
        )
    with demo.at(PUBLISHED_ON, "10:00"):
        actions.publish(demo.ctx("coordinator"), model=made)
    demo.remember(str(row.need("id")), made)
