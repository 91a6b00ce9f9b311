"""The minute plan: it sums to the slot; where it left the method's template it says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zaedno.core.fields import Texts
from zaedno.core.verdict import Verdict, allow, deny, first_refusal
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.methods import Part, Template
from zaedno.features.workshops.rules.roles import as_planner

LONGEST = 8 * 60


def sums(minutes: Sequence[int], slot: int) -> Verdict:
    """Both numbers stand in the sentence, so that one sees by how much it is wrong."""
    total = sum(minutes)
    if total == slot:
        return allow()
    parts = ngettext(
        "The parts of the agenda take %(total)d minute, the slot is %(slot)d.",
        "The parts of the agenda take %(total)d minutes, the slot is %(slot)d.",
        total,
    ) % {"total": total, "slot": slot}
    apart = abs(total - slot)
    if total > slot:
        advice = ngettext("Take off %(n)d minute.", "Take off %(n)d minutes.", apart)
    else:
        advice = ngettext("Add %(n)d minute.", "Add %(n)d minutes.", apart)
    return deny(f"{parts} {advice % {'n': apart}}")


def may_plan(viewer: Viewer, *, state: str, minutes: Sequence[int], slot: int) -> Verdict:
    return first_refusal(
        as_planner(viewer),
        allow() if state == "planned" else deny(_("The agenda is fixed: the workshop has begun.")),
        allow() if slot <= LONGEST else deny(_("A workshop lasts at most eight hours.")),
        allow() if all(m > 0 for m in minutes) else deny(_("Each part takes at least a minute.")),
        sums(minutes, slot),
    )


@dataclass(frozen=True)
class Deviation:
    """One difference from the template, as a sentence for the annex of the report."""

    what: str  # "added", "left_out", "longer", "shorter", "slot"
    sentence: str


def deviations(template: Template | None, plan: Sequence[Part], slot: int) -> list[Deviation]:
    """How the plan differs from its template; parts are paired by method, in their order.

    A part with a method that occurs several times is paired with the first one left over.
    """
    if template is None:
        return []
    found = [*_slot(template, slot)]
    left = list(plan)
    for meant in template.agenda:
        done = next((part for part in left if part.method == meant.method), None)
        if done is None:
            sentence = _("Left out: “%(part)s” (%(n)d min).")
            found.append(Deviation("left_out", sentence % _of(meant.title, meant.minutes)))
            continue
        left.remove(done)
        found.extend(_minutes(meant, done))
    added = _("Added: “%(part)s” (%(n)d min).")
    found.extend(Deviation("added", added % _of(p.title, p.minutes)) for p in left)
    return found


def _slot(template: Template, slot: int) -> list[Deviation]:
    if slot == template.minutes:
        return []
    sentence = _("The slot is %(now)d minutes; the template has %(meant)d.")
    return [Deviation("slot", sentence % {"now": slot, "meant": template.minutes})]


def _minutes(meant: Part, done: Part) -> list[Deviation]:
    if done.minutes == meant.minutes:
        return []
    longer = done.minutes > meant.minutes
    sentence = (
        _("Longer: “%(part)s” takes %(now)d min instead of %(meant)d.")
        if longer
        else _("Shorter: “%(part)s” takes %(now)d min instead of %(meant)d.")
    )
    facts = {"part": str(done.title), "now": done.minutes, "meant": meant.minutes}
    return [Deviation("longer" if longer else "shorter", sentence % facts)]


def _of(title: Texts, minutes: int) -> dict[str, object]:
    return {"part": str(title), "n": minutes}
