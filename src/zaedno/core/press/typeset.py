"""The printer: reads a sheet (JSON) on standard input, writes a PDF or a DOCX to standard output.

Runs as a process of its own (`python -m zaedno.core.press.typeset pdf report.typ`): typesetting
takes longer than a page may keep the server's interpreter. It knows neither Django nor the tables.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import typst

from zaedno.core.press.word_file import docx

HERE = Path(__file__).resolve().parent


def pdf(sheet: dict, layout: str) -> bytes:  # type: ignore[type-arg]
    """PDF/UA-1: tagged, with language, title, bookmarks, header cells and alternative texts."""
    return typst.compile(
        layout,
        font_paths=[str(HERE / "fonts")],
        ignore_system_fonts=True,
        sys_inputs={"report": json.dumps(sheet)},
        pdf_standards=["ua-1"],
    )


def png(svg: str) -> bytes:
    """A picture for word processors, which do not all read SVG."""
    source = (
        "#set page(width: 170mm, height: auto, margin: 0pt)\n"
        '#image(bytes(sys.inputs.svg), format: "svg", width: 100%)'
    )
    set_to_paper: Any = typst.compile  # its types know no picture of one page
    return bytes(
        set_to_paper(
            source.encode(),
            font_paths=[str(HERE / "fonts")],
            ignore_system_fonts=True,
            sys_inputs={"svg": svg},
            format="png",
            ppi=200,
        )
    )


def main() -> None:
    sheet = json.load(sys.stdin)
    form, layout = sys.argv[1:]
    made = pdf(sheet, layout) if form == "pdf" else docx(sheet, png)
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
