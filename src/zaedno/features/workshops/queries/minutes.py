"""The minutes of a workshop: every passage as the records tell it, or as somebody wrote it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from zaedno.core.press.data import block_data
from zaedno.core.report import Block, Bullets, Cell, Paragraph, SubHeading
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.minutes import MinutesEdit, MinutesVersion
from zaedno.features.workshops.queries import minutes_meeting as meeting
from zaedno.features.workshops.queries import minutes_orders as orders
from zaedno.features.workshops.queries import minutes_results as results
from zaedno.features.workshops.queries import people
from zaedno.features.workshops.queries.minutes_evaluation import evaluation_passages
from zaedno.features.workshops.queries.minutes_maps import map_passages
from zaedno.features.workshops.queries.minutes_polls import poll_passages
from zaedno.features.workshops.queries.minutes_questions import question_passages
from zaedno.features.workshops.rules import minutes as rules
from zaedno.features.workshops.rules.minutes import Figure, Passage


@dataclass(frozen=True)
class Part:
    """A passage as it reads now. `stale`: the records moved on after somebody wrote it."""

    passage: Passage
    text: str
    edit: MinutesEdit | None = None
    stale: bool = False

    @property
    def lines(self) -> list[list[str | Figure]]:
        return [
            rules.pieces(line, self.passage.figures)
            for line in self.text.split("\n")
            if line.strip()
        ]


@dataclass(frozen=True)
class Chapter:
    key: str
    heading: str
    parts: list[Part] = field(default_factory=list)


def chapters(viewer: Viewer, event: Workshop) -> list[Chapter]:
    """The minutes in the viewer's language, told as anybody may read them."""
    public = Viewer(city=viewer.city, lang=viewer.lang)
    edits = _latest(viewer, event)
    told = _told(public, event)
    return [
        Chapter(key, heading, [_part(passage, edits.get(passage.key)) for passage in passages])
        for key, heading, passages in told
        if passages
    ]


def _told(viewer: Viewer, event: Workshop) -> list[tuple[str, str, list[Passage]]]:
    vote = results.vote(viewer, event)
    later = results.grown(viewer, event)
    return [
        ("meeting", _("The meeting"), [meeting.opening(viewer, event), meeting.who(viewer, event)]),
        ("agenda", _("The agenda, item by item"), meeting.items(viewer, event)),
        ("polls", _("Polls"), poll_passages(viewer, event)),
        (
            "orders",
            _("Consent and priorities"),
            orders.consent_passages(viewer, event) + orders.priority_passages(viewer, event),
        ),
        ("maps", _("Causes, strategies, influence"), map_passages(viewer, event)),
        ("questions", _("Questions and answers"), question_passages(viewer, event)),
        (
            "groups",
            _("Groups of notes and the vote"),
            [*([vote] if vote else []), *results.groups(viewer, event)],
        ),
        ("decisions", _("Decisions"), [results.decisions(viewer, event, later)]),
        ("commitments", _("Commitments and needs"), [results.commitments(later)]),
        ("evaluation", _("Evaluation of the meeting"), evaluation_passages(viewer, event)),
        ("remarks", _("Remarks"), [Passage("remarks")]),
    ]


def _part(passage: Passage, edit: MinutesEdit | None) -> Part:
    """What somebody wrote, unless it gave the passage back or a figure it names is gone."""
    if edit is None or not edit.text or not rules.complete(edit.text, passage.figures):
        return Part(passage, passage.text, edit)
    return Part(passage, edit.text, edit, stale=edit.basis != passage.basis)


def part(viewer: Viewer, event: Workshop, key: str) -> Part:
    for chapter in chapters(viewer, event):
        for found in chapter.parts:
            if found.passage.key == key:
                return found
    raise Http404


def _latest(viewer: Viewer, event: Workshop) -> dict[str, MinutesEdit]:
    rows = MinutesEdit.objects.filter(city_id=viewer.city.pk, workshop=event, lang=viewer.lang)
    return {row.passage: row for row in rows.select_related("by").order_by("number")}


def edits(viewer: Viewer, event: Workshop, key: str) -> list[MinutesEdit]:
    """Every wording of a passage in the viewer's language, oldest first."""
    rows = MinutesEdit.objects.filter(city_id=viewer.city.pk, workshop=event, lang=viewer.lang)
    return list(rows.filter(passage=key).select_related("by").order_by("number"))


def versions(viewer: Viewer, event: Workshop) -> list[MinutesVersion]:
    """Newest first."""
    rows = MinutesVersion.objects.filter(city_id=viewer.city.pk, workshop=event)
    return list(rows.order_by("-number"))


def version(viewer: Viewer, event: Workshop, number: int) -> MinutesVersion:
    found = next((v for v in versions(viewer, event) if v.number == number), None)
    if found is None:
        raise Http404
    return found


def shown(viewer: Viewer, event: Workshop) -> bool:
    """Whether the draft was laid before those who took part, or a version was given out."""
    given_out = MinutesVersion.objects.filter(city_id=viewer.city.pk, workshop=event)
    return event.corrections_until is not None or given_out.exists()


def verdict(viewer: Viewer, event: Workshop) -> Any:
    return rules.may_read(
        viewer,
        state=event.state,
        took_part=people.took_part(viewer, event),
        shown=shown(viewer, event),
    )


def sections(viewer: Viewer, event: Workshop) -> list[dict[str, Any]]:
    """The chapters as the page, the printer and the frozen versions take them."""
    return [
        {
            "id": chapter.key,
            "heading": str(chapter.heading),
            "illustrative": any(p.passage.invented for p in chapter.parts),
            "blocks": [block_data(b) for p in chapter.parts for b in _blocks(p)],
        }
        for chapter in chapters(viewer, event)
        if any(p.text for p in chapter.parts)
    ]


def content(viewer: Viewer, event: Workshop) -> dict[str, list[dict[str, Any]]]:
    """In every language of the city, and in its hours, whoever gives them out from wherever."""
    told = {}
    for lang in viewer.city.languages:
        with override(lang), timezone.override(ZoneInfo(event.city.time_zone)):
            told[lang] = sections(Viewer(city=viewer.city, lang=lang), event)
    return told


def frozen(viewer: Viewer, kept: MinutesVersion) -> list[dict[str, Any]]:
    told = json.loads(kept.content)
    found: list[dict[str, Any]] = told.get(viewer.lang) or next(iter(told.values()))
    return found


def _blocks(told: Part) -> Iterable[Block]:
    """A line that begins with a dash is a point; the others are paragraphs."""
    if told.passage.heading:
        yield SubHeading(told.passage.heading, told.passage.key)
    points: list[list[Any]] = []
    for line in told.lines:
        runs = [p if isinstance(p, str) else Cell(p.text, p.href) for p in line]
        first = runs[0]
        if isinstance(first, str) and first.startswith("– "):
            points.append([first.removeprefix("– "), *runs[1:]])
            continue
        if points:
            yield Bullets(points)
            points = []
        yield Paragraph(runs)
    if points:
        yield Bullets(points)
