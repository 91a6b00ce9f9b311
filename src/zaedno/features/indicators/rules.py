"""Who may define and measure, and which values can be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from zaedno.core.verdict import Verdict, allow, deny, first_refusal, forbid
from zaedno.core.viewer import Viewer

MEASURING = ("coordinator", "editor")
MOST = {"out_of_5": 5, "out_of_10": 10}
WHOLE = ("count", "people")


@dataclass(frozen=True)
class PointFacts:
    """`first` is the first possible day of the point; `taken`: that date has a value already."""

    unit: str
    value: Decimal
    first: date
    today: date
    taken: bool = False


def may_measure(viewer: Viewer) -> Verdict:
    if viewer.has(*MEASURING):
        return allow()
    return forbid(_("Indicators are kept by the coordinator and the editor."))


def can_be(unit: str, value: Decimal | None) -> Verdict:
    """A value that the unit allows; no value is allowed as well."""
    if value is None:
        return allow()
    if value < 0:
        return deny(_("The value cannot be less than zero."))
    if unit in MOST and value > MOST[unit]:
        return deny(_("The value cannot be more than %(most)d.") % {"most": MOST[unit]})
    if unit in WHOLE and value != value.to_integral_value():
        return deny(_("Write a whole number."))
    return allow()


def may_add(viewer: Viewer, facts: PointFacts) -> Verdict:
    return first_refusal(
        may_measure(viewer),
        can_be(facts.unit, facts.value),
        deny(_("This date still lies ahead.")) if facts.first > facts.today else allow(),
        deny(_("This date has a value already. Correct it, with the reason."))
        if facts.taken
        else allow(),
    )


def may_correct(viewer: Viewer, facts: PointFacts, *, corrected: bool, reason: str) -> Verdict:
    return first_refusal(
        may_measure(viewer),
        deny(_("This value was corrected already.")) if corrected else allow(),
        allow() if reason.strip() else deny(_("Say why the value is corrected.")),
        can_be(facts.unit, facts.value),
    )


def way(baseline: Decimal | None, target: Decimal | None, value: Decimal | None) -> Decimal | None:
    """How much of the way from the baseline to the target is done, whichever way it goes.

    >>> way(Decimal(10), Decimal(80), Decimal(45))
    Decimal('0.5')
    >>> way(Decimal(80), Decimal(20), Decimal(65))
    Decimal('0.25')
    >>> way(None, Decimal(80), Decimal(45)) is None
    True
    """
    if baseline is None or target is None or value is None or baseline == target:
        return None
    return (value - baseline) / (target - baseline)


def overdue(last: date | None, months: int | None, today: date) -> bool:
    """Was no value added for longer than the frequency and one month of grace?

    >>> overdue(date(2021, 1, 31), 3, date(2021, 5, 1))
    False
    >>> overdue(date(2021, 1, 31), 3, date(2021, 6, 2))
    True
    """
    if last is None or not months:
        return False
    return (today.year - last.year) * 12 + today.month - last.month > months + 1
