"""The rows behind the boards, as far as this viewer may see them."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from zaedno.core import clock
from zaedno.core.fields import keyed_hash
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.attendance import Admission, BalanceLine, Participation
from zaedno.features.workshops.models.board import Board, Change, Cluster, Note
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.voting import Voting
from zaedno.features.workshops.rules.notes import BoardFacts
from zaedno.features.workshops.rules.seats import seat_in, seat_voter
from zaedno.platform.people.models import Organisation, Role, StakeholderKind

FINAL = (Workshop.State.VALIDATED, Workshop.State.PUBLISHED)


def workshops(viewer: Viewer) -> QuerySet[Workshop]:
    return Workshop.objects.filter(city_id=viewer.city.pk)


def workshop(viewer: Viewer, slug: str) -> Workshop:
    return get_object_or_404(workshops(viewer), slug=slug)


def boards(viewer: Viewer, workshop_id: int) -> list[Board]:
    return list(Board.objects.filter(city_id=viewer.city.pk, workshop_id=workshop_id))


def kinds(viewer: Viewer) -> list[tuple[int, str]]:
    """The city's kinds of organisations, to choose from."""
    found = StakeholderKind.objects.filter(city_id=viewer.city.pk, label_only=False)
    return [(kind.pk, str(kind)) for kind in found]


def board(viewer: Viewer, pk: int) -> Board:
    found = Board.objects.filter(city_id=viewer.city.pk).select_related("workshop")
    return get_object_or_404(found, pk=pk)


def board_in(viewer: Viewer, slug: str, pk: int) -> Board:
    """A board of this workshop; another one's is not there."""
    found = Board.objects.filter(city_id=viewer.city.pk, workshop__slug=slug)
    return get_object_or_404(found.select_related("workshop"), pk=pk)


def notes(viewer: Viewer) -> QuerySet[Note]:
    """The notes that are shown, with what their paper says."""
    found = Note.objects.filter(city_id=viewer.city.pk, state=Note.State.SHOWN)
    beside = ("board", "cluster", "kind", "organisation", "workshop", "signature")
    return found.select_related(*beside)


def note_by_receipt(viewer: Viewer, number: str) -> int | None:
    return notes(viewer).filter(receipt=number).values_list("pk", flat=True).first()


def final_notes(viewer: Viewer) -> QuerySet[Note]:
    """Notes of workshops whose result stands, newest workshop first."""
    found = notes(viewer).filter(workshop__state__in=FINAL)
    return found.order_by("-workshop_id", "board__order", "id")


def final_clusters(viewer: Viewer) -> QuerySet[Cluster]:
    live = Cluster.objects.filter(city_id=viewer.city.pk, state=Cluster.State.LIVE)
    live = live.filter(workshop__state__in=FINAL).select_related("workshop", "theme")
    shown = Count("notes", filter=Q(notes__state=Note.State.SHOWN))
    return live.annotate(shown=shown).order_by("-workshop_id", "number")


def has_illustrative(viewer: Viewer, workshop_id: int) -> bool:
    return notes(viewer).filter(workshop_id=workshop_id, mark=Note.Mark.ILLUSTRATIVE).exists()


def note(viewer: Viewer, receipt: str) -> Note:
    return get_object_or_404(notes(viewer), receipt=receipt)


def clusters(viewer: Viewer, workshop_id: int) -> list[Cluster]:
    """The groups in use, in the order of their numbers."""
    live = Cluster.objects.filter(city_id=viewer.city.pk, state=Cluster.State.LIVE)
    return list(live.filter(workshop_id=workshop_id).select_related("theme"))


def cluster(viewer: Viewer, pk: int) -> Cluster:
    found = Cluster.objects.filter(city_id=viewer.city.pk)
    return get_object_or_404(found.select_related("workshop", "merged_into", "theme"), pk=pk)


def change(viewer: Viewer, pk: int) -> Change:
    found = Change.objects.filter(city_id=viewer.city.pk)
    return get_object_or_404(found.select_related("workshop", "made"), pk=pk)


def changes(viewer: Viewer, workshop_id: int, most: int = 30) -> list[Change]:
    """The latest deeds on the grouping, newest first, with the groups a merge took in."""
    found = Change.objects.filter(city_id=viewer.city.pk, workshop_id=workshop_id)
    found = found.select_related("made").prefetch_related("sources")
    return list(found.annotate(count=Count("moves")).order_by("-id")[:most])


def open_voting(viewer: Viewer, workshop_id: int) -> Voting | None:
    found = Voting.objects.filter(city_id=viewer.city.pk, workshop_id=workshop_id)
    return found.filter(state=Voting.State.OPEN).first()


def board_facts(workshop: Workshop, board: Board, voting_open: bool) -> BoardFacts:
    return BoardFacts(
        state=board.state,
        now=clock.now(),
        opens_at=workshop.opens_at,
        closes_at=workshop.closes_at,
        account_needed=workshop.account_needed or not workshop.is_open_board,
        voting_open=voting_open,
        workshop_id=workshop.pk,
    )


def author_token(viewer: Viewer, workshop_id: int) -> str:
    """How a browser or an account finds its own notes of a workshop; "" for a stranger."""
    if viewer.person is not None:
        return keyed_hash("author", f"{workshop_id}:person:{viewer.person.pk}")
    if viewer.visitor:
        return keyed_hash("author", f"{workshop_id}:visitor:{viewer.visitor}")
    return ""


def organisation(viewer: Viewer, pk: int) -> Organisation:
    return get_object_or_404(Organisation.objects.filter(city_id=viewer.city.pk), pk=pk)


def represented(viewer: Viewer) -> list[Organisation]:
    """The organisations this person speaks for; no query for everybody else."""
    if not viewer.represents:
        return []
    found = Organisation.objects.filter(city_id=viewer.city.pk, pk__in=viewer.represents)
    return list(found.order_by("slug"))


def took_part(viewer: Viewer, workshop_ids: list[int]) -> dict[tuple[int, int], int]:
    """{(workshop, kind): organisations of it that came}, whichever count is greater.

    Some are in the register and ticked one by one, some are only counted by hand.
    """
    here = {"city_id": viewer.city.pk, "workshop_id__in": workshop_ids}
    counted = {
        (line.workshop_id, line.kind_id): line.came or 0
        for line in BalanceLine.objects.filter(**here)
    }
    ticked = Participation.objects.filter(came=True, **here)
    pairs = ticked.values_list("workshop_id", "organisation__kind_id")
    for workshop_id, kind_id, came in pairs.annotate(came_count=Count("id")).order_by():
        counted[workshop_id, kind_id] = max(counted.get((workshop_id, kind_id), 0), came)
    return counted


def entitled(viewer: Viewer, workshop: Workshop) -> tuple[list[str], int]:
    """Who may vote and answer (people and online seats), and how many that is with seats on paper.

    On an open board every participant of the city may, without being admitted one by one.
    """
    admitted = Admission.objects.filter(city_id=viewer.city.pk, workshop=workshop)
    rows = list(admitted.values_list("person_id", "seat__id"))
    people = {person for person, _seat in rows if person}
    seats = [seat_voter(seat) for person, seat in rows if seat and not person]
    paper = sum(not person and not seat for person, seat in rows)
    if workshop.is_open_board:
        held = Role.objects.filter(city_id=viewer.city.pk, until__isnull=True)
        people |= set(held.filter(role=Role.Name.PARTICIPANT).values_list("person_id", flat=True))
    voters = [*(str(person) for person in people), *seats]
    return sorted(voters), len(voters) + paper


def is_entitled(viewer: Viewer, workshop: Workshop) -> bool:
    if workshop.is_open_board and viewer.has(Role.Name.PARTICIPANT):
        return True
    admitted = Admission.objects.filter(city_id=viewer.city.pk, workshop=workshop)
    if viewer.person is not None:
        return admitted.filter(person_id=viewer.person.pk).exists()
    seat = seat_in(viewer, workshop.pk)
    return seat is not None and admitted.filter(seat__id=seat).exists()


def counts_by_column(viewer: Viewer, workshop_id: int) -> dict[int, int]:
    """{board: notes shown}; own columns share a kind, so a board is told by its id."""
    shown = Count("notes", filter=Q(notes__state=Note.State.SHOWN))
    found = Board.objects.filter(city_id=viewer.city.pk, workshop_id=workshop_id)
    return dict(found.annotate(shown=shown).values_list("pk", "shown"))


def counts_by_board(viewer: Viewer, workshop_id: int) -> dict[str, int]:
    """{board kind: notes shown}."""
    shown = Count("notes", filter=Q(notes__state=Note.State.SHOWN))
    found = Board.objects.filter(city_id=viewer.city.pk, workshop_id=workshop_id)
    return dict(found.annotate(shown=shown).values_list("kind", "shown"))
