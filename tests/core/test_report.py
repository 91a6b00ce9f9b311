"""The outline of the report is one list; rooms add to it without knowing each other."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest
import yaml

import zaedno
from zaedno.core import report
from zaedno.core.report import SECTIONS, Cell, Paragraph, ReportSection, outline


def test_examples_of_the_module() -> None:
    assert doctest.testmod(report).failed == 0


def test_sections_stand_in_the_order_of_the_demo_file() -> None:
    path = Path(zaedno.__file__).parent / "site/demo/sofia-demo.yaml"
    asked = yaml.safe_load(path.read_text(encoding="utf-8"))["report"]["sections"]
    assert list(SECTIONS) == asked


def test_parts_of_one_section_are_joined_by_order() -> None:
    parts = [
        ReportSection("gaps", blocks=[Paragraph("second")], order=60),
        ReportSection("swot", blocks=[Paragraph("first of all")], illustrative=True),
        ReportSection("gaps", blocks=[Paragraph(["first ", Cell("1", "/x")])], order=10),
    ]
    swot, gaps = outline(parts)
    assert (swot.id, swot.illustrative) == ("swot", True)
    assert [b.plain() for b in gaps.blocks if isinstance(b, Paragraph)] == ["first 1", "second"]
    assert gaps.heading == SECTIONS["gaps"]


def test_an_unknown_section_is_refused() -> None:
    with pytest.raises(ValueError, match="no such section"):
        ReportSection("weather")
