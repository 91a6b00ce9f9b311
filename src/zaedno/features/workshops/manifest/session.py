"""The card's part about a workshop that is on: seats, the shared state, rooms."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zaedno.core.registry import Job, Verb

LEADS = ("facilitator", "coordinator")
ANYBODY = ("participant", "representative", "account", "visitor")

VERBS: tuple[Verb, ...] = (
    Verb("workshops.open_session", _("opened the session of a workshop"), LEADS),
    Verb("workshops.close_session", _("closed the session of a workshop"), LEADS),
    Verb("workshops.close_forgotten", _("closed the forgotten session of a workshop")),
    Verb("workshops.show", _("changed what the screens of a session show"), LEADS),
    Verb("workshops.pause_timer", _("paused the clock of a session"), LEADS),
    Verb("workshops.resume_timer", _("let the clock of a session run on"), LEADS),
    Verb("workshops.extend_timer", _("gave a part of the agenda more or less time"), LEADS),
    Verb("workshops.set_privacy", _("set how notes of a board are signed"), LEADS),
    Verb("workshops.join", _("joined a workshop"), ANYBODY),
    Verb("workshops.be_there", _("was still in a workshop"), ANYBODY),
    Verb("workshops.raise_hand", _("raised a hand in a workshop"), ANYBODY),
    Verb("workshops.lower_hand", _("took a hand down in a workshop"), (*LEADS, *ANYBODY)),
    Verb("workshops.leave", _("left a workshop"), ANYBODY),
    Verb("workshops.split_rooms", _("split a workshop into rooms"), LEADS),
    Verb("workshops.choose_room", _("chose a room of a workshop"), ANYBODY),
    Verb("workshops.leave_room", _("went from a room back to everybody"), ANYBODY),
    Verb("workshops.let_go", _("freed seats that nobody was seen on for half an hour")),
    Verb("workshops.move_seat", _("moved a participant to another room"), LEADS),
    Verb("workshops.extend_rooms", _("gave rooms of a workshop more time"), LEADS),
    Verb("workshops.close_rooms", _("called everybody back from the rooms"), LEADS),
)
SCHEDULE: tuple[Job, ...] = (
    Job("workshops.close_forgotten", every=60, run="schedule.close_forgotten_due"),
    Job("workshops.let_go", every=60, run="schedule.let_go_due"),
)
OFFERS: dict[str, tuple[str, ...]] = {"live_fragments": ("boards.fragment",)}
DEMO: tuple[tuple[int, str], ...] = ((93, "demo.session.load"),)
