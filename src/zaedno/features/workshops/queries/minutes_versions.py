"""How versions of the minutes differ from each other, and from what the records say now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.minutes import MinutesVersion
from zaedno.features.workshops.queries import minutes
from zaedno.features.workshops.rules.minutes import Change, changes

Sections = list[dict[str, Any]]


@dataclass(frozen=True)
class Changed:
    """A chapter that reads otherwise than in the version before."""

    heading: str
    changes: list[Change]


def newer(viewer: Viewer, event: Workshop, versions: list[MinutesVersion]) -> list[str]:
    """Chapters that moved on since the last version; nothing where it still says all."""
    if not versions:
        return []
    told = _apart(minutes.frozen(viewer, versions[0]), minutes.sections(viewer, event))
    return [heading for heading, _was, _now in told]


def since_before(
    viewer: Viewer, chosen: MinutesVersion | None, versions: list[MinutesVersion]
) -> list[Changed]:
    """What a version says otherwise than the one before it."""
    before = [v for v in versions if chosen is not None and v.number < chosen.number]
    if chosen is None or not before:
        return []
    told = _apart(minutes.frozen(viewer, before[0]), minutes.frozen(viewer, chosen))
    return [Changed(heading, changes(was, now)) for heading, was, now in told]


def _apart(before: Sections, after: Sections) -> Iterator[tuple[str, str, str]]:
    """(heading, as it read, as it reads) of each chapter that differs."""
    old = {section["id"]: section for section in before}
    new = {section["id"]: section for section in after}
    for key in [*new, *(key for key in old if key not in new)]:
        was, now = (_words(side.get(key)) for side in (old, new))
        if was != now:
            yield (new.get(key) or old[key])["heading"], was, now


def _words(section: dict[str, Any] | None) -> str:
    return "\n".join(_block(block) for block in section["blocks"]) if section else ""


def _block(block: dict[str, Any]) -> str:
    if block["type"] == "subheading":
        return str(block["text"])
    if block["type"] == "bullets":
        return "\n".join(f"– {_runs(item)}" for item in block["items"])
    return _runs(block["runs"])


def _runs(runs: list[dict[str, str]]) -> str:
    return "".join(run["text"] for run in runs)
