"""Slides of what was asked besides polls: consent, priorities, maps, questions and answers."""

from __future__ import annotations

from collections.abc import Iterator

from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import minutes_orders as orders
from zaedno.features.workshops.queries.minutes_maps import map_passages
from zaedno.features.workshops.queries.minutes_questions import question_passages
from zaedno.features.workshops.queries.slide import Slide, pages, points
from zaedno.features.workshops.rules.minutes import Passage


def asked(viewer: Viewer, event: Workshop) -> Iterator[Slide]:
    """The same sentences as in the minutes: how many answered, then what they said."""
    for passage in (
        *orders.consent_passages(viewer, event),
        *orders.priority_passages(viewer, event),
        *map_passages(viewer, event),
    ):
        yield from pages(passage.heading, points(passage))
    for passage in question_passages(viewer, event):
        yield from _questions(passage)


def _questions(passage: Passage) -> Iterator[Slide]:
    """How many were asked and answered stands under every slide."""
    counted, *told = points(passage)
    yield from pages(passage.heading, told, note=counted)
