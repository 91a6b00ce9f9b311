"""From the frozen sections to what the printer reads: notes numbered, widths chosen, band drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

WIDEST = 34


def sheet(
    sections: list[dict[str, Any]],
    *,
    lang: str,
    title: str,
    publisher: str,
    facts: list[str],
    imprint: str,
    illustrative: bool,
    absolute: Callable[[str], str],
    flow: bool = False,
) -> dict[str, Any]:
    """The printer's data for one language; every address gets the number of its note once.

    `flow`: a short document without a first page and contents of its own, section after section.
    """
    notes: dict[str, int] = {}
    with override(lang):
        band = _("DEMO DATA") if illustrative else ""
        data = {
            "lang": lang,
            "title": title,
            "short_title": title if len(title) < 70 else title[:67] + "…",
            "publisher": publisher,
            "facts": facts,
            "imprint": imprint,
            "watermark": band,
            "disclaimer": _disclaimer() if illustrative else "",
            "words": _words(),
            "flow": flow,
            "sections": [_section(part, notes, absolute, band) for part in sections],
        }
    data["notes"] = [{"number": n, "url": absolute(href)} for href, n in notes.items()]
    return data


def _disclaimer() -> str:
    return _(
        "Sample content. Notes, votes, commitments and scores are invented and do not express "
        "the views of the listed organisations or of the municipality."
    )


def _words() -> dict[str, str]:
    return {
        "contents": _("Contents"),
        "notes": _("Notes"),
        "notes_lead": _(
            "Each number in square brackets leads to the rows that a figure was counted from."
        ),
    }


def _section(
    part: dict[str, Any], notes: dict[str, int], absolute: Callable[[str], str], band: str
) -> dict[str, Any]:
    blocks = [_block(block, notes, absolute, band) for block in part["blocks"]]
    return {"heading": part["heading"], "blocks": blocks}


def _block(
    block: dict[str, Any], notes: dict[str, int], absolute: Callable[[str], str], band: str
) -> dict[str, Any]:
    def run(piece: dict[str, str]) -> dict[str, Any]:
        href = piece["href"]
        number = notes.setdefault(href, len(notes) + 1) if href else 0
        return {**piece, "url": absolute(href) if href else "", "note": number}

    kind = block["type"]
    if kind in ("paragraph", "note"):
        return {**block, "runs": [run(piece) for piece in block["runs"]]}
    if kind == "bullets":
        return {**block, "items": [[run(piece) for piece in item] for item in block["items"]]}
    if kind == "quote":
        return {**block, "source": run(block["source"])}
    if kind == "table":
        rows = [[run(piece) for piece in row] for row in block["rows"]]
        return {**block, "rows": rows, "widths": _widths(block)}
    if kind == "chart":
        table = _block(block["table"], notes, absolute, band)
        return {**block, "svg": banded(block["svg"], band), "table": table}
    return block


def _widths(table: dict[str, Any]) -> list[int]:
    """Column widths by the longest text in each, so that short numbers stay narrow."""
    texts = ([cell["text"] for cell in row] for row in table["rows"])
    columns = list(zip(table["headers"], *texts, strict=True))
    return [max(4, min(WIDEST, max(len(text) for text in column))) for column in columns]


def banded(svg: str, band: str) -> str:
    """The band stands inside the picture too, so that a copied picture still says so."""
    if not band or band in svg:
        return svg
    mark = (
        '<text x="50%" y="50%" text-anchor="middle" font-size="20" font-weight="600" '
        f'fill="#5B6675" fill-opacity="0.35">{band}</text>'
    )
    return svg.replace("</svg>", f"{mark}</svg>")
