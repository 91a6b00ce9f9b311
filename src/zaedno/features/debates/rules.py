"""Who poses, argues, weighs, merges and sums up; the stage of the process says when."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from zaedno.core.verdict import Verdict, allow, deny, first_refusal, forbid
from zaedno.core.viewer import Viewer
from zaedno.features.debates.models import DEEPEST, TEXT_LENGTH, Argument, Debate, Side
from zaedno.platform.identity.rules import EMAIL
from zaedno.platform.moderation.rules import MODERATING, holds_no_personal_data, may_moderate
from zaedno.platform.processes.rules import StageFacts, may_take_part

POSING = ("coordinator",)
ARGUE, WEIGH = "argue", "weigh"
EACH = 20  # arguments of one person in one debate
SCALES = {Debate.Scale.WEIGHT: range(1, 6), Debate.Scale.AGREE: range(2)}


@dataclass(frozen=True)
class Facts:
    """What rules ask of an argument. `level` counts from 0."""

    state: str
    own: bool = False
    level: int = 0
    stage: StageFacts | None = None
    now: datetime = field(default_factory=datetime.now)


@dataclass(frozen=True)
class LineFacts:
    """What rules ask of a line of the summing-up: its kind and the sides it rests on."""

    kind: str
    sides: frozenset[str]


def may_pose(viewer: Viewer) -> Verdict:
    if viewer.has(*POSING):
        return allow()
    return forbid(_("Debates are prepared by the coordinator."))


def may_reword(viewer: Viewer, arguments: int) -> Verdict:
    if not (may := may_pose(viewer)):
        return may
    if arguments:
        return deny(_("People answered this question already; it stays as it was asked."))
    return allow()


def may_argue(
    viewer: Viewer, stage: StageFacts | None, now: datetime, under: Facts | None = None
) -> Verdict:
    """The question takes arguments, and each argument takes others, three levels deep."""
    if not (open_now := may_take_part(viewer, stage, ARGUE, now)):
        return open_now
    if viewer.somebody is None:
        said = _("Confirm an e-mail address first: others see your argument, not who you are.")
        return forbid(said, EMAIL)
    if under is None:
        return allow()
    if under.state != Argument.State.PUBLIC:
        return deny(_("This argument is not public any more."))
    if under.level + 1 >= DEEPEST:
        return deny(_("The map is three levels deep. Put your thought beside it, one level up."))
    return allow()


def may_argue_again(said: int) -> Verdict:
    if said < EACH:
        return allow()
    return deny(_("You gave twenty arguments in this debate. Leave room for others."))


def may_say(text: str, mine: Iterable[str] = ()) -> Verdict:
    """One short thought without personal data, and not twice the same by one person."""
    if not text:
        return deny(_("Write your argument first."))
    if len(text) > TEXT_LENGTH:
        told = _("At most %(most)d characters; you wrote %(length)d.")
        return deny(told % {"most": TEXT_LENGTH, "length": len(text)})
    if text.casefold() in {one.casefold() for one in mine}:
        return deny(_("You said this here already."))
    return holds_no_personal_data(text)


def may_withdraw(viewer: Viewer, facts: Facts) -> Verdict:
    if not facts.own:
        return forbid(_("Only its author withdraws an argument."))
    if facts.state not in (Argument.State.PUBLIC, Argument.State.WAITING):
        return deny(_("This argument is not public any more."))
    return allow()


def may_weigh(viewer: Viewer, facts: Facts) -> Verdict:
    """One voice of each person for each argument, changed until the stage closes."""
    if facts.state != Argument.State.PUBLIC:
        return deny(_("This argument is not public any more."))
    if facts.own:
        return deny(_("Your own argument is weighed by others."))
    if not (open_now := may_take_part(viewer, facts.stage, WEIGH, facts.now)):
        return open_now
    if viewer.somebody is None:
        said = _("One person, one voice for each argument: confirm an e-mail address first.")
        return forbid(said, EMAIL)
    return allow()


def on_scale(scale: str, value: int) -> Verdict:
    if value in SCALES[Debate.Scale(scale)]:
        return allow()
    return deny(_("Choose one of the answers."))


def shows_weights(veiled: bool, stage: StageFacts | None, now: datetime) -> bool:
    """A veiled debate shows no weight before its stage has closed, to nobody."""
    if not veiled or stage is None:
        return True
    return stage.span.closes is not None and stage.span.closes <= now


def may_merge(viewer: Viewer, one: Argument, other: Argument) -> Verdict:
    """Two that say the same in the same place of the map."""
    if not (may := may_moderate(viewer)):
        return may
    if one.pk == other.pk:
        return deny(_("An argument is not merged into itself."))
    if not one.state == other.state == Argument.State.PUBLIC:
        return deny(_("Only public arguments are merged."))
    places = [(row.debate_id, row.parent_id, row.side) for row in (one, other)]
    if places[0] != places[1]:
        return deny(_("Only arguments of the same side and the same place are merged."))
    return allow()


def may_hide(viewer: Viewer, facts: Facts) -> Verdict:
    if not (may := may_moderate(viewer)):
        return may
    if facts.state not in (Argument.State.PUBLIC, Argument.State.WAITING):
        return deny(_("Only a public argument is hidden."))
    return allow()


def may_read_facts(viewer: Viewer, own: bool) -> bool:
    """What exactly broke the rule is for the author and the moderators."""
    return own or viewer.has(*MODERATING)


def may_sum_up(viewer: Viewer, summed: bool) -> Verdict:
    if not viewer.has(*MODERATING, "facilitator"):
        return forbid(_("A moderator or facilitator sums up the debate."))
    if summed:
        return deny(_("The summing-up is public and stays as it is."))
    return allow()


def may_publish(
    viewer: Viewer,
    summed: bool,
    lines: Collection[LineFacts],
    sides: frozenset[str],
    stage: StageFacts | None,
    now: datetime,
) -> Verdict:
    """After the close, each line with its sources, and no side left out."""
    if not (may := may_sum_up(viewer, summed)):
        return may
    over = stage is None or (stage.span.closes is not None and stage.span.closes <= now)
    if not over:
        return deny(_("The debate is not over; sum up when it is closed."))
    return first_refusal(_has_sources(lines), _keeps_both(lines, sides))


def _has_sources(lines: Collection[LineFacts]) -> Verdict:
    if not lines:
        return deny(_("Write at least one line."))
    if any(not line.sides for line in lines):
        return deny(_("Every line rests on at least one argument."))
    return allow()


def _keeps_both(lines: Collection[LineFacts], sides: frozenset[str]) -> Verdict:
    """What the fewer said stays readable: each side that spoke is a source of some line."""
    cited = frozenset().union(*(line.sides for line in lines))
    for side in sides - cited:
        told = _("Nothing rests on the arguments “%(side)s”. Keep what they said, also if few did.")
        return deny(told % {"side": Side(side).label})
    return allow()
