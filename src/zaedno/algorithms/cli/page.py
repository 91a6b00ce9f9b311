"""A report as one HTML file: nothing loaded from elsewhere, readable by ear, on paper, in the dark.

Every picture is drawn as SVG with a name and stands beside a table with the same figures. Parts are
pieces of HTML made by the functions below, which escape what they are given.

>>> print(paragraph("a < b"))
<p>a &lt; b</p>
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Any

from zaedno.algorithms.cli.frame import _, language

PICTURE_STYLE = (
    "svg{color-scheme:light dark;--ink:#1c2333;--line:#d5dae4;--paper:#fff;--one:#1f5fbf;"
    "--two:#b3410e;--three:#1d7a4c;--four:#7a3fa8;--five:#8a6a00}"
    "@media (prefers-color-scheme:dark){svg{--ink:#e8ebf2;--line:#39415a;--paper:#12161f;"
    "--one:#86b3ff;--two:#ff9d6b;--three:#6fd3a0;--four:#cf9df5;--five:#e0c060}}"
    "text{fill:var(--ink);font:14px 'Sofia Sans',system-ui,sans-serif}.axis{stroke:var(--line)}"
)
SENTENCE = 50
STYLE = (Path(__file__).parent / "report.css").read_text(encoding="utf-8")


def page(title: str, lead: str, parts: Iterable[str]) -> str:
    """The whole file: a title, one sentence that says what it is, and the parts in order."""
    body = "\n".join(parts)
    made = escape(_("Made with Zaedno. The page loads nothing from elsewhere."))
    return (
        f'<!doctype html>\n<html lang="{language()}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(title)}</h1>\n<p>{escape(lead)}</p>\n{body}\n"
        f'<footer class="soft">{made}</footer>\n</main>\n</body>\n</html>\n'
    )


def section(title: str, *parts: str) -> str:
    """Parts under a heading of their own."""
    return f"<section>\n<h2>{escape(title)}</h2>\n" + "\n".join(parts) + "\n</section>"


def paragraph(text: str, soft: bool = False) -> str:
    """A paragraph of plain text; `soft` for what is said beside."""
    return f'<p class="soft">{escape(text)}</p>' if soft else f"<p>{escape(text)}</p>"


def facts(pairs: Iterable[tuple[str, Any]]) -> str:
    """Names with their values, such as the settings of a count."""
    told = "".join(f"<dt>{escape(n)}</dt><dd>{escape(str(v))}</dd>" for n, v in pairs)
    return f"<dl>{told}</dl>"


def table(
    caption: str, headings: Sequence[str], rows: Sequence[Sequence[Any]], right: str = ""
) -> str:
    """A table whose first column names the row; `right` has an `r` for columns set to the right."""
    flags = right.ljust(len(headings))
    side = ["" if f != "r" else ' class="r"' for f in flags]
    head = "".join(
        f'<th scope="col"{s}>{escape(h)}</th>' for h, s in zip(headings, side, strict=True)
    )
    body = ""
    for first, *others in rows:
        cells = "".join(
            f"<td{s or _breadth(c)}>{escape(str(c))}</td>"
            for c, s in zip(others, side[1:], strict=True)
        )
        body += f'<tr><th scope="row">{escape(str(first))}</th>{cells}</tr>\n'
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}"><table>'
        f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def _breadth(cell: Any) -> str:
    """Sentences keep a width to be read in, where other columns would squeeze them."""
    return ' class="long"' if len(str(cell)) > SENTENCE else ""


def figure(name: str, drawing: str, size: tuple[int, int], told: str = "") -> str:
    """An SVG drawing of the given width and height, with its name and a line beneath."""
    wide, high = size
    caption = f"<figcaption>{escape(told)}</figcaption>" if told else ""
    return (
        f'<figure><svg viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" role="img" '
        f'aria-label="{escape(name)}">{drawing}</svg>{caption}</figure>'
    )


def picture_file(name: str, drawing: str, size: tuple[int, int]) -> str:
    """An SVG drawing as a file of its own, in the colours of the reader's light or dark."""
    wide, high = size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" '
        f'height="{high}" role="img" aria-label="{escape(name)}"><style>{PICTURE_STYLE}</style>'
        f"{drawing}</svg>\n"
    )
