"""Who may answer, see, grade and close, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from zaedno.core.verdict import Verdict, allow, deny, forbid
from zaedno.core.viewer import Viewer

SELF, PEER, PUBLISHED, FROZEN = "self", "peer", "published", "frozen"
MOVES = {SELF: (PEER,), PEER: (PUBLISHED,), PUBLISHED: (FROZEN,), FROZEN: ()}
OBJECTION_DAYS = 10
RUNS = ("coordinator",)
FILES = ("coordinator", "editor", "facilitator", "notetaker", "reviewer")
PLANS = ("coordinator", "facilitator")
REVIEWER = "reviewer"


@dataclass(frozen=True)
class Facts:
    """What the rules know of a viewer and an assessment.

    `group` is the one the viewer answers for, `answered` the indicators already answered there,
    `asked` the number of indicators. `today` is the day on which the viewer asks.
    """

    state: str
    runs: bool = False
    files: bool = False
    plans: bool = False
    grades: bool = False
    signed_in: bool = False
    group: str = ""
    answered: frozenset[str] = frozenset()
    asked: int = 0
    opens_on: date | None = None
    objections_until: date | None = None
    today: date | None = None

    @property
    def public(self) -> bool:
        return self.state in (PUBLISHED, FROZEN)


def facts_of(viewer: Viewer, state: str, **known: object) -> Facts:
    return Facts(
        state,
        runs=viewer.has(*RUNS),
        files=viewer.has(*FILES),
        plans=viewer.has(*PLANS),
        grades=viewer.has(REVIEWER),
        signed_in=viewer.signed_in,
        **known,  # type: ignore[arg-type]
    )


def may_run(viewer: Viewer) -> Verdict:
    if not viewer.has(*RUNS):
        return forbid(_("Only the coordinator starts and runs an assessment."))
    return allow()


def may_change_framework(viewer: Viewer) -> Verdict:
    if not viewer.has(*RUNS):
        return forbid(_("Only the coordinator adds a framework."))
    return allow()


def may_move(facts: Facts, to: str, *, answers: int = 1) -> Verdict:
    """`answers` is how many indicators have at least one answer."""
    if not facts.runs:
        return forbid(_("Only the coordinator moves an assessment on."))
    if to not in MOVES[facts.state]:
        return deny(_("The assessment is not at the step from which this follows."))
    if not answers:
        return deny(_("Nobody has answered yet: there is nothing to show."))
    return allow()


def may_freeze(facts: Facts, *, open_objections: int) -> Verdict:
    """While objections still come, those that came are answered; later they print as open."""
    step = may_move(facts, FROZEN)
    until, today = facts.objections_until, facts.today
    running = until is not None and today is not None and today <= until
    if step and running and open_objections:
        return deny(_("Objections are still open and may still come. Answer them first."))
    return step


def may_correct(facts: Facts, *, corrected: bool) -> Verdict:
    if not facts.runs:
        return forbid(_("Only the coordinator corrects an assessment."))
    if facts.state != FROZEN:
        return deny(_("Only a frozen assessment is corrected by a new version."))
    if corrected:
        return deny(_("There is already a corrected version of this assessment."))
    return allow()


def may_invite(facts: Facts) -> Verdict:
    if not facts.runs:
        return forbid(_("Only the coordinator says who answers."))
    return _not_frozen(facts)


def may_import(facts: Facts) -> Verdict:
    if not facts.runs:
        return forbid(_("Only the coordinator imports summarised answers."))
    return _not_frozen(facts)


def may_answer(facts: Facts, *, change_reason: str | None = None) -> Verdict:
    """Own answers change until the assessment freezes; once public, with a reason.

    `change_reason` is None while the button is drawn.
    """
    if not facts.group:
        return forbid(_("Only people invited to this assessment answer it."))
    if facts.state == FROZEN:
        return deny(_("The assessment is frozen; its answers no longer change."))
    if facts.opens_on and facts.today and facts.today < facts.opens_on:
        return deny(_("The answers open on the day the assessment begins."))
    if facts.state == PUBLISHED and change_reason is not None and not change_reason.strip():
        return deny(_("The draft is public. Write why you change your answer."))
    return allow()


def may_see_results(facts: Facts) -> Verdict:
    """The profile is public once it is published; before that it could sway who still answers."""
    if facts.public:
        return allow()
    if facts.group == REVIEWER and len(facts.answered) < facts.asked:
        return deny(_("You see the results once you have answered all indicators yourself."))
    if facts.runs or facts.group == REVIEWER:
        return allow()
    return deny(_("The results are shown when the draft is published."))


def may_see_answers(facts: Facts, indicator: str) -> Verdict:
    """Others' answers on one indicator. The reviewer answers first and sees afterwards."""
    if facts.public:
        return allow()
    if facts.group == REVIEWER:
        if indicator in facts.answered:
            return allow()
        return deny(_("You see the answers of the other groups after you have given yours."))
    if facts.runs:
        return allow()
    return deny(_("The answers of the groups are shown when the draft is published."))


def may_file(facts: Facts) -> Verdict:
    if not (facts.files or facts.group):
        return forbid(_("Evidence is filed by the staff and by those who answer."))
    return _not_frozen(facts)


def may_grade(facts: Facts) -> Verdict:
    if not facts.grades:
        return forbid(_("Only the reviewer grades evidence."))
    return _not_frozen(facts)


def may_plan(facts: Facts) -> Verdict:
    if not facts.plans:
        return forbid(_("Targets and vote factors are entered by the coordinator or facilitator."))
    return _not_frozen(facts)


def may_object(facts: Facts) -> Verdict:
    if facts.state != PUBLISHED:
        return deny(_("Objections are taken while the draft is public."))
    if facts.objections_until and facts.today and facts.today > facts.objections_until:
        return deny(_("The days for objections are over."))
    if not facts.signed_in:
        return forbid(_("Sign in to file an objection: the answer will be sent to you."))
    return allow()


def may_answer_objection(facts: Facts, *, state: str) -> Verdict:
    if not facts.runs:
        return forbid(_("Only the coordinator answers objections."))
    if state != "open":
        return deny(_("This objection has already been answered."))
    return _not_frozen(facts)


def _not_frozen(facts: Facts) -> Verdict:
    if facts.state == FROZEN:
        return deny(_("The assessment is frozen. A correction makes a new version."))
    return allow()


def factor_in_range(value: float) -> Verdict:
    if not 0.5 <= value <= 1.5:
        return deny(_("The vote factor lies between 0.5 and 1.5."))
    return allow()
