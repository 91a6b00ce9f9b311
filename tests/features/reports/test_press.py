"""The printed files: tagged, in the page's order, with the band where data is invented."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document
from pypdf import PdfReader

from tests.features.commitments.build import confirmed
from tests.features.reports.test_actions import freeze, start
from tests.world import World
from zaedno.core.press.data import to_data
from zaedno.core.press.sheet import banded, sheet
from zaedno.core.report import Cell, Chart, Paragraph, ReportSection, Table
from zaedno.features.reports.models import ReportVersion

SVG = '<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/></svg>'


@pytest.fixture
def version(world: World) -> ReportVersion:
    confirmed(world, world.organisation())
    made = start(world)
    made.mark = "illustrative"
    made.save()
    return freeze(world, made)


def fetch(world: World, version: ReportVersion, lang: str, form: str) -> bytes:
    url = f"/{lang}/reports/{version.report.slug}/v{version.number}/report.{form}"
    answer = world.client().get(url)
    assert answer.status_code == 200
    return answer.content


def test_the_pdf_is_tagged_titled_and_bookmarked(world: World, version: ReportVersion) -> None:
    pdf = PdfReader(BytesIO(fetch(world, version, "bg", "pdf")))
    root = pdf.trailer["/Root"]
    assert bool(root["/MarkInfo"]["/Marked"])
    assert str(root["/Lang"]).startswith("bg")
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"])
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Доклад за зрелостта"
    assert len(pdf.outline) >= 17
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_every_page_says_that_it_is_invented(world: World, version: ReportVersion) -> None:
    pdf = PdfReader(BytesIO(fetch(world, version, "bg", "pdf")))
    for page in pdf.pages:
        assert "ДЕМОНСТРАЦИОННИ ДАННИ" in page.extract_text()
    answer = world.client().get(f"/bg/reports/{version.report.slug}/v1/report.pdf")
    assert "%D0%94%D0%95%D0%9C%D0%9E" in answer["Content-Disposition"]


def test_its_text_reads_in_the_page_s_order(world: World, version: ReportVersion) -> None:
    pdf = PdfReader(BytesIO(fetch(world, version, "en", "pdf")))
    text = "\n".join(page.extract_text() for page in pdf.pages[2:])
    places = [text.index(part["heading"]) for part in version.content["en"]]
    assert places == sorted(places)


def test_numbers_carry_the_number_of_their_note(world: World, version: ReportVersion) -> None:
    pdf = PdfReader(BytesIO(fetch(world, version, "bg", "pdf")))
    text = "\n".join(page.extract_text() for page in pdf.pages)
    assert "[1]" in text
    assert "/bg/commitments/?counted=on" in text.replace("\n", "")


def test_the_docx_has_headings_and_header_rows(world: World, version: ReportVersion) -> None:
    document = Document(BytesIO(fetch(world, version, "bg", "docx")))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings[:2] == ["Резюме на една страница", "Как е изготвен докладът"]
    assert document.core_properties.language == "bg-BG"
    assert "ДЕМОНСТРАЦИОННИ ДАННИ" in document.sections[0].header.paragraphs[0].text
    assert "w:tblHeader" in document.tables[0].rows[0]._tr.xml


def test_a_chart_is_printed_with_its_table_and_alternative_text() -> None:
    table = Table("Точки", ["Група", "Точки"], [["Обратна връзка", Cell("20", "/bg/x")]], (1,))
    chart = Chart(SVG, "Една група води", "Точки по групи", table)
    section = to_data(
        ReportSection("gaps", blocks=[Paragraph(["Виж ", Cell("20", "/bg/x")]), chart])
    )
    made = sheet(
        [section],
        lang="bg",
        title="Доклад",
        publisher="Община",
        facts=[],
        imprint="",
        illustrative=True,
        absolute=lambda path: f"https://city.example{path}",
    )
    drawn = made["sections"][0]["blocks"][1]
    assert "ДЕМОНСТРАЦИОННИ ДАННИ" in drawn["svg"]
    assert drawn["alt"] == "Една група води"
    assert drawn["table"]["rows"][0][1]["note"] == 1
    assert made["notes"] == [{"number": 1, "url": "https://city.example/bg/x"}]


def test_a_picture_of_facts_carries_no_band() -> None:
    assert banded(SVG, "") == SVG
