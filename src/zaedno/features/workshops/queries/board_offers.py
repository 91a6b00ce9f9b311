"""What the boards give to the home page, a person's own page, the desk and open data."""

from __future__ import annotations

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zaedno.core import clock
from zaedno.core.partial_dates import show_end
from zaedno.core.things import Card, Figure, Task, Thing
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.board import Board, Note
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.voting import Voting
from zaedno.features.workshops.queries import boards, threads
from zaedno.features.workshops.rules.notes import LEADS


def _open_now(viewer: Viewer) -> list[Workshop]:
    """Open boards that take notes at this hour, the one that closes first in front."""
    now = clock.now()
    found = boards.workshops(viewer).filter(kind=Workshop.Kind.OPEN_BOARD)
    found = found.filter(opens_at__lte=now, closes_at__gt=now, boards__state=Board.State.OPEN)
    shown = Count("notes", filter=Q(notes__state=Note.State.SHOWN), distinct=True)
    return list(found.annotate(shown=shown).order_by("closes_at", "id"))


def home_question(viewer: Viewer) -> list[Card]:
    """The one sentence of the home page: what the city asks now, with one button."""
    return [_card(viewer, w, asks=True) for w in _open_now(viewer)]


def home_cards(viewer: Viewer) -> list[Card]:
    return [_card(viewer, w) for w in _open_now(viewer)]


def _card(viewer: Viewer, workshop: Workshop, *, asks: bool = False) -> Card:
    question = workshop.question or workshop.title
    title, lang = question.best(viewer.lang)
    until = show_end(workshop.closes_at) if workshop.closes_at else ""
    count: int = workshop.shown  # type: ignore[attr-defined]
    written = ngettext("%(n)d note so far", "%(n)d notes so far", count) % {"n": count}
    name = "workshops:write" if asks else "workshops:board"
    return Card(
        group="open",
        title=title,
        url=reverse(name, args=[workshop.slug]),
        what=str(workshop.hint) if asks else written,
        for_whom=_("Everybody, without an account"),
        until=_("until %(when)s") % {"when": until} if until else "",
        next=str(workshop.next),
        sort=workshop.closes_at.isoformat() if workshop.closes_at else "",
        mark=workshop.mark,
        lang=lang,
        action=_("Leave a note") if asks else _("See the board"),
    )


def chain_figures(viewer: Viewer) -> list[Figure]:
    """Notes and groups of the workshops whose result stands; each number opens its rows."""
    notes = boards.final_notes(viewer).count()
    clusters = boards.final_clusters(viewer).count()
    address = reverse("workshops:all_notes")
    return [
        Figure("note", 10, notes, ngettext("workshop note", "workshop notes", notes), address),
        Figure(
            "note",
            20,
            clusters,
            ngettext("thematic group", "thematic groups", clusters),
            reverse("workshops:all_groups"),
        ),
    ]


def staff_tasks(viewer: Viewer) -> list[Task]:
    """A vote that was left open, notes that wait for a group."""
    if not viewer.has(*LEADS):
        return []
    votes = Voting.objects.filter(city_id=viewer.city.pk, state=Voting.State.OPEN)
    return [
        Task(
            title=_("Close the vote: %(workshop)s") % {"workshop": v.workshop.title},
            url=reverse("workshops:lead", args=[v.workshop.slug]),
            since=v.opened_at,
        )
        for v in votes.select_related("workshop").order_by("opened_at")
    ]


def profile_entries(viewer: Viewer) -> list[Thing]:
    """One's own notes on boards that are still open; later nothing says whose they were."""
    if viewer.person is None:
        return []
    still = boards.workshops(viewer).filter(boards__state=Board.State.OPEN).distinct()
    tokens = [boards.author_token(viewer, pk) for pk in still.values_list("pk", flat=True)]
    mine = boards.notes(viewer).filter(author_token__in=tokens) if tokens else Note.objects.none()
    ids = [str(pk) for pk in mine.order_by("-id").values_list("pk", flat=True)]
    return list(threads.notes(viewer, ids).values())
