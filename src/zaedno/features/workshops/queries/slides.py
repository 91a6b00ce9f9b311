"""The results of a workshop as slides: one thought on each, figures from the records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.poll import Poll
from zaedno.features.workshops.queries import boards, poll_results, votes
from zaedno.features.workshops.queries import minutes_meeting as meeting
from zaedno.features.workshops.queries import minutes_results as results
from zaedno.features.workshops.queries.minutes_polls import published_polls
from zaedno.features.workshops.rules import minutes as rules
from zaedno.features.workshops.rules.minutes import Passage

BARS, LINES = 6, 6


@dataclass(frozen=True)
class Bar:
    label: str
    value: int
    share: int  # of the longest one, in percent


@dataclass(frozen=True)
class Slide:
    title: str
    lines: list[str] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    note: str = ""


def slides(viewer: Viewer, event: Workshop) -> list[dict[str, Any]]:
    public = Viewer(city=viewer.city, lang=viewer.lang)
    return [asdict(slide) for slide in _all(public, event)]


def _all(viewer: Viewer, event: Workshop) -> Iterator[Slide]:
    yield Slide(_("Who took part"), _sentences(meeting.who(viewer, event)))
    for poll in published_polls(viewer, event):
        yield from _poll(viewer, poll)
    yield from _groups(viewer, event)
    yield from _most_voted(viewer, event)
    later = results.grown(viewer, event)
    decided = results.decisions(viewer, event, later)
    if decided.figures:
        yield from _pages(_("Decisions"), _lines(decided))
    yield from _pages(_("Commitments and needs"), _lines(results.commitments(later)))
    if event.next:
        yield Slide(_("What happens next"), [str(event.next)])


def _plain(passage: Passage) -> str:
    return rules.plain(passage.text, passage.figures)


def _sentences(passage: Passage) -> list[str]:
    return [said if said.endswith(".") else f"{said}." for said in _plain(passage).split(". ")]


def _lines(passage: Passage) -> list[str]:
    return [line.removeprefix("– ") for line in _plain(passage).split("\n") if line]


def _pages(title: str, lines: list[str]) -> Iterator[Slide]:
    """No more on a slide than can be read from the last row."""
    for start in range(0, len(lines), LINES):
        yield Slide(title, lines[start : start + LINES])


def _bars(pairs: list[tuple[str, int]]) -> list[Bar]:
    most = max((value for _label, value in pairs), default=0) or 1
    return [Bar(label, value, round(100 * value / most)) for label, value in pairs]


def _poll(viewer: Viewer, poll: Poll) -> Iterator[Slide]:
    """Bars where something was counted, sentences where not."""
    told = poll_results.result(viewer, poll)
    question, answered = str(poll.question), poll.answered or 0
    said = ngettext("%(n)d answer", "%(n)d answers", answered) % {"n": answered}
    if told.lines:
        pairs = [(str(line.item.text), round(line.figure)) for line in told.lines]
        yield Slide(question, [], _bars(pairs)[:BARS], said)
        return
    if told.words:
        pairs = [(one.word.text, one.word.count) for one in told.words]
        yield Slide(question, [], _bars(pairs)[:BARS], said)
        return
    for view in told.items:
        many = poll.kind in (Poll.Kind.CONSENT, Poll.Kind.MATRIX)
        lines = [str(view.item.text)] if many else []
        if view.medians:
            yield Slide(question, [*lines, _medians(view.medians)], note=said)
        elif view.shown:
            bars = _bars([(str(c.label), c.count or 0) for c in view.choices])
            yield Slide(question, lines, bars, said)


def _medians(values: dict[str, float]) -> str:
    return ", ".join(f"{poll_results.AXES[axis]}: {value}" for axis, value in values.items())


def _groups(viewer: Viewer, event: Workshop) -> Iterator[Slide]:
    ranking = votes.ranking(viewer, event.pk)
    if not ranking:
        named = [str(cluster.title) for cluster in boards.clusters(viewer, event.pk)]
        yield from _pages(_("Groups of notes"), named)
        return
    could, did = votes.turnout(viewer, event.pk)
    told = _("%(did)d of %(could)d who could vote did.") % {"did": did, "could": could}
    for start in range(0, len(ranking), BARS):
        pairs = [(f"{r.rank}. {r.cluster.title}", r.dots) for r in ranking]
        bars = _bars(pairs)[start : start + BARS]
        yield Slide(_("Groups of notes by dots"), [], bars, told)


def _most_voted(viewer: Viewer, event: Workshop) -> Iterator[Slide]:
    """The words themselves, of the three groups with most dots."""
    ranking = votes.ranking(viewer, event.pk)[:3]
    if not ranking:
        return
    best = results.most_voted(viewer, event)
    for place in ranking:
        said = [
            _("“%(words)s”") % {"words": note.text} for note, _n in best.get(place.cluster.pk, [])
        ]
        dots = ngettext("%(n)d dot", "%(n)d dots", place.dots) % {"n": place.dots}
        yield Slide(f"{place.rank}. {place.cluster.title}", said, note=dots)
