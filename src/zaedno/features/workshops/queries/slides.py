"""The results of a workshop as slides: one thought on each, figures from the records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.poll import Poll
from zaedno.features.workshops.queries import boards, poll_results, votes
from zaedno.features.workshops.queries import minutes_meeting as meeting
from zaedno.features.workshops.queries import minutes_results as results
from zaedno.features.workshops.queries.minutes_evaluation import evaluation_slides
from zaedno.features.workshops.queries.minutes_kinds import by_kinds
from zaedno.features.workshops.queries.minutes_polls import published_polls
from zaedno.features.workshops.queries.poll_results import Result
from zaedno.features.workshops.queries.slide import BARS, Slide, bars, pages, plain, points
from zaedno.features.workshops.queries.slides_asked import asked
from zaedno.features.workshops.rules.minutes import Passage


def slides(viewer: Viewer, event: Workshop) -> list[dict[str, Any]]:
    public = Viewer(city=viewer.city, lang=viewer.lang)
    return [asdict(slide) for slide in _all(public, event)]


def _all(viewer: Viewer, event: Workshop) -> Iterator[Slide]:
    yield Slide(_("Who took part"), _sentences(meeting.who(viewer, event)))
    for poll in published_polls(viewer, event):
        yield from _poll(viewer, poll)
    yield from _groups(viewer, event)
    yield from _most_voted(viewer, event)
    yield from asked(viewer, event)
    later = results.grown(viewer, event)
    decided = results.decisions(viewer, event, later)
    if decided.figures:
        yield from pages(_("Decisions"), points(decided))
    yield from pages(_("Commitments and needs"), points(results.commitments(later)))
    yield from evaluation_slides(viewer, event)
    if event.next:
        yield Slide(_("What happens next"), [str(event.next)])


def _sentences(passage: Passage) -> list[str]:
    return [said if said.endswith(".") else f"{said}." for said in plain(passage).split(". ")]


def _poll(viewer: Viewer, poll: Poll) -> Iterator[Slide]:
    """Bars where something was counted, sentences where not; then the kinds beside each other."""
    told = poll_results.result(viewer, poll)
    yield from _counted(poll, told)
    for item, side in told.groups:
        kinds = Passage("kinds")
        by_kinds(kinds, side, "")
        about = item.text if len(told.groups) > 1 else poll.question
        yield from pages(str(about), points(kinds))


def _counted(poll: Poll, told: Result) -> Iterator[Slide]:
    question, answered = str(poll.question), poll.answered or 0
    said = ngettext("%(n)d answer", "%(n)d answers", answered) % {"n": answered}
    if told.lines:
        pairs = [(str(line.item.text), round(line.figure)) for line in told.lines]
        yield Slide(question, [], bars(pairs)[:BARS], said)
        return
    if told.words:
        pairs = [(one.word.text, one.word.count) for one in told.words]
        yield Slide(question, [], bars(pairs)[:BARS], said)
        return
    for view in told.items:
        # Where each statement has a slide of its own, it is what the slide is about.
        many = poll.kind in (Poll.Kind.CONSENT, Poll.Kind.MATRIX)
        title, lines = (str(view.item.text), [question]) if many else (question, [])
        if view.medians:
            yield Slide(title, [*lines, _medians(view.medians)], note=said)
        elif view.shown:
            counts = bars([(str(c.label), c.count or 0) for c in view.choices])
            yield Slide(title, lines, counts, said)


def _medians(values: dict[str, float]) -> str:
    return ", ".join(f"{poll_results.AXES[axis]}: {value}" for axis, value in values.items())


def _groups(viewer: Viewer, event: Workshop) -> Iterator[Slide]:
    ranking = votes.ranking(viewer, event.pk)
    if not ranking:
        named = [str(cluster.title) for cluster in boards.clusters(viewer, event.pk)]
        yield from pages(_("Groups of notes"), named)
        return
    could, did = votes.turnout(viewer, event.pk)
    told = _("%(did)d of %(could)d who could vote did.") % {"did": did, "could": could}
    for start in range(0, len(ranking), BARS):
        pairs = [(f"{r.rank}. {r.cluster.title}", r.dots) for r in ranking]
        some = bars(pairs)[start : start + BARS]
        yield Slide(_("Groups of notes by dots"), [], some, told)


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
