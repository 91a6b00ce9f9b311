"""Sheets of paper: who prints and types them in, and that each counts once and like a seat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zaedno.core.verdict import Verdict, allow, deny, first_refusal
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.paper import MOST_PRINTED
from zaedno.features.workshops.rules.notes import may_say
from zaedno.features.workshops.rules.roles import as_counter

LAST_NUMBER = 99_999
FINAL = ("validated", "published", "cancelled")


@dataclass(frozen=True)
class Line:
    """A numbered line of a sheet: on which board, and what stands there."""

    number: int
    board_id: int | None
    text: str


@dataclass(frozen=True)
class SheetFacts:
    """What is known of a sheet's number: whether it was typed in already, and with what."""

    number: int
    entered: bool = False
    notes: int = 0
    dots: int = 0
    free: int = 1  # the next number that nobody used


def may_be_of(typed: str, own: str, elsewhere: str = "") -> Verdict:
    """A sheet is told by its code and its number: numbers alone repeat in every workshop.

    Before the workshop has a code nothing was printed with one.
    """
    if typed == own or not own:
        return allow()
    if elsewhere:
        said = _("The code %(typed)s is of another workshop: %(title)s. Type the sheet in there.")
        return deny(said % {"typed": typed, "title": elsewhere})
    said = _("The sheets of this workshop carry the code %(own)s. Look at the corner of the sheet.")
    return deny(said % {"own": own})


def may_print(viewer: Viewer, *, state: str, count: int = 1) -> Verdict:
    most = _("Print between 1 and %(most)d sheets at a time.") % {"most": MOST_PRINTED}
    return first_refusal(
        as_counter(viewer),
        _still_open(state),
        allow() if 1 <= count <= MOST_PRINTED else deny(most),
    )


def may_enter_sheet(
    viewer: Viewer, *, state: str, sheet: SheetFacts, lines: Sequence[Line], cast: int
) -> Verdict:
    return first_refusal(
        as_counter(viewer),
        _still_open(state),
        allow()
        if 1 <= sheet.number <= LAST_NUMBER
        else deny(_("Type the number that is printed on the sheet.")),
        entered_once(sheet),
        allow() if lines or cast else deny(_("Nothing was typed in from this sheet yet.")),
        *(_line(line) for line in lines),
    )


def entered_once(sheet: SheetFacts) -> Verdict:
    """The number is refused the second time, and it is said what to do with another sheet."""
    if not sheet.entered:
        return allow()
    said = _("%(sheet)s This sheet has been typed in already.") % {
        "sheet": said_of(sheet.number, sheet.notes, sheet.dots)
    }
    other = _("If it is another one, write the free number %(free)d on it.")
    return deny(f"{said} {other % {'free': sheet.free}}")


def may_count_dots(*, cast: int, limit: int | None, seats: int, sheets: int) -> Verdict:
    """A sheet has as many dots as a seat, and there are as many sheets as seats without account.

    `limit` is None where no vote is open; `sheets` counts those of this vote typed in before.
    """
    if not cast:
        return allow()
    if limit is None:
        return deny(_("No vote is open, so the dots of this sheet can't be counted."))
    if cast > limit:
        said = _("The sheet has %(cast)d dots, but each participant has %(limit)d.")
        return deny(said % {"cast": cast, "limit": limit})
    if sheets >= seats:
        said = ngettext(
            "%(seats)d seat without an account was admitted before the vote opened, and as many "
            "sheets with dots are typed in. No more are counted.",
            "%(seats)d seats without an account were admitted before the vote opened, and as many "
            "sheets with dots are typed in. No more are counted.",
            seats,
        )
        return deny(said % {"seats": seats})
    return allow()


def may_lie(note: str, found: bool) -> Verdict:
    if found:
        return allow()
    return deny(_("There is no note with the number %(note)s here.") % {"note": note})


def said_of(number: int, notes: int, dots: int) -> str:
    """“Sheet 7: 5 notes, 5 dots.”"""
    written = ngettext("%(n)d note", "%(n)d notes", notes) % {"n": notes}
    laid = ngettext("%(n)d dot", "%(n)d dots", dots) % {"n": dots}
    told = _("Sheet %(number)d: %(notes)s, %(dots)s.")
    return told % {"number": number, "notes": written, "dots": laid}


def _line(line: Line) -> Verdict:
    if line.board_id is None:
        return deny(_("Line %(n)d: choose its board.") % {"n": line.number})
    said = may_say(line.text)
    if said:
        return said
    reason = _("Line %(n)d: %(reason)s") % {"n": line.number, "reason": said.reason}
    return deny(reason)


def _still_open(state: str) -> Verdict:
    if state not in FINAL:
        return allow()
    return deny(_("The result of the workshop is validated; its notes stay as they are."))
