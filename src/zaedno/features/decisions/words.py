"""How a delivery stands, as the city says it and as citizens say it."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zaedno.core.partial_dates import When
from zaedno.features.decisions.models import CitizenCheck, Delivery

TONES = {"done": "done", "late": "late", "moved": "now", "planned": "next", "disputed": "late"}


def due(row: Delivery) -> When:
    return row.moved_to or row.planned


def standing(row: Delivery, today: date) -> str:
    """What the city says: done, late, moved or planned, from the dates alone."""
    if row.done_on:
        return "done"
    if due(row).last < today:
        return "late"
    return "moved" if row.moved_to else "planned"


def disputed(row: Delivery, checks: list[CitizenCheck]) -> bool:
    """A published check that contradicts "done" and that nobody could have made before."""
    return row.done_on is not None and any(
        c.state == CitizenCheck.State.PUBLISHED
        and c.verdict == CitizenCheck.Verdict.DISAGREES
        and c.claimed == "done"
        for c in checks
    )


def said(word: str) -> str:
    return {
        "done": pgettext("delivery", "done"),
        "late": pgettext("delivery", "late"),
        "moved": pgettext("delivery", "moved to a later date"),
        "planned": pgettext("delivery", "planned"),
        "disputed": _("done according to the city, disputed by citizens"),
    }[word]
