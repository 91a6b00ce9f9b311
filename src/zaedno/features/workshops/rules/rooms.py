"""Dividing people into rooms, moving them with a reason, and never leaving anybody alone."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from zaedno.core.verdict import Verdict, allow, deny, first_refusal
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.rooms import MOST_ROOMS
from zaedno.features.workshops.rules.roles import as_runner

EXTENDS = (1, 2, 5, 10)
REASON = 120


def may_split(
    viewer: Viewer, *, open_session: bool, going_on: bool, rooms: int, seats: int
) -> Verdict:
    return first_refusal(
        as_runner(viewer),
        allow() if open_session else deny(_("Open the session first.")),
        deny(_("The rooms are open already. Close them first.")) if going_on else allow(),
        allow()
        if 2 <= rooms <= MOST_ROOMS
        else deny(_("Choose between 2 and %(most)d rooms.") % {"most": MOST_ROOMS}),
        enough(rooms, seats),
    )


def enough(rooms: int, seats: int) -> Verdict:
    """At least two in each room: nobody talks alone."""
    if seats >= 2 * rooms:
        return allow()
    said = _("%(seats)d people are in; for %(rooms)d rooms there must be at least %(least)d.")
    return deny(said % {"seats": seats, "rooms": rooms, "least": 2 * rooms})


def may_move(viewer: Viewer, *, going_on: bool, reason: str) -> Verdict:
    return first_refusal(
        as_runner(viewer),
        going(going_on),
        allow() if reason else deny(_("Say in a few words why; the person reads it.")),
        allow()
        if len(reason) <= REASON
        else deny(_("Say it in at most %(most)d characters.") % {"most": REASON}),
    )


def going(going_on: bool) -> Verdict:
    return allow() if going_on else deny(_("There are no open rooms now."))


def may_turn(viewer: Viewer, *, going_on: bool) -> Verdict:
    return as_runner(viewer).and_then(going(going_on))


def may_extend(viewer: Viewer, *, going_on: bool, minutes: int) -> Verdict:
    odd = deny(_("Choose by how many minutes."))
    return may_turn(viewer, going_on=going_on).and_then(allow() if minutes in EXTENDS else odd)


def may_choose(*, going_on: bool, by_choice: bool) -> Verdict:
    assigned = deny(_("In these rooms the facilitator says who sits where."))
    return going(going_on).and_then(allow() if by_choice else assigned)


def may_leave_room(*, sits: bool, by_choice: bool, alone: bool) -> Verdict:
    if not sits:
        return deny(_("You sit in no room now."))
    assigned = deny(_("In these rooms the facilitator says who sits where."))
    return allow() if by_choice or alone else assigned


def divided(seats: Sequence[int], rooms: int, seed: str) -> dict[int, int]:
    """{seat: room from 0}, by a seeded shuffle, so that anybody can repeat it; sizes differ by one.

    >>> sorted(divided([1, 2, 3, 4, 5], 2, "a").values())
    [0, 0, 0, 1, 1]
    >>> divided([1, 2, 3, 4], 2, "a") == divided([4, 3, 2, 1], 2, "a")
    True
    """
    order = sorted(seats)
    random.Random(seed).shuffle(order)  # noqa: S311 - repeatable on purpose, no secret
    return {seat: place % rooms for place, seat in enumerate(order)}


def smallest(sizes: Mapping[int, int], *, but: int | None = None) -> int | None:
    """The room with the fewest people, the lowest number first; rooms with people come first.

    >>> smallest({1: 3, 2: 2, 3: 2}), smallest({1: 0, 2: 4}), smallest({1: 1}, but=1)
    (2, 2, None)
    """
    open_to = [(not size, size, room) for room, size in sizes.items() if room != but]
    return min(open_to)[2] if open_to else None


def alone(sizes: Mapping[int, int]) -> list[int]:
    """Rooms with exactly one person, when there is company elsewhere.

    >>> alone({1: 1, 2: 3}), alone({1: 1, 2: 0}), alone({1: 2, 2: 0})
    ([1], [], [])
    """
    lonely = [room for room, size in sizes.items() if size == 1]
    return lonely if sum(size > 0 for size in sizes.values()) > 1 else []
