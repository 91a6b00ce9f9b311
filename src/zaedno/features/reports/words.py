"""Sections of a report as plain data, and what a version says of itself.

`to_data` turns the blocks of `core.report` into JSON-ready dictionaries, in which the page, the PDF
and the DOCX are drawn and which are frozen and hashed. `canonical` is the byte form that is hashed.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from zaedno.core.partial_dates import When
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
from zaedno.features.reports.models import ReportVersion


def to_data(section: ReportSection) -> dict[str, Any]:
    return {
        "id": section.id,
        "heading": str(section.heading),
        "illustrative": section.illustrative,
        "blocks": [_block(part) for part in section.blocks],
    }


def _block(part: Block) -> dict[str, Any]:
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


def canonical(content: dict[str, Any]) -> bytes:
    """The same content always gives the same bytes: sorted keys, no spaces, UTF-8."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def fingerprint(content: dict[str, Any]) -> str:
    return hashlib.sha256(canonical(content)).hexdigest()


def is_illustrative(sections: list[dict[str, Any]]) -> bool:
    return any(section["illustrative"] for section in sections)


def facts_of(version: ReportVersion, lang: str) -> list[str]:
    """What stands under the title: the day of the figures, the version, when it was frozen."""
    with override(lang):
        as_of = When.day(version.report.as_of).show(lang)
        frozen = When.day(timezone.localdate(version.frozen_at)).show(lang)
        facts = [
            _("Figures as of %(day)s") % {"day": as_of},
            _("Version %(n)d, frozen on %(day)s") % {"n": version.number, "day": frozen},
            _("Receipt %(number)s") % {"number": version.report.receipt},
            _("Content hash (SHA-256): %(hash)s") % {"hash": version.content_hash},
        ]
        if version.note:
            facts.append(_("What changed: %(note)s") % {"note": version.note})
        return facts


def imprint_of(version: ReportVersion) -> str:
    return f"{version.report.receipt} · v{version.number} · {version.content_hash[:16]}"
