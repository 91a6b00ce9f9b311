"""The minutes as files: PDF, DOCX and Markdown, from the same blocks as the page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from zaedno.core.partial_dates import show_moment
from zaedno.core.press.process import set_to_paper
from zaedno.core.press.sheet import sheet
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.minutes import MinutesVersion
from zaedno.features.workshops.queries import minutes as queries
from zaedno.platform.cities.addresses import absolute

MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown; charset=utf-8",
}
Sections = list[dict[str, Any]]


def sections(viewer: Viewer, event: Workshop, version: MinutesVersion | None) -> Sections:
    return queries.frozen(viewer, version) if version else queries.sections(viewer, event)


def title_of(event: Workshop) -> str:
    return _("Minutes: %(event)s") % {"event": event.title}


def facts_of(version: MinutesVersion | None) -> list[str]:
    """What stands under the title."""
    if version is None:
        return [_("Draft: the words may still change.")]
    facts = {"n": version.number, "day": show_moment(version.made_at)}
    return [
        _("Version %(n)d, given out on %(day)s") % facts,
        _("Content hash (SHA-256): %(hash)s") % {"hash": version.sha256},
    ]


def file_bytes(viewer: Viewer, event: Workshop, version: MinutesVersion | None, form: str) -> bytes:
    told = sections(viewer, event, version)
    if form == "md":
        return markdown(viewer, event, version, told).encode()
    city: Any = viewer.city
    number = f"v{version.number} · {version.sha256[:16]}" if version else _("draft")
    data = sheet(
        told,
        lang=viewer.lang,
        title=title_of(event),
        publisher=city.municipality.best(viewer.lang)[0],
        facts=facts_of(version),
        imprint=f"{event.title} · {number}",
        illustrative=any(section["illustrative"] for section in told),
        absolute=lambda path: absolute(viewer.city, path),
        flow=True,
    )
    return set_to_paper(data, form)


def markdown(
    viewer: Viewer, event: Workshop, version: MinutesVersion | None, told: Sections
) -> str:
    """Plain text that reads well as it is; links are full addresses."""
    lines = [f"# {title_of(event)}", "", *(f"{fact}  " for fact in facts_of(version))]
    for section in told:
        lines += ["", f"## {section['heading']}"]
        for block in section["blocks"]:
            lines += ["", *_block(viewer, block)]
    return "\n".join(lines) + "\n"


def _block(viewer: Viewer, block: dict[str, Any]) -> list[str]:
    if block["type"] == "subheading":
        return [f"### {_plain(block['text'])}"]
    if block["type"] == "bullets":
        return [f"- {_runs(viewer, item)}" for item in block["items"]]
    return [_runs(viewer, block["runs"])]


def _runs(viewer: Viewer, runs: list[dict[str, str]]) -> str:
    return "".join(
        f"[{_plain(run['text'])}]({absolute(viewer.city, run['href'])})"
        if run["href"]
        else _plain(run["text"])
        for run in runs
    )


def _plain(text: str) -> str:
    """Signs that Markdown would read as markup are said to be just signs."""
    for sign in "\\`*_[]<>#":
        text = text.replace(sign, f"\\{sign}")
    return text
