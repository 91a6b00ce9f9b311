"""Who runs a workshop: the coordinator plans and answers, the facilitator leads, others count."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zaedno.core.verdict import Verdict, allow, forbid
from zaedno.core.viewer import Viewer

PLANNERS = ("coordinator",)
RUNNERS = ("coordinator", "facilitator")
COUNTERS = ("coordinator", "facilitator", "notetaker")
WRITERS = ("coordinator", "editor")


def as_planner(viewer: Viewer) -> Verdict:
    return _one_of(viewer, PLANNERS, _("Only the coordinator can do this."))


def as_runner(viewer: Viewer) -> Verdict:
    return _one_of(viewer, RUNNERS, _("Only the coordinator or a facilitator can do this."))


def as_counter(viewer: Viewer) -> Verdict:
    sentence = _("Only the coordinator, a facilitator or a note-taker can do this.")
    return _one_of(viewer, COUNTERS, sentence)


def as_writer(viewer: Viewer) -> Verdict:
    return _one_of(viewer, WRITERS, _("Only the coordinator or an editor can do this."))


def _one_of(viewer: Viewer, roles: tuple[str, ...], sentence: object) -> Verdict:
    return allow() if viewer.has(*roles) else forbid(sentence)  # type: ignore[arg-type]
