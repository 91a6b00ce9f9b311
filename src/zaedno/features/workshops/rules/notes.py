"""Who may leave a note, say it in how many words, sign it how, and take it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from zaedno.core.verdict import Sentence, Verdict, allow, deny, first_refusal, forbid
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.board import MOST_PER_HOUR, NOTE_LENGTH, Board, Note
from zaedno.features.workshops.models.session import Privacy
from zaedno.features.workshops.rules.seats import clean_line, seat_in

LEADS = ("facilitator", "coordinator")
SCRIBES = ("facilitator", "coordinator", "notetaker")
SMALLEST_KIND = 3  # a kind is named only where so many organisations of it took part
PER_HOUR = {"visitor": 12, "account": MOST_PER_HOUR}
OTHER = gettext_lazy("other organisation")
CLOSED_BOARD = {
    Board.State.PLANNED: gettext_lazy("This board is not open yet."),
    Board.State.CLOSED: gettext_lazy("This board is closed; no more notes are taken."),
    Board.State.FROZEN: gettext_lazy("This board is frozen: its notes stay as they are."),
}


@dataclass(frozen=True)
class BoardFacts:
    state: str
    now: datetime
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    account_needed: bool = True
    voting_open: bool = False
    workshop_id: int = 0


def board_takes_notes(board: BoardFacts) -> Verdict:
    if board.state != Board.State.OPEN:
        return deny(CLOSED_BOARD[Board.State(board.state)])
    if board.opens_at and board.now < board.opens_at:
        return deny(CLOSED_BOARD[Board.State.PLANNED])
    if board.closes_at and board.now >= board.closes_at:
        return deny(CLOSED_BOARD[Board.State.CLOSED])
    if board.voting_open:
        return deny(_("A vote is going on. Notes are taken again when it closes."))
    return allow()


def known(viewer: Viewer, workshop_id: int) -> bool:
    """Somebody with an account, or with a seat in this workshop."""
    return viewer.signed_in or seat_in(viewer, workshop_id) is not None


def may_write(viewer: Viewer, board: BoardFacts) -> Verdict:
    if board.account_needed and not known(viewer, board.workshop_id):
        return forbid(_("Sign in to leave a note on this board."))
    return board_takes_notes(board)


def may_write_on_behalf(viewer: Viewer, board: BoardFacts) -> Verdict:
    """Paper sheets are typed in after the hour too, as long as the board is not frozen."""
    if not viewer.has(*SCRIBES):
        return forbid(_("Paper sheets are entered by the note-taker."))
    if board.state == Board.State.FROZEN:
        return deny(CLOSED_BOARD[Board.State.FROZEN])
    if board.voting_open:
        return deny(_("A vote is going on. Notes are taken again when it closes."))
    return allow()


def clean(text: str) -> str:
    """One line, in the composed form that people count as characters.

    Control and direction signs go: they would break or turn around the lines of others.

    >>> clean("  one\\n two\\u202e\\x00 ")
    'one two'
    """
    return clean_line(text)


def written_in(text: str, lang: str) -> str:
    """The language a person wrote in: Cyrillic letters are Bulgarian, else the page's language.

    >>> written_in("Едно", "en"), written_in("One", "en"), written_in("One", "bg")
    ('bg', 'en', 'en')
    """
    letters = [c for c in text if c.isalpha()]
    cyrillic = sum("\u0400" <= c <= "\u04ff" for c in letters)
    if not letters:
        return lang
    return "bg" if 2 * cyrillic >= len(letters) else "en"


def may_say(text: str) -> Verdict:
    length = len(text)
    if not length:
        return deny(_("Write your thought first."))
    if length > NOTE_LENGTH:
        over = length - NOTE_LENGTH
        shorten = ngettext(
            "Shorten it by %(over)d character.", "Shorten it by %(over)d characters.", over
        )
        said = _("A note has at most %(most)d characters; yours has %(length)d.")
        return deny(f"{said} {shorten}" % {"most": NOTE_LENGTH, "length": length, "over": over})
    return allow()


def may_sign(
    viewer: Viewer, authorship: str, organisation_id: int | None, consent: bool
) -> Verdict:
    """Only who speaks for an organisation signs with its name or its kind, and only on purpose."""
    if authorship == Note.Authorship.ANONYMOUS:
        return allow()
    if organisation_id is None or organisation_id not in viewer.represents:
        return forbid(_("Only a confirmed representative signs a note for an organisation."))
    if authorship == Note.Authorship.ORGANISATION and not consent:
        return deny(_("Confirm that the organisation agrees to be named under the note."))
    return allow()


def may_leave_another(used: int, limit: int) -> Verdict:
    if used < limit:
        return allow()
    left = _("You left %(used)d notes within an hour. Please go on a little later.")
    return deny(left % {"used": used})


def may_withdraw(own: bool, shown: bool, board: BoardFacts) -> Verdict:
    if not own:
        return forbid(_("Only the author withdraws a note."))
    if not shown:
        return deny(_("The note is already withdrawn."))
    if board.voting_open:
        return deny(_("A vote is going on. A note can be withdrawn when it closes."))
    return first_refusal(board_takes_notes(board))


def shown_signature(level: str, name: str, *, leads: bool) -> str:
    """The name under a participant's note: the promise of the board says to whom it is shown."""
    return name if leads or level != Privacy.Level.HIDDEN else ""


def shown_author(
    authorship: str,
    organisation: str,
    kind: str,
    took_part: int,
) -> Sentence:
    """The name under a note: nobody, a kind that is large enough, or who agreed to be named."""
    if authorship == Note.Authorship.ORGANISATION and organisation:
        return organisation
    if authorship == Note.Authorship.GROUP:
        return kind if kind and took_part >= SMALLEST_KIND else OTHER
    return ""
