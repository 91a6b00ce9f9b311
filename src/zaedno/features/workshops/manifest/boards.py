"""The card's part about boards, notes, groups, dots and polls."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zaedno.core.registry import Growth, Job, Kind, NavItem, Verb

LEADS = ("facilitator", "coordinator")
SCRIBES = ("facilitator", "coordinator", "notetaker")
ANYBODY = ("participant", "representative", "account", "visitor")

VERBS: tuple[Verb, ...] = (
    Verb("workshops.set_up_boards", _("set up the boards of a workshop"), LEADS),
    Verb("workshops.open_board", _("opened a board for notes"), LEADS),
    Verb("workshops.close_board", _("closed a board"), LEADS),
    Verb("workshops.freeze_boards", _("froze the boards of a workshop"), LEADS),
    Verb("workshops.leave_note", _("left an anonymous note on a board"), ANYBODY),
    Verb("workshops.write_note", _("wrote a note for an organisation"), ("representative",)),
    Verb("workshops.enter_note", _("entered a note from a paper sheet"), SCRIBES),
    Verb("workshops.print_sheets", _("printed numbered paper sheets"), SCRIBES),
    Verb("workshops.enter_sheet", _("typed in a paper sheet"), SCRIBES),
    Verb("workshops.withdraw_note", _("withdrew a note from a board"), ANYBODY),
    Verb("workshops.make_cluster", _("made a group of notes"), SCRIBES),
    Verb("workshops.rename_cluster", _("renamed a group of notes"), SCRIBES),
    Verb("workshops.move_notes", _("moved notes to another group"), SCRIBES),
    Verb("workshops.merge_clusters", _("merged groups of notes"), SCRIBES),
    Verb("workshops.undo_change", _("took back a change of the grouping"), SCRIBES),
    Verb("workshops.redo_change", _("repeated a change of the grouping"), SCRIBES),
    Verb("workshops.open_voting", _("opened a vote with dots"), LEADS),
    Verb("workshops.place_dot", _("placed a dot in a vote"), ANYBODY),
    Verb("workshops.take_dot", _("took a dot back in a vote"), ANYBODY),
    Verb("workshops.close_voting", _("closed a vote with dots"), LEADS),
    Verb("workshops.enter_vote_result", _("entered the result of a vote on paper"), LEADS),
)
KINDS: dict[str, Kind] = {
    "workshops.note": Kind(
        _("note"),
        read="queries.threads.notes",
        story="queries.threads.note_stories",
        station="note",
        by_receipt="queries.boards.note_by_receipt",
    ),
    "workshops.cluster": Kind(
        _("group of notes"),
        read="queries.threads.clusters",
        story="queries.threads.cluster_stories",
        station="note",
    ),
}
LISTENS: dict[str, tuple[str, ...]] = {}
GROWS: dict[str, Growth] = {}
NAV: tuple[NavItem, ...] = ()
STAFF_NAV: tuple[NavItem, ...] = ()
SCHEDULE: tuple[Job, ...] = ()
OFFERS: dict[str, tuple[str, ...]] = {
    "ties": ("queries.threads.ties",),
    "home_question": ("queries.board_offers.home_question",),
    "home_cards": ("queries.board_offers.home_cards",),
    "chain_figures": ("queries.board_offers.chain_figures",),
    "participation": ("queries.participation.kinds",),
    "profile_entries": ("queries.board_offers.profile_entries",),
    "staff_tasks": ("queries.board_offers.staff_tasks",),
    "report_sections": ("report.boards.sections",),
}
DEMO: tuple[tuple[int, str], ...] = (
    (41, "demo.boards.load"),
    (42, "demo.polls.load"),
    (91, "demo.boards.load_living"),
    (92, "demo.polls.load_living"),
)
