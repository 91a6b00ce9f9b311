"""Typesetting in a process of its own, so that other pages are served meanwhile."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import zaedno

PRINTER = "zaedno.core.press.typeset"
REPORT = Path(__file__).resolve().parent / "report.typ"
SECONDS = 60


def set_to_paper(sheet: dict[str, Any], form: str, layout: Path = REPORT) -> bytes:
    """`sheet` as a "pdf" in this layout, or as a "docx"; nothing typed by people is markup."""
    source = str(Path(zaedno.__file__).resolve().parent.parent)
    done = subprocess.run(  # noqa: S603 - our own interpreter and module, no input in the command
        [sys.executable, "-m", PRINTER, form, str(layout)],
        input=json.dumps(sheet).encode(),
        capture_output=True,
        timeout=SECONDS,
        check=True,
        env={**os.environ, "PYTHONPATH": source},
    )
    return done.stdout
