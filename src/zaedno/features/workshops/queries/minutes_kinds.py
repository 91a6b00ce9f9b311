"""What the minutes say of kinds of organisations beside each other."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zaedno.features.workshops.rules.minutes import Passage
from zaedno.features.workshops.rules.side_by_side import SideBySide


def by_kinds(made: Passage, side: SideBySide | None, page: str, at: str = "kind") -> None:
    """A line for each kind: how many of it answered, then its figure for each answer."""
    if side is None:
        return
    made.say(_("By kind of organisation, each with five answers or more:"), line=True)
    for column, (kind, answered) in enumerate(side.heads):
        n = made.figure(f"{at}.{column}", answered, page)
        head = ngettext("%(kind)s (%(n)s answer)", "%(kind)s (%(n)s answers)", answered)
        told = [
            f"{label}: {made.figure(f'{at}.{column}.{row}', cells[column], page)}"
            for row, (label, cells) in enumerate(side.rows)
        ]
        made.say(f"– {head % {'kind': kind, 'n': n}}: {'; '.join(told)}.", line=True)
    if side.apart:
        made.say(f"{side.apart}", line=True)
