"""The report as a DOCX file: real headings, lists, header rows and alternative texts."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

LINK = RGBColor(0x0B, 0x5C, 0xAD)
LANGS = {"bg": "bg-BG", "en": "en-GB"}


def docx(sheet: dict[str, Any], png: Callable[[str], bytes]) -> bytes:
    """`sheet` as `sheet.sheet` makes it; `png` draws an SVG as a picture."""
    document = Document()
    _frame(document, sheet)
    document.add_paragraph(sheet["publisher"])
    document.add_heading(sheet["title"], level=0)
    for fact in sheet["facts"]:
        document.add_paragraph(fact)
    if sheet["disclaimer"]:
        document.add_paragraph(sheet["watermark"]).runs[0].bold = True
        document.add_paragraph(sheet["disclaimer"])
    for section in sheet["sections"]:
        document.add_heading(section["heading"], level=1)
        for block in section["blocks"]:
            _draw(document, block, png)
    if sheet["notes"]:
        document.add_heading(sheet["words"]["notes"], level=1)
        document.add_paragraph(sheet["words"]["notes_lead"])
        for note in sheet["notes"]:
            line = document.add_paragraph(f"[{note['number']}] ")
            _link(line, note["url"], note["url"])
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _frame(document: Any, sheet: dict[str, Any]) -> None:
    """Language, title, margins, and the band on every page."""
    properties = document.core_properties
    properties.title, properties.author = sheet["title"], sheet["publisher"]
    properties.language = LANGS.get(sheet["lang"], sheet["lang"])
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Sofia Sans", Pt(10.5)
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), properties.language)
    style.element.get_or_add_rPr().append(lang)
    section = document.sections[0]
    section.left_margin = section.right_margin = Mm(26)
    band = f"  ·  {sheet['watermark']}" if sheet["watermark"] else ""
    section.header.paragraphs[0].text = f"{sheet['short_title']}{band}"
    section.footer.paragraphs[0].text = sheet["imprint"]


def _draw(document: Any, block: dict[str, Any], png: Callable[[str], bytes]) -> None:
    kind = block["type"]
    if kind in ("paragraph", "note"):
        _say(
            document.add_paragraph(style="Intense Quote" if kind == "note" else None), block["runs"]
        )
    elif kind == "subheading":
        document.add_heading(block["text"], level=2)
    elif kind == "bullets":
        style = "List Number" if block["numbered"] else "List Bullet"
        for item in block["items"]:
            _say(document.add_paragraph(style=style), item)
    elif kind == "quote":
        document.add_paragraph(block["text"], style="Quote")
        _say(document.add_paragraph(), [block["source"]])
    elif kind == "table":
        _table(document, block)
    elif kind == "chart":
        picture = document.add_picture(BytesIO(png(block["svg"])), width=Mm(155))
        picture._inline.docPr.set("descr", block["alt"])
        document.add_paragraph(block["caption"], style="Caption")
        _table(document, block["table"])


def _say(paragraph: Any, runs: list[dict[str, Any]]) -> None:
    for piece in runs:
        if piece["url"]:
            _link(paragraph, piece["text"], piece["url"])
            paragraph.add_run(f" [{piece['note']}]").font.superscript = True
        else:
            paragraph.add_run(piece["text"])


def _link(paragraph: Any, text: str, url: str) -> None:
    """A hyperlink is a relation of the document's part and an element around its run."""
    ident = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    element = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), ident)
    run = paragraph.add_run(text)
    run.font.color.rgb, run.font.underline = LINK, True
    element.append(run._r)
    paragraph._p.append(element)


def _table(document: Any, block: dict[str, Any]) -> None:
    document.add_paragraph(block["caption"], style="Caption")
    table = document.add_table(rows=1, cols=len(block["headers"]), style="Table Grid")
    for cell, head in zip(table.rows[0].cells, block["headers"], strict=True):
        cell.paragraphs[0].add_run(head).bold = True
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(header)
    for row in block["rows"]:
        for cell, piece in zip(table.add_row().cells, row, strict=True):
            _say(cell.paragraphs[0], [piece])
    document.add_paragraph()
