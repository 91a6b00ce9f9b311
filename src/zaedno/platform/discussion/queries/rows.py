"""Threads and comments as this viewer may read them, a page of them at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.http import Http404

from zaedno.core import registry
from zaedno.core.fields import keyed_hash
from zaedno.core.things import Thing
from zaedno.core.viewer import Viewer
from zaedno.platform.discussion.models import (
    Comment,
    Hiding,
    Reaction,
    Report,
    Thread,
    thread_address,
)
from zaedno.platform.discussion.rules import ALONE, DISCUSSED, Facts, ThreadFacts
from zaedno.platform.moderation import rules as moderating
from zaedno.platform.moderation.models import Screening
from zaedno.platform.moderation.queries import rows as moderation
from zaedno.platform.moderation.rules import MODERATING
from zaedno.platform.processes.queries import rows as processes

PER_PAGE = 30
COMPARED = 200
OLDEST = "old"
LATELY = timedelta(days=7)  # a comment of the same person that says the same is sent twice


def public_thing(viewer: Viewer, kind: str, ident: str) -> Thing | None:
    """The thing as everybody sees it: what only some may see is not discussed."""
    if kind not in DISCUSSED:
        return None
    return registry.thing(Viewer(city=viewer.city, lang=viewer.lang), kind, ident)


def thing(viewer: Viewer, kind: str, ident: str) -> Thing:
    found = public_thing(viewer, kind, ident)
    if found is None:
        raise Http404
    return found


def page_with(viewer: Viewer, found: Thing) -> str:
    """The address of the page on which the thread of a thing stands."""
    return thread_address(found.kind, found.id) if found.kind in ALONE else found.url


def thread(viewer: Viewer, kind: str, ident: str) -> Thread | None:
    """The thread of a thing; none as long as nobody wrote."""
    return Thread.objects.filter(city_id=viewer.city.pk, kind=kind, ident=ident).first()


def thread_facts(viewer: Viewer, kind: str, ident: str, found: Thread | None) -> ThreadFacts:
    public = public_thing(viewer, kind, ident) is not None
    return ThreadFacts(kind, public, found.state if found else Thread.State.OPEN)


def comments(viewer: Viewer) -> QuerySet[Comment]:
    found = Comment.objects.filter(city_id=viewer.city.pk)
    return found.select_related("thread", "organisation", "parent")


def comment(viewer: Viewer, receipt: str) -> Comment:
    """One comment of a thing that everybody sees."""
    found = comments(viewer).filter(receipt=receipt.upper()).first()
    if found is None or public_thing(viewer, found.thread.kind, found.thread.ident) is None:
        raise Http404
    return found


def held(viewer: Viewer, pk: int) -> Comment:
    mine = Comment.objects.filter(city_id=viewer.city.pk).select_related("thread")
    return mine.select_for_update(of=("self",)).get(pk=pk)


def alias(viewer: Viewer) -> str:
    """The reader's own pseudonym: asked once for a page, not once for each comment."""
    return viewer.alias() if viewer.signed_in else ""


def facts(viewer: Viewer, row: Comment, now: datetime, me: str | None = None) -> Facts:
    me = alias(viewer) if me is None else me
    return Facts(
        state=row.state,
        made_at=row.made_at,
        own=bool(me) and row.author == me,
        cut=bool(row.cut),
        now=now,
    )


def hides_words(viewer: Viewer, row: Comment, *, own: bool) -> bool:
    """Whether this reader gets less than what was written."""
    if row.state == Comment.State.WITHDRAWN:
        return True
    if row.state == Comment.State.PUBLIC and not row.cut:
        return False
    return not (own or viewer.has(*MODERATING))


def words(viewer: Viewer, row: Comment, *, own: bool) -> str:
    """What this reader gets to read of a comment; nothing where it is withdrawn or hidden."""
    if not hides_words(viewer, row, own=own):
        return row.text
    return row.cut if row.state == Comment.State.PUBLIC else ""


@dataclass(frozen=True)
class Part:
    """One page of a thread; pages count from one."""

    rows: list[Comment]
    number: int
    pages: int
    order: str

    @property
    def before(self) -> int:
        return self.number - 1

    @property
    def after(self) -> int:
        return self.number + 1 if self.number < self.pages else 0


def part(viewer: Viewer, found: Thread | None, *, order: str, number: int) -> Part:
    """Thirty comments, answers under what they answer.

    The thread knows how many it holds, and what lies nearer to the end is read from the end: no
    page of a long thread counts or walks through all of it.
    """
    total = found.comments if found else 0
    pages = max((total + PER_PAGE - 1) // PER_PAGE, 1)
    number = min(max(number, 1), pages)
    if found is None:
        return Part([], number, pages, order)
    start = (number - 1) * PER_PAGE
    size = min(PER_PAGE, total - start)
    fields = ["path"] if order == OLDEST else ["-root", "path"]
    keys = Comment.objects.filter(city_id=viewer.city.pk, thread=found).order_by(*fields)
    if start > total // 2:
        end = total - start - size
        chosen = list(keys.reverse().values_list("pk", flat=True)[end : end + size])
    else:
        chosen = list(keys.values_list("pk", flat=True)[start : start + size])
    rows = comments(viewer).filter(pk__in=chosen).order_by(*fields)
    return Part(list(rows), number, pages, order)


def page_of(viewer: Viewer, row: Comment) -> int:
    """On which page a comment stands, oldest first."""
    before = Comment.objects.filter(
        city_id=viewer.city.pk, thread_id=row.thread_id, path__lt=row.path
    )
    return before.count() // PER_PAGE + 1


def signs(viewer: Viewer, rows: Iterable[Comment]) -> dict[int, dict[str, int]]:
    """How many gave each sign under each of these comments."""
    found = Reaction.objects.filter(city_id=viewer.city.pk, comment__in=[row.pk for row in rows])
    counted = found.values_list("comment_id", "sign").annotate(n=Count("pk")).order_by()
    told: dict[int, dict[str, int]] = {}
    for pk, sign, count in counted:
        told.setdefault(pk, {})[sign] = count
    return told


def my_signs(viewer: Viewer, rows: Iterable[Comment]) -> dict[int, str]:
    if viewer.person is None:
        return {}
    mine = Reaction.objects.filter(city_id=viewer.city.pk, person_id=viewer.person.pk)
    return dict(mine.filter(comment__in=[row.pk for row in rows]).values_list("comment", "sign"))


def hidings(viewer: Viewer, rows: Iterable[Comment]) -> dict[int, Hiding]:
    """The newest hiding of each comment that is or was hidden."""
    touched = [row.pk for row in rows if row.state == Comment.State.HIDDEN or row.cut]
    if not touched:
        return {}
    found = Hiding.objects.filter(city_id=viewer.city.pk, comment__in=touched)
    return {row.comment_id: row for row in found}


def hiding(viewer: Viewer, row: Comment) -> Any:
    """The newest hiding of a comment; None where it was never hidden."""
    return Hiding.objects.filter(city_id=viewer.city.pk, comment=row).last()


def lately(viewer: Viewer, now: datetime) -> QuerySet[Comment]:
    """What this person wrote within a week."""
    mine = Comment.objects.filter(city_id=viewer.city.pk, author=viewer.alias())
    return mine.filter(made_at__gt=now - LATELY).order_by("-made_at")


def first_state(
    viewer: Viewer, found: Thread, text: str, now: datetime, *, official: bool, without: int = 0
) -> str:
    """Public at once, or first for a moderator: as the stage says that is on there."""
    asked = registry.thing(Viewer(city=viewer.city, lang=viewer.lang), found.kind, found.ident)
    process = asked.facts.get("process_id") if asked else None
    screening = processes.screening(viewer, process, now)
    if official or screening == Screening.NONE:
        return Comment.State.PUBLIC
    said = moderation.hints(viewer, text, texts_before(viewer, [found.pk], without)[found.pk])
    waits = moderating.must_wait(viewer, screening, said)
    return Comment.State.WAITING if waits else Comment.State.PUBLIC


def texts_before(viewer: Viewer, threads: Iterable[int], without: int = 0) -> dict[int, list[str]]:
    """The newest public comments of some threads: who says the same again is pointed at."""
    ids = set(threads)
    found = Comment.objects.filter(city_id=viewer.city.pk, thread__in=ids)
    found = found.filter(state=Comment.State.PUBLIC).exclude(pk=without).order_by("-pk")
    told: dict[int, list[str]] = {pk: [] for pk in ids}
    for pk, text in found.values_list("thread", "text")[:COMPARED]:
        told[pk].append(text)
    return told


def waiting(viewer: Viewer) -> QuerySet[Comment]:
    """What waits for a moderator, oldest first."""
    return comments(viewer).filter(state=Comment.State.WAITING).order_by("made_at", "pk")


def of_thread(viewer: Viewer, found: Thread) -> QuerySet[Comment]:
    """Every comment of a thread, oldest first, answers under what they answer."""
    return comments(viewer).filter(thread=found).order_by("path")


def with_signs(viewer: Viewer, found: Thread) -> QuerySet[Comment]:
    """All of a thread with the numbers of its signs, one row after the other."""
    signs = {
        str(sign): Count("reactions", filter=Q(reactions__sign=sign)) for sign in Reaction.Sign
    }
    return of_thread(viewer, found).annotate(**signs)


def by_pk(viewer: Viewer, pk: str) -> Comment | None:
    return comments(viewer).filter(pk=pk).first()


def first_of(viewer: Viewer, thread_id: int, voices: Iterable[int]) -> dict[int, Comment]:
    """The first comment of each of these numbers in a thread."""
    asked = set(voices)
    if not asked:
        return {}
    mine = Comment.objects.filter(city_id=viewer.city.pk, thread=thread_id, voice__in=asked)
    firsts = mine.values("voice").annotate(first=Min("pk")).values("first")
    return {row.voice: row for row in Comment.objects.filter(pk__in=firsts)}


def is_first(viewer: Viewer, row: Comment) -> bool:
    """Whether its author had not written in this thread before."""
    before = Comment.objects.filter(city_id=viewer.city.pk, thread_id=row.thread_id)
    return not before.filter(author=row.author, pk__lt=row.pk).exists()


def by_receipt(viewer: Viewer, number: str) -> str | None:
    found = Comment.objects.filter(city_id=viewer.city.pk, receipt=number)
    pk = found.values_list("pk", flat=True).first()
    return None if pk is None else str(pk)


def open_reports(viewer: Viewer, row: Comment) -> QuerySet[Report]:
    mine = Report.objects.filter(city_id=viewer.city.pk, comment=row)
    return mine.filter(state=Report.State.OPEN).order_by("made_at", "pk")


def reporter(viewer: Viewer, actor: str) -> str:
    """The fingerprint under which somebody's reports are kept; it leads back to nobody."""
    return keyed_hash("discussion.report", f"{viewer.city.pk}:{actor}")
