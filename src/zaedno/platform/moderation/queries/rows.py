"""The words of a city, what waits for moderators in all rooms, and what is kept for a day."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import ngettext

from zaedno.core import registry
from zaedno.core.things import Task
from zaedno.core.verdict import Sentence
from zaedno.core.viewer import Viewer
from zaedno.platform.moderation import rules
from zaedno.platform.moderation.models import WordList
from zaedno.platform.moderation.queue import Waiting
from zaedno.platform.moderation.words import USUAL


def words(viewer: Viewer) -> list[str]:
    """The words a city watches for; a few plain ones until it wrote its own list."""
    found = WordList.objects.filter(city_id=viewer.city.pk).first()
    return list(found.words) if found else list(USUAL)


def hints(viewer: Viewer, text: str, before: Iterable[str] = ()) -> list[Sentence]:
    return rules.hints(text, words(viewer), before)


def waiting(viewer: Viewer) -> list[Waiting]:
    """From all rooms, who waits longest first."""
    if not rules.may_moderate(viewer):
        return []
    return sorted(registry.gather("moderation_queue", viewer), key=lambda one: one.since)


def staff_tasks(viewer: Viewer) -> list[Task]:
    found = waiting(viewer)
    if not found:
        return []
    said = ngettext(
        "%(count)d contribution waits to be let through",
        "%(count)d contributions wait to be let through",
        len(found),
    )
    return [Task(said % {"count": len(found)}, reverse("moderation:queue"), found[0].since)]
