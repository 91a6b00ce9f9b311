"""Who plans, opens, moves and concludes a process; what a stage lets whom do, and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zaedno.algorithms.stages import Span, faults
from zaedno.core.partial_dates import show_end, show_start
from zaedno.core.verdict import Sentence, Verdict, allow, deny, first_refusal, forbid
from zaedno.core.viewer import Viewer
from zaedno.platform.cities.choices import Influence
from zaedno.platform.identity.rules import ACCOUNT, ANYBODY, UNKNOWN, Only, Standing, may
from zaedno.platform.moderation.models import Screening
from zaedno.platform.moderation.rules import may_moderate
from zaedno.platform.processes.models import Check, Process

PLANNERS = ("coordinator",)
LEVELS = list(Influence.values)
PROMISES: dict[str, Sentence] = {
    Influence.INFORM: gettext_lazy("to say what is decided, and why"),
    Influence.CONSULT: gettext_lazy("to listen, and to answer what it did with what it heard"),
    Influence.INVOLVE: gettext_lazy("to work so that what was said shows in the decision"),
    Influence.COLLABORATE: gettext_lazy("to look for the decision together"),
    Influence.EMPOWER: gettext_lazy("to carry out what people decide"),
}


@dataclass(frozen=True)
class ProcessFacts:
    state: str
    promise: str = ""
    ready: frozenset[str] = frozenset()
    spans: tuple[Span, ...] = ()
    missing: tuple[str, ...] = ()  # methods whose room does not stand yet


@dataclass(frozen=True)
class StageFacts:
    """One stage as its verbs are asked about; `title` is already in the viewer's language."""

    title: str
    method: str
    span: Span
    who: Mapping[str, str] = field(default_factory=dict)
    only: Mapping[str, Only] = field(default_factory=dict)  # by verb
    standing: Standing = UNKNOWN
    year: int = 0  # on the city's calendar, for ages
    screening: str = Screening.NONE


def may_plan(viewer: Viewer) -> Verdict:
    if viewer.has(*PLANNERS):
        return allow()
    return forbid(_("Processes are planned by the coordinator."))


def may_revise(viewer: Viewer, state: str) -> Verdict:
    if not (ours := may_plan(viewer)):
        return ours
    if state == Process.State.CONCLUDED:
        return deny(_("The process is concluded; its text stays as it was."))
    return allow()


def may_set_stages(viewer: Viewer, state: str) -> Verdict:
    if not (ours := may_plan(viewer)):
        return ours
    if state != Process.State.DRAFT:
        return deny(
            _("The stages are published. Extend a stage or close it early, with the reason.")
        )
    return allow()


def can_stand(spans: Sequence[Span]) -> Verdict:
    """Stages in order, not overlapping, only the last without an end; the first mistake is said."""
    if not spans:
        return deny(_("A process has at least one stage."))
    wrong = faults(spans)
    return deny(wrong[0].told(_)) if wrong else allow()


def may_publish(viewer: Viewer, facts: ProcessFacts, now: datetime) -> Verdict:
    if not (ours := may_plan(viewer)):
        return ours
    if facts.state != Process.State.DRAFT:
        return deny(_("The process is published already."))
    left = [str(Check(code).label) for code in Check.values if code not in facts.ready]
    if left:
        said = _("The checklist is not done yet: %(left)s.")
        return deny(said % {"left": "; ".join(left).lower()})
    if facts.missing:
        said = _("A stage uses a method that is not there yet: %(methods)s.")
        return deny(said % {"methods": ", ".join(facts.missing)})
    last = facts.spans[-1] if facts.spans else None
    if last and last.closes is not None and last.closes <= now:
        return deny(_("All its stages are over. Set their dates anew first."))
    return can_stand(facts.spans)


def may_move(viewer: Viewer, state: str) -> Verdict:
    """Extend a stage or close it early."""
    if not (ours := may_plan(viewer)):
        return ours
    if state == Process.State.DRAFT:
        return deny(_("The process is not published yet; set its stages."))
    if state == Process.State.CONCLUDED:
        return deny(_("The process is concluded."))
    return allow()


def may_screen(viewer: Viewer, state: str) -> Verdict:
    """Choose what moderators read before everybody: also while the stage is on."""
    if not viewer.has(*PLANNERS) and not (may := may_moderate(viewer)):
        return may
    if state == Process.State.CONCLUDED:
        return deny(_("The process is concluded."))
    return allow()


def may_extend(
    viewer: Viewer, state: str, spans: Sequence[Span], at: int, closes: datetime, now: datetime
) -> Verdict:
    """A later end, before the next stage opens; a stage that is over is not opened again."""
    span = spans[at]
    if not (ours := may_move(viewer, state)):
        return ours
    if span.closes is None:
        return deny(_("This stage has no end; there is nothing to extend."))
    if span.closes <= now:
        return deny(_("This stage is over; what is closed is not opened again."))
    if closes <= span.closes:
        return deny(_("The new end must be later than the one in force."))
    moved = [Span(s.opens, closes) if i == at else s for i, s in enumerate(spans)]
    return can_stand(moved)


def may_close_early(viewer: Viewer, state: str, span: Span, now: datetime) -> Verdict:
    if not (ours := may_move(viewer, state)):
        return ours
    if not span.holds(now):
        return deny(_("Only a stage that is open can be closed."))
    return allow()


def may_conclude(viewer: Viewer, facts: ProcessFacts, now: datetime) -> Verdict:
    if not (ours := may_plan(viewer)):
        return ours
    if facts.state != Process.State.PUBLIC:
        return deny(_("Only a published process is concluded."))
    if any(span.closes is not None and now < span.closes for span in facts.spans):
        return deny(_("A stage of it is still to come or open."))
    return allow()


def says_why(promise: str, kept: str, reason: str) -> Verdict:
    """Whoever kept less than was promised says so openly."""
    if LEVELS.index(kept) < LEVELS.index(promise) and not reason.strip():
        return deny(_("Less was kept than promised. Say why: the reason is public."))
    return allow()


def may_take_part(viewer: Viewer, stage: StageFacts | None, verb: str, now: datetime) -> Verdict:
    """Whether a stage lets this viewer do `verb` now; a closed one says when it is or was open."""
    if stage is None:
        return deny(_("This process has no stage for that."))
    who = stage.who.get(verb, ACCOUNT)
    only = stage.only.get(verb, ANYBODY)
    known = may(viewer, who, only, stage.standing, stage.year)
    return first_refusal(_is_open(stage, now), known)


def _is_open(stage: StageFacts, now: datetime) -> Verdict:
    if now < stage.span.opens:
        said = _("“%(stage)s” opens on %(when)s.")
        return deny(said % {"stage": stage.title, "when": show_start(stage.span.opens)})
    if not stage.span.holds(now) and stage.span.closes is not None:
        said = _("“%(stage)s” closed on %(when)s.")
        return deny(said % {"stage": stage.title, "when": show_end(stage.span.closes)})
    return allow()
