"""A version as files: PDF and DOCX set by the printer's process, JSON as it was hashed."""

from __future__ import annotations

from zaedno.core.press.process import set_to_paper
from zaedno.core.press.sheet import sheet
from zaedno.core.viewer import Viewer
from zaedno.features.reports.models import ReportVersion
from zaedno.features.reports.words import canonical, facts_of, imprint_of
from zaedno.platform.cities.addresses import absolute

MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
}


def file_bytes(viewer: Viewer, version: ReportVersion, form: str) -> bytes:
    """The version in the viewer's language as `pdf`, `docx` or `json`."""
    if form == "json":
        return canonical(version.content)
    return set_to_paper(sheet_of(viewer, version), form)


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
