"""Blocks of a document as plain data, in which the page, the PDF and the DOCX are drawn.

The data is ready for JSON, so that a version can be frozen, hashed and printed years later.
"""

from __future__ import annotations

from typing import Any

from zaedno.core.report import (
    Block,
    Bullets,
    Cell,
    Chart,
    Note,
    Paragraph,
    Quote,
    ReportSection,
    SubHeading,
    Table,
)


def to_data(section: ReportSection) -> dict[str, Any]:
    return {
        "id": section.id,
        "heading": str(section.heading),
        "illustrative": section.illustrative,
        "blocks": [block_data(part) for part in section.blocks],
    }


def block_data(part: Block) -> dict[str, Any]:
    if isinstance(part, Paragraph | Note):
        name = "note" if isinstance(part, Note) else "paragraph"
        return {"type": name, "runs": [_run(piece) for piece in part.runs()]}
    if isinstance(part, SubHeading):
        return {"type": "subheading", "text": str(part.text), "anchor": part.anchor}
    if isinstance(part, Bullets):
        items = [[_run(piece) for piece in row] for row in part.rows()]
        return {"type": "bullets", "numbered": part.numbered, "items": items}
    if isinstance(part, Quote):
        source = _run(Cell(str(part.source), part.href))
        return {"type": "quote", "text": str(part.text), "lang": part.lang, "source": source}
    if isinstance(part, Chart):
        return {
            "type": "chart",
            "svg": str(part.svg),
            "alt": str(part.alt),
            "caption": str(part.caption),
            "table": _table(part.table),
        }
    return _table(part)


def _table(part: Table) -> dict[str, Any]:
    rows = [[_run(piece) for piece in row] for row in part.cells()]
    return {
        "type": "table",
        "caption": str(part.caption),
        "headers": [str(head) for head in part.headers],
        "rows": rows,
        "numeric": list(part.numeric),
    }


def _run(piece: Cell) -> dict[str, str]:
    return {"text": str(piece.text), "href": str(piece.href), "lang": piece.lang}
