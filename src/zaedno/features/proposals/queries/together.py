"""Authors of a proposal, changes proposed to it, moves that wait for consent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from zaedno.algorithms.word_diff import Piece, compared
from zaedno.core.viewer import Viewer
from zaedno.features.proposals.models.proposal import Proposal, Wording
from zaedno.features.proposals.models.together import Amendment, CoAuthor, Move
from zaedno.features.proposals.rules.together import Invited
from zaedno.platform.people.queries import person_behind

ACTIVE, INVITED = CoAuthor.State.ACTIVE, CoAuthor.State.INVITED


@dataclass(frozen=True)
class Version:
    """How a proposal read until a moment, and what then changed, word by word."""

    number: int
    until: datetime
    supporters: int
    title: list[Piece]
    text: list[Piece]
    amended: bool


def coauthors(viewer: Viewer, row: Proposal) -> list[CoAuthor]:
    """Those who write along or are asked to, in the order of their invitations."""
    found = CoAuthor.objects.filter(city_id=viewer.city.pk, proposal=row)
    return list(found.filter(state__in=(ACTIVE, INVITED)))


def coauthor(viewer: Viewer, row: Proposal) -> CoAuthor | None:
    """The viewer's own place among the authors."""
    if viewer.person is None:
        return None
    mine = CoAuthor.objects.filter(city_id=viewer.city.pk, proposal=row, state=ACTIVE)
    return mine.filter(person_id=viewer.person.pk).first()


def held_coauthor(viewer: Viewer, row: Proposal, ident: int) -> CoAuthor:
    mine = CoAuthor.objects.filter(city_id=viewer.city.pk, proposal=row, pk=ident)
    found = mine.select_for_update().first()
    if found is None:
        raise Http404
    return found


def invitation(viewer: Viewer, receipt: str) -> CoAuthor:
    """The invitation of whoever signed in with the address it went to; nobody else finds it."""
    mine = CoAuthor.objects.filter(city_id=viewer.city.pk, proposal__receipt=receipt.upper())
    mine = mine.filter(address_hash=getattr(viewer.person, "email_hash", None) or "-")
    found = mine.select_related("proposal__process").first()
    if found is None:
        raise Http404
    return found


def invited(viewer: Viewer, row: Proposal, now: datetime) -> Invited:
    """Counted in the process: its sheet is held meanwhile."""
    ours = CoAuthor.objects.filter(city_id=viewer.city.pk)
    there = ours.filter(proposal=row, state__in=(ACTIVE, INVITED)).count()
    day_ago = now - timedelta(days=1)
    mine = ours.filter(proposal__author=row.author, proposal__process_id=row.process_id)
    return Invited(there, mine.filter(invited_at__gt=day_ago).count())


def authors(viewer: Viewer, row: Proposal) -> list[Any]:
    """The people behind a proposal, for letters to them; never shown."""
    first = person_behind(viewer, row.author) if row.author else None
    others = CoAuthor.objects.filter(city_id=viewer.city.pk, proposal=row, state=ACTIVE)
    found = [first, *(one.person for one in others.select_related("person"))]
    return [person for person in found if person is not None]


def amendments(viewer: Viewer, row: Proposal) -> QuerySet[Amendment]:
    found = Amendment.objects.filter(city_id=viewer.city.pk, proposal=row)
    return found.exclude(state=Amendment.State.WITHDRAWN).order_by("-made_at", "-pk")


def amendment(viewer: Viewer, row: Proposal, ident: int) -> Amendment:
    found = Amendment.objects.filter(city_id=viewer.city.pk, proposal=row, pk=ident).first()
    if found is None:
        raise Http404
    return found


def held_amendment(viewer: Viewer, row: Proposal, ident: int) -> Amendment:
    mine = Amendment.objects.filter(city_id=viewer.city.pk, proposal=row, pk=ident)
    found = mine.select_for_update().first()
    if found is None:
        raise Http404
    return found


def changed(one: Amendment) -> dict[str, list[Piece]]:
    """What an amendment changes, word by word."""
    return {
        "title": compared(one.base_title, one.title),
        "text": compared(one.base_text, one.text),
    }


def versions(viewer: Viewer, row: Proposal) -> list[Version]:
    """Every earlier wording with what the next one changed, the newest change first."""
    kept = list(Wording.objects.filter(city_id=viewer.city.pk, proposal=row).order_by("until"))
    if not kept:
        return []
    after = [*((one.title, one.text) for one in kept[1:]), (row.title, row.text)]
    found = [
        Version(
            number=number,
            until=one.until,
            supporters=one.supporters,
            title=compared(one.title, title),
            text=compared(one.text, text),
            amended=one.amendment_id is not None,
        )
        for number, (one, (title, text)) in enumerate(zip(kept, after, strict=True), start=1)
    ]
    return found[::-1]


def moves(viewer: Viewer, row: Proposal) -> list[Move]:
    """What was asked about this proposal; the newest first."""
    found = Move.objects.filter(Q(proposal=row) | Q(into=row), city_id=viewer.city.pk)
    return list(found.select_related("proposal", "into").order_by("-asked_at", "-pk"))


def move(viewer: Viewer, ident: int) -> Move:
    found = Move.objects.filter(city_id=viewer.city.pk, pk=ident)
    one = found.select_related("proposal__process", "into").first()
    if one is None:
        raise Http404
    return one


def held_move(viewer: Viewer, ident: int) -> Move:
    return Move.objects.select_for_update().get(city_id=viewer.city.pk, pk=ident)


def waiting(viewer: Viewer, row: Proposal) -> bool:
    """Whether a move of this proposal waits for consent."""
    return any(one.state == Move.State.ASKED for one in moves(viewer, row))
