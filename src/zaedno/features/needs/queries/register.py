"""The register of needs as this viewer reads it, with dots, evidence and what answers them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from zaedno.core import clock
from zaedno.core.partial_dates import When
from zaedno.core.things import Step, Thing
from zaedno.core.viewer import Viewer
from zaedno.features.needs.models import Need, Solution
from zaedno.platform.links.models import Link
from zaedno.platform.links.queries import neighbours

NEED = "needs.need"
CLUSTER = "workshops.cluster"
TONES = {"recorded": "", "validated": "now", "answered": "done", "closed": "dropped"}


@dataclass(frozen=True)
class Line:
    """A need with what it is ranked by. `dots` is None where no vote was held or closed."""

    need: Need
    cluster: Thing | None
    solutions: tuple[Solution, ...]

    @property
    def dots(self) -> int | None:
        return (self.cluster.facts.get("votes") if self.cluster else None) or None


def needs(viewer: Viewer) -> QuerySet[Need]:
    found = Need.objects.filter(city_id=viewer.city.pk)
    return found.select_related("theme").order_by("pk")


def need(viewer: Viewer, pk: int) -> Need | None:
    return needs(viewer).prefetch_related("solutions").filter(pk=pk).first()


def lines(
    viewer: Viewer,
    *,
    board: str = "",
    theme: str = "",
    scope: str = "",
    state: str = "",
    solved: str = "",
    sort: str = "",
) -> list[Line]:
    """The filtered register in the chosen order: by dots, or by importance and feasibility."""
    found = needs(viewer).prefetch_related("solutions")
    narrow = {"board": board, "theme__code": theme, "scope": scope, "state": state}
    found = found.filter(**{name: value for name, value in narrow.items() if value})
    if solved:
        found = found.filter(answerings__isnull=solved == "no").distinct()
    rows = list(found)
    origin = neighbours.sources(viewer, NEED, [row.pk for row in rows], of=(CLUSTER,))
    told = [
        Line(row, next(iter(origin.get(str(row.pk), [])), None), tuple(row.solutions.all()))
        for row in rows
    ]
    if sort == "weight":
        return sorted(told, key=lambda line: (-(line.need.weight or 0), line.need.pk))
    return sorted(told, key=lambda line: (-(line.dots or 0), line.need.pk))


def things(viewer: Viewer, ids: Iterable[str]) -> dict[str, Thing]:
    rows = needs(viewer).prefetch_related("solutions").filter(pk__in=ids)
    return {str(row.pk): _thing(viewer, row) for row in rows}


def _thing(viewer: Viewer, row: Need) -> Thing:
    text, lang = row.text.best(viewer.lang)
    return Thing(
        kind=NEED,
        id=str(row.pk),
        title=text,
        url=row.get_absolute_url(),
        lang=lang,
        status=row.state,
        status_word=row.get_state_display(),
        tone=TONES[row.state],
        station="need",
        receipt=row.receipt,
        date=When.day(clock.day(row.recorded_at)),
        mark=row.mark,
        facts={
            "board": row.board,
            "theme": row.theme.code if row.theme else "",
            "theme_id": row.theme_id,
            "scope": row.scope,
            "solutions": len(row.solutions.all()),
        },
    )


def stories(viewer: Viewer, ids: Iterable[str]) -> dict[str, list[Step]]:
    """What happened to needs, in sentences from stored dates."""
    rows = needs(viewer).prefetch_related("answerings__solution").filter(pk__in=ids)
    return {str(row.pk): _story(viewer, row) for row in rows}


def _story(viewer: Viewer, row: Need) -> list[Step]:
    url, text = row.get_absolute_url(), row.text.best(viewer.lang)[0]
    sentences = {
        Need.Board.NEED: _("The register of needs took down the need “%(text)s”."),
        Need.Board.PRIORITY: _("The register of needs took down the priority “%(text)s”."),
        Need.Board.CHALLENGE: _("The register of needs took down the challenge “%(text)s”."),
        Need.Board.OPPORTUNITY: _("The register of needs took down the opportunity “%(text)s”."),
    }

    def step(moment: datetime, said: str, tone: str = "done", order: int = 0) -> Step:
        day = When.day(clock.day(moment))
        return Step(day, said, "need", url, tone, order, row.illustrative)

    told = [step(row.recorded_at, sentences[Need.Board(row.board)] % {"text": text})]
    if row.validated_at:
        told.append(
            step(row.validated_at, _("“%(text)s” was validated.") % {"text": text}, order=1)
        )
    for tie in row.answerings.all():
        answer = tie.solution.title.best(viewer.lang)[0]
        said = _("The solution “%(solution)s” was proposed as an answer to “%(text)s”.")
        told.append(step(tie.at, said % {"solution": answer, "text": text}, order=2))
    if row.closed_at:
        said = _("“%(text)s” was closed: %(reason)s")
        shown = {"text": text, "reason": row.close_reason}
        told.append(step(row.closed_at, said % shown, "dropped", 3))
    return told


def evidence(viewer: Viewer, row: Need) -> list[Thing]:
    """What shows the need: notes, paragraphs, indicators that somebody tied to it."""
    found = neighbours.sources(viewer, NEED, [row.pk], Link.Relation.CITES)
    return found.get(str(row.pk), [])


def origins(viewer: Viewer, row: Need) -> list[Thing]:
    found = neighbours.sources(viewer, NEED, [row.pk], Link.Relation.GREW_OUT_OF)
    return found.get(str(row.pk), [])


def grown_from(viewer: Viewer, source: Thing) -> list[Need]:
    """The needs that grew out of this thing, or the need that it is."""
    if source.kind == NEED:
        ids = [source.id]
    else:
        found = neighbours.targets(viewer, source.kind, [source.id], of=(NEED,))
        ids = [thing.id for thing in found.get(source.id, [])]
    return list(needs(viewer).filter(pk__in=ids))
