"""Who sits in a workshop: read from what the reader's browser has just shown."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _

from zaedno.core.verdict import Verdict, allow, deny, first_refusal, forbid
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.session import CODE_LENGTH, NAME_LENGTH
from zaedno.features.workshops.rules.roles import as_runner

SEAT = "workshops.seat"
MOST_SEATS = 1500
TWINS = str.maketrans("АВЕКМНРСТУХ", "ABEKMHPCTYX")  # Cyrillic letters that look Latin


def seat_in(viewer: Viewer, workshop_id: int) -> int | None:
    """The id of the seat this reader holds in a workshop."""
    start = f"{workshop_id}:"
    found = [i for kind, i in viewer.holds if kind == SEAT and i.startswith(start)]
    return int(found[0].removeprefix(start)) if found else None


def voter(viewer: Viewer, workshop_id: int) -> str:
    """Whose dots and answers these are: the person's, else the seat's, else nobody's."""
    if viewer.person is not None:
        return str(viewer.person.pk)
    seat = seat_in(viewer, workshop_id)
    return seat_voter(seat) if seat else ""


def seat_voter(seat_id: int) -> str:
    return f"seat:{seat_id}"


@dataclass(frozen=True)
class Door:
    """What a rule needs to know about the door of a session."""

    found: bool
    open: bool = True
    seats: int = 0


def may_join(door: Door, *, name: str, consent: bool) -> Verdict:
    return first_refusal(
        at_door(door),
        allow()
        if consent
        else deny(_("Tick that you agree; without it your notes can't be kept.")),
        may_be_called(name),
    )


def at_door(door: Door) -> Verdict:
    if not door.found:
        return deny(_("No workshop has this code now. Look at the screen or ask the facilitator."))
    if not door.open:
        return deny(_("The facilitator has closed the door. Ask to be let in."))
    return allow() if door.seats < MOST_SEATS else deny(_("The workshop is full."))


def may_be_called(name: str) -> Verdict:
    if len(name) <= NAME_LENGTH:
        return allow()
    said = _("A name has at most %(most)d characters; yours has %(length)d.")
    return deny(said % {"most": NAME_LENGTH, "length": len(name)})


def clean_code(typed: str) -> str:
    """As people type it: small letters, spaces and hyphens do not matter, Cyrillic twins either.

    >>> clean_code(" k7q-fm2 "), clean_code("КАМ")
    ('K7QFM2', 'KAM')
    """
    signs = unicodedata.normalize("NFKC", typed).upper().translate(TWINS)
    return "".join(sign for sign in signs if sign.isalnum())[: 2 * CODE_LENGTH]


def clean_line(typed: str) -> str:
    """One line without control and direction signs, which would turn other people's lines."""
    kept = (c for c in unicodedata.normalize("NFC", typed) if not _unseen(c))
    return " ".join("".join(kept).split())


def _unseen(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cc", "Cf", "Co", "Cs") and sign not in "\n\t\u200d"


def may_act_for(
    viewer: Viewer, workshop_id: int, seat_id: int, person_id: int | None, left_at: object
) -> Verdict:
    """Only whoever sits there; a seat that was given up is nobody's."""
    own = seat_in(viewer, workshop_id) == seat_id
    own = own or (viewer.person is not None and viewer.person.pk == person_id)
    if not own:
        return forbid(_("This seat is somebody else's."))
    return deny(_("You left this workshop. Join again with the code.")) if left_at else allow()


def may_lower(viewer: Viewer, workshop_id: int, seat_id: int, person_id: int | None) -> Verdict:
    if as_runner(viewer):
        return allow()
    return may_act_for(viewer, workshop_id, seat_id, person_id, None)
