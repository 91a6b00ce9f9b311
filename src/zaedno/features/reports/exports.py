"""A version as files: PDF and DOCX set by the printer's process, JSON as it was hashed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import zaedno
from zaedno.core.viewer import Viewer
from zaedno.features.reports.models import ReportVersion
from zaedno.features.reports.press.sheet import sheet
from zaedno.features.reports.words import canonical, facts_of, imprint_of
from zaedno.platform.cities.addresses import absolute

PRINTER = "zaedno.features.reports.press.typeset"
SECONDS = 60
MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
}


def file_bytes(viewer: Viewer, version: ReportVersion, form: str) -> bytes:
    """The version in the viewer's language as `pdf`, `docx` or `json`."""
    if form == "json":
        return canonical(version.content)
    return typeset(viewer, version, form)


def typeset(viewer: Viewer, version: ReportVersion, form: str) -> bytes:
    """Set in a process of its own, so that other pages are served meanwhile."""
    data = sheet_of(viewer, version)
    source = str(Path(zaedno.__file__).resolve().parent.parent)
    done = subprocess.run(  # noqa: S603 - our own interpreter and module, no input in the command
        [sys.executable, "-m", PRINTER, form],
        input=json.dumps(data).encode(),
        capture_output=True,
        timeout=SECONDS,
        check=True,
        env={**os.environ, "PYTHONPATH": source},
    )
    return done.stdout


def sheet_of(viewer: Viewer, version: ReportVersion) -> dict[str, object]:
    report, lang = version.report, viewer.lang
    city = viewer.city
    return sheet(
        version.content.get(lang) or next(iter(version.content.values())),
        lang=lang,
        title=report.title.best(lang)[0],
        publisher=city.municipality.best(lang)[0],  # type: ignore[attr-defined]
        facts=facts_of(version, lang),
        imprint=imprint_of(version),
        illustrative=version.illustrative,
        absolute=lambda path: absolute(city, path),
    )


def file_name(version: ReportVersion, lang: str, form: str) -> str:
    band = {"bg": "-ДЕМОНСТРАЦИОННИ-ДАННИ", "en": "-DEMO-DATA"}.get(lang, "-DEMO-DATA")
    said = band if version.illustrative else ""
    return f"{version.report.slug}-v{version.number}-{lang}{said}.{form}"
