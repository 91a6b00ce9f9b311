"""How a commitment is said: its standing in three words, its numbers with their unit."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from zaedno.algorithms.delivery import Standing
from zaedno.features.commitments.models import Commitment

TONES = {
    "complete": "done",
    "withdrawn": "dropped",
    "refused": "dropped",
    "overdue": "late",
    "late": "late",
    "at_risk": "now",
    "stale": "late",
}


def delivery(stand: Standing) -> str:
    return {
        "not_started": _("not begun"),
        "limited": _("limited progress"),
        "substantial": _("substantial progress"),
        "complete": pgettext("commitment", "complete"),
        "withdrawn": pgettext("commitment", "withdrawn"),
    }[stand.delivery]


def schedule(stand: Standing) -> str:
    if stand.schedule == "overdue":
        text = ngettext("overdue by %(n)d day", "overdue by %(n)d days", stand.days_over)
        return text % {"n": stand.days_over}
    if stand.schedule == "late":
        text = ngettext("delivered %(n)d day late", "delivered %(n)d days late", stand.days_over)
        return text % {"n": stand.days_over}
    return {"on_time": _("on time"), "at_risk": _("at risk"), "none": ""}[stand.schedule]


def freshness(stand: Standing) -> str:
    if stand.value is None and stand.freshness == "fresh":
        return _("no report yet")
    return {
        "fresh": _("reported within a month"),
        "ageing": _("reported more than a month ago"),
        "stale": _("no report for more than three months"),
        "none": "",
    }[stand.freshness]


def reviewed(word: str) -> str:
    return {
        "kept": _("Kept"),
        "under_way": _("Under way, with a report"),
        "moved": _("Moved to a later date"),
        "dropped": _("Dropped, with the reason"),
        "silent": _("Silent: no report in the half-year"),
    }[word]


def tone(one: Commitment, stand: Standing) -> str:
    """The mark beside the status: an open one is "now", unless its schedule says otherwise."""
    if one.state == Commitment.State.PROPOSED:
        return ""
    return TONES.get(one.state) or TONES.get(stand.schedule, "now")
