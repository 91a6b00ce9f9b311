"""The tokens of the look keep their contrast, in light and in dark; a city's colours do too."""

from __future__ import annotations

import re

import pytest

from tests.house.source import PACKAGE
from zaedno.core import colours

SHEET = (PACKAGE / "core" / "static" / "core" / "zaedno.css").read_text(encoding="utf-8")
TEXT, SHAPE = 4.5, 3.0
PAIRS = [
    ("ink", "paper", 7),
    ("ink", "surface", 7),
    ("ink", "accent-pale", 7),
    ("muted", "paper", TEXT),
    ("muted", "surface", TEXT),
    ("primary", "paper", TEXT),
    ("primary", "surface", TEXT),
    ("primary-deep", "surface", TEXT),
    ("on-primary", "primary", TEXT),
    ("on-primary", "primary-deep", TEXT),
    ("on-accent", "accent", 7),
    ("done", "surface", TEXT),
    ("warning", "surface", TEXT),
    ("danger", "paper", TEXT),
    ("danger", "surface", TEXT),
    ("edge", "paper", SHAPE),
    ("edge", "surface", SHAPE),
]


def tokens() -> dict[str, dict[str, str]]:
    layer = SHEET[SHEET.index("@layer tokens {") : SHEET.index("@layer base {")]
    light, dark = layer.split("(prefers-color-scheme: dark)")
    found = {}
    for scheme, text in (("light", light), ("dark", dark)):
        found[scheme] = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", text))
    return {"light": found["light"], "dark": {**found["light"], **found["dark"]}}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground", "needed"), PAIRS)
def test_contrast(scheme: str, text: str, ground: str, needed: float) -> None:
    token = tokens()[scheme]
    found = colours.ratio(token[text], token[ground])
    assert found >= needed, f"{text} on {ground}, {scheme}: {found:.2f}"


def test_every_colour_is_a_token() -> None:
    """Components take their colours from the tokens, so that dark mode and a city reach them."""
    rest = SHEET[SHEET.index("@layer base {") : SHEET.index("@layer print {")]
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", rest) == []


def test_a_citys_colour_that_fails_is_refused_with_the_nearest_that_passes() -> None:
    refused = colours.check_primary("#7FB3E6")
    assert not refused
    near = colours.nearest_primary("#7FB3E6")
    assert near in str(refused.reason)
    assert colours.check_primary(near)
    assert not colours.check_accent("#7A4A00")
    assert colours.check_accent(colours.nearest_accent("#7A4A00"))
    assert not colours.check_primary("blue")


def test_a_citys_style_sheet_leaves_failing_colours_out() -> None:
    css = colours.stylesheet("#8A1538", "#7A4A00")
    assert "--primary: #8A1538" in css
    assert "--accent" not in css
    night = re.findall(r"--primary: (#\w{6})", css)[1]
    assert colours.ratio(night, colours.DARK_SURFACE) >= TEXT
    assert colours.stylesheet("", "") == ""


@pytest.mark.django_db
def test_a_city_brings_its_colours_by_address(world) -> None:  # type: ignore[no-untyped-def]
    world.city.primary = "#8A1538"
    world.city.save()
    client = world.client()
    assert 'href="/city.css?8A1538"' in client.get("/bg/").content.decode()
    answer = client.get("/city.css")
    assert answer["Content-Type"].startswith("text/css")
    assert b"#8A1538" in answer.content
