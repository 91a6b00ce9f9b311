"""The card's part about events: from the call to the overview."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zaedno.core.registry import Growth, Job, Kind, NavItem, Verb

PLANS = ("coordinator",)
RUNS = ("coordinator", "facilitator")
COUNTS = ("coordinator", "facilitator", "notetaker")
WRITES = ("coordinator", "editor")

VERBS: tuple[Verb, ...] = (
    Verb("workshops.call", _("called a workshop"), PLANS),
    Verb("workshops.take_in_method", _("took in a method of workshops from a file"), PLANS),
    Verb("workshops.amend", _("mended the text of a workshop"), PLANS),
    Verb("workshops.plan_agenda", _("planned the minutes of a workshop"), PLANS),
    Verb("workshops.move_date", _("moved the date of a workshop"), PLANS),
    Verb("workshops.cancel", _("cancelled a workshop with a reason"), PLANS),
    Verb("workshops.start", _("began a workshop"), RUNS),
    Verb("workshops.next_part", _("went on to the next part of the agenda"), RUNS),
    Verb("workshops.conclude", _("concluded a workshop"), RUNS),
    Verb("workshops.express_interest", _("expressed interest in a workshop")),
    Verb("workshops.ask_interested", _("began questions to those who apply for a workshop"), PLANS),
    Verb("workshops.acknowledge", _("took an expression of interest into consideration"), PLANS),
    Verb("workshops.accept", _("accepted an expression of interest"), PLANS),
    Verb("workshops.waitlist", _("put an expression of interest on the waiting list"), PLANS),
    Verb("workshops.decline", _("declined an expression of interest with a reason"), PLANS),
    Verb("workshops.withdraw_interest", _("withdrew an expression of interest")),
    Verb("workshops.set_balance", _("set how many organisations of each kind are wanted"), PLANS),
    Verb("workshops.invite", _("invited organisations to a workshop"), PLANS),
    Verb("workshops.answer_invitation", _("answered an invitation to a workshop")),
    Verb("workshops.note_attendance", _("noted who came to a workshop"), COUNTS),
    Verb("workshops.admit", _("admitted participants to a workshop"), COUNTS),
    Verb("workshops.freeze", _("froze the result of a workshop"), RUNS),
    Verb("workshops.open_corrections", _("showed a draft result for correction"), PLANS),
    Verb("workshops.correct", _("filed a correction to a draft result")),
    Verb("workshops.answer_correction", _("answered a correction"), PLANS),
    Verb("workshops.validate", _("validated the result of a workshop"), PLANS),
    Verb("workshops.publish_results", _("published the result of a workshop"), PLANS),
    Verb("workshops.carry_over", _("carried a group of notes over to the next workshop"), PLANS),
    Verb("workshops.edit_minutes", _("changed the words of the minutes of a workshop"), COUNTS),
    Verb("workshops.record_decision", _("wrote down a decision of a workshop"), COUNTS),
    Verb("workshops.strike_decision", _("took back a decision of a workshop"), COUNTS),
    Verb("workshops.issue_minutes", _("gave out the minutes of a workshop"), PLANS),
    Verb("workshops.thank", _("thanked those who took part in a workshop"), PLANS),
    Verb("workshops.remind", _("reminded those who are expected at a workshop"), PLANS),
    Verb("workshops.tell_outcome", _("told those who took part what became of the notes"), PLANS),
    Verb("workshops.evaluate", _("evaluated a workshop")),
    Verb("workshops.enter_evaluation", _("entered paper evaluations of a workshop"), COUNTS),
    Verb("workshops.close_evaluation", _("closed the evaluation of a workshop")),
    Verb("workshops.draft_overview", _("drafted the overview of a workshop"), WRITES),
    Verb("workshops.revise_overview", _("edited the overview of a workshop"), WRITES),
    Verb("workshops.publish_overview", _("published the overview of a workshop"), WRITES),
)
KINDS: dict[str, Kind] = {
    "workshops.workshop": Kind(
        _("workshop"),
        read="queries.events.things",
        story="queries.events.stories",
        station="note",
    ),
    "workshops.evaluation": Kind(
        pgettext_lazy("kind", "evaluation"), read="queries.evaluation.things", asked_by=RUNS
    ),
}
LISTENS: dict[str, tuple[str, ...]] = {}
GROWS: dict[str, Growth] = {}
NAV: tuple[NavItem, ...] = (NavItem(_("Workshops"), "workshops:list", order=20),)
STAFF_NAV: tuple[NavItem, ...] = (
    NavItem(_("Expressions of interest"), "workshops:queue", order=20, roles=PLANS),
    NavItem(_("New workshop"), "workshops:new", order=25, roles=PLANS),
)
SCHEDULE: tuple[Job, ...] = (
    Job("workshops.open_due", every=60, run="schedule.open_due"),
    Job("workshops.remind_due", every=900, run="schedule.remind_due"),
    Job("workshops.thank_due", every=3600, run="schedule.thank_due"),
    Job("workshops.close_evaluations", every=3600, run="schedule.close_evaluations_due"),
    Job("workshops.tell_outcomes_due", every=86400, run="schedule.tell_outcomes_due"),
)
OFFERS: dict[str, tuple[str, ...]] = {
    "home_cards": ("queries.offers.home_cards",),
    "personal": ("queries.personal.kept",),
    "timeline": ("queries.offers.timeline",),
    "calendar": ("exports.events.entries",),
    "staff_tasks": ("queries.offers.staff_tasks",),
    "report_sources": ("queries.events.sources",),
    "report_sections": ("report.events.sections",),
}
DEMO: tuple[tuple[int, str], ...] = (
    (40, "demo.events.load"),  # 41 and 42: the boards
    (44, "demo.results.load"),
    (90, "demo.living.load"),
)
