"""Invented shares of age and gender, and districts alike: a sample of declared figures."""

from __future__ import annotations

from zaedno.core.demo import DemoLoad
from zaedno.core.fields import texts
from zaedno.core.partial_dates import When
from zaedno.platform.cities.queries import districts
from zaedno.platform.population.actions import declare
from zaedno.platform.population.rules import Declared

SOURCE = texts(bg="Измислени числа за примера", en="Invented numbers for the example")
AGES = (
    ("14-29", "14–29 години", "14–29 years", 190_000),
    ("30-44", "30–44 години", "30–44 years", 330_000),
    ("45-64", "45–64 години", "45–64 years", 340_000),
    ("65-plus", "65 и повече години", "65 years and over", 230_000),
)
GENDERS = (("women", "жени", "women", 570_000), ("men", "мъже", "men", 520_000))
FEWEST, STEP = 9_000, 4_700  # people of a district of the example


def load(demo: DemoLoad) -> None:
    ctx = demo.ctx("coordinator")
    said = {"as_of": When.parse("2026-01"), "source": SOURCE, "mark": "illustrative"}
    for feature, rows in (("age", AGES), ("gender", GENDERS)):
        groups = [Declared(code, texts(bg=bg, en=en), people) for code, bg, en, people in rows]
        declare(ctx, feature=feature, groups=groups, **said)
    listed = [
        Declared(row.slug, row.name, FEWEST + STEP * (at * 7 % 23))
        for at, row in enumerate(districts(ctx.viewer))
    ]
    declare(demo.ctx("coordinator"), feature="district", groups=listed, **said)
