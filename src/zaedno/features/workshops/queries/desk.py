"""What the facilitator has in view: the shared state, who is in, and the one thing to press."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zaedno.core.verdict import Verdict
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.board import Board
from zaedno.features.workshops.models.session import Session
from zaedno.features.workshops.queries import boards as board_queries
from zaedno.features.workshops.queries import (
    evaluation_results,
    events,
    rooms,
    seats,
    session,
    walls,
)
from zaedno.features.workshops.rules import events as event_rules


@dataclass(frozen=True)
class Primary:
    """The one primary button, and what everybody will see when it is pressed."""

    url: str
    label: str
    effect: str
    verdict: Verdict


@dataclass(frozen=True)
class Switch:
    """Something on the screens of others that can be shown or hidden."""

    what: str
    on: bool
    label: str
    effect: str

    @property
    def turned(self) -> str:
        return "no" if self.on else "yes"


@dataclass(frozen=True)
class Desk:
    state: session.State
    presence: seats.Presence
    wall: walls.Wall
    primary: Primary | None
    switches: list[Switch]
    turnout: int
    could_vote: int
    rooms: list[rooms.RoomView]
    brought: int
    evaluated: int


def desk(viewer: Viewer, state: session.State) -> Desk:
    workshop = state.workshop
    return Desk(
        state=state,
        presence=seats.presence(viewer, workshop.pk),
        wall=walls.wall(viewer, workshop),
        primary=primary(viewer, state),
        switches=switches(state.session),
        turnout=session.turnout(viewer, state.voting),
        could_vote=board_queries.entitled(viewer, workshop)[1],
        rooms=rooms.overview(viewer, state.round),
        brought=sum(
            len(notes) for _room, notes in rooms.brought(viewer, rooms.last(viewer, workshop.pk))
        ),
        evaluated=evaluation_results.replied(viewer, workshop),
    )


def primary(viewer: Viewer, state: session.State) -> Primary | None:
    """What comes next: what is open is closed first, then the agenda goes on."""
    workshop, facts = state.workshop, events.facts_for(viewer, state.workshop)
    slug = workshop.slug
    if state.voting_open:
        return Primary(
            reverse("workshops:session_close_vote", args=[slug]),
            _("Close the vote"),
            _("Participants can place no more dots. The result stays hidden until you show it."),
            event_rules.may_run(viewer, facts),
        )
    if state.polls:
        poll = state.polls[0]
        close = reverse("workshops:close_poll", args=[poll.pk])
        return Primary(
            f"{close}?back={reverse('workshops:session_lead', args=[slug])}",
            _("Close the poll"),
            _("“%(question)s” closes; participants see the result when you publish it.")
            % {"question": poll.question},
            event_rules.may_run(viewer, facts),
        )
    if workshop.state == "planned":
        first = state.items[0].title if state.items else workshop.title
        return Primary(
            reverse("workshops:session_start", args=[slug]),
            _("Begin the workshop"),
            _("Participants will see: “%(item)s”.") % {"item": first},
            event_rules.may_start(viewer, facts),
        )
    if state.coming:
        return Primary(
            reverse("workshops:session_next", args=[slug]),
            _("Next item"),
            _effect(state),
            event_rules.may_run(viewer, facts),
        )
    if state.current:
        return Primary(
            reverse("workshops:session_next", args=[slug]),
            _("End the last item"),
            _("Participants will see that the agenda is done."),
            event_rules.may_run(viewer, facts),
        )
    return None


def _effect(state: session.State) -> str:
    """What everybody sees after “next”, with the boards that open and the promise of each."""
    coming = state.coming
    assert coming is not None
    minutes = ngettext("%(n)d minute", "%(n)d minutes", coming.minutes) % {"n": coming.minutes}
    said = [
        _("Participants will see: “%(item)s”, %(minutes)s.")
        % {"item": coming.title, "minutes": minutes}
    ]
    said += [
        _("“%(board)s” opens; notes %(level)s.")
        % {"board": c.board.get_kind_display(), "level": c.level_words}
        for c in state.columns
        if c.board.kind in coming.boards and c.board.state == Board.State.PLANNED
    ]
    return " ".join(said)


def switches(session: Session) -> list[Switch]:
    """Each says what others see now and what they will see."""
    return [
        Switch(
            "doors_open",
            session.doors_open,
            _("The door is open"),
            _("Close it: nobody else can join.")
            if session.doors_open
            else _("Open it: whoever has the code can join."),
        ),
        Switch(
            "show_join",
            session.show_join,
            _("Code on the big screen"),
            _("Hide it: the code leaves the big screen.")
            if session.show_join
            else _("Show it: the code and its picture stand on the big screen."),
        ),
        Switch(
            "show_authors",
            session.show_authors,
            _("Names under notes"),
            _("Hide them: no note shows who wrote it.")
            if session.show_authors
            else _("Show them, where the promise of the board allows it."),
        ),
        Switch(
            "show_tallies",
            session.show_tallies,
            _("Result of the vote"),
            _("Hide it: participants no longer see the result.")
            if session.show_tallies
            else _("Show it: participants see the closed vote's dots and ranking."),
        ),
    ]
