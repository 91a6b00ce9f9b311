"""The proposed solutions as this viewer reads them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from zaedno.core import clock
from zaedno.core.partial_dates import When
from zaedno.core.things import Step, Thing
from zaedno.core.viewer import Viewer
from zaedno.features.needs.models import Answering, Solution, Tag
from zaedno.platform.links.models import Link
from zaedno.platform.links.queries import neighbours

SOLUTION = "needs.solution"
INDICATOR = "indicators.indicator"
TONES = {1: "", 2: "", 3: "now", 4: "now", 5: "done"}


def solutions(viewer: Viewer) -> QuerySet[Solution]:
    found = Solution.objects.filter(city_id=viewer.city.pk)
    return found.select_related("theme").order_by("pk")


def listed(
    viewer: Viewer,
    *,
    theme: str = "",
    horizon: str = "",
    readiness: str = "",
    goal: str = "",
    technology: str = "",
) -> QuerySet[Solution]:
    found = solutions(viewer).prefetch_related("tags", "needs")
    narrow = {"theme__code": theme, "horizon": horizon, "readiness": readiness}
    found = found.filter(**{name: value for name, value in narrow.items() if value})
    for kind, name in ((Tag.Kind.GOAL, goal), (Tag.Kind.TECHNOLOGY, technology)):
        if name:
            found = found.filter(tags__kind=kind, tags__name=name)
    return found


def solution(viewer: Viewer, pk: int) -> Solution | None:
    whole = solutions(viewer).prefetch_related(
        "tags", "needs", "steps", "history", "depends_on", "needed_by"
    )
    return whole.filter(pk=pk).first()


def technologies(viewer: Viewer) -> list[str]:
    names = Tag.objects.filter(city_id=viewer.city.pk, kind=Tag.Kind.TECHNOLOGY)
    return list(names.order_by("name").values_list("name", flat=True).distinct())


def dependencies(viewer: Viewer) -> dict[int, set[int]]:
    """For each solution those it waits for."""
    found: dict[int, set[int]] = {}
    through = Solution.depends_on.through.objects.filter(from_solution__city_id=viewer.city.pk)
    for waiting, first in through.values_list("from_solution_id", "to_solution_id"):
        found.setdefault(waiting, set()).add(first)
    return found


def months(viewer: Viewer) -> dict[str, int]:
    """How long the two horizons are, as the programme sets them."""
    programme = getattr(viewer.city, "programme", None)
    return {
        Solution.Horizon.QUICK_WIN: getattr(programme, "quick_win_months", 6),
        Solution.Horizon.LONG_TERM: getattr(programme, "long_term_months", 15),
    }


def indicators(viewer: Viewer, ids: Iterable[int]) -> dict[str, list[Thing]]:
    """For each solution the indicators that report on it."""
    return neighbours.targets(
        viewer, SOLUTION, list(ids), Link.Relation.REPORTS_ON, of=(INDICATOR,)
    )


def promised(viewer: Viewer, row: Solution) -> list[Thing]:
    """The commitments and other things that grew out of the solution."""
    found = neighbours.targets(viewer, SOLUTION, [row.pk], Link.Relation.GREW_OUT_OF)
    return found.get(str(row.pk), [])


def answered_things(viewer: Viewer, row: Solution) -> list[Thing]:
    """Groups and other things, besides needs, that the solution answers."""
    found = neighbours.sources(viewer, SOLUTION, [row.pk], Link.Relation.ANSWERS)
    return [thing for thing in found.get(str(row.pk), []) if thing.kind != "needs.need"]


def things(viewer: Viewer, ids: Iterable[str]) -> dict[str, Thing]:
    return {str(row.pk): _thing(viewer, row) for row in solutions(viewer).filter(pk__in=ids)}


def _thing(viewer: Viewer, row: Solution) -> Thing:
    title, lang = row.title.best(viewer.lang)
    return Thing(
        kind=SOLUTION,
        id=str(row.pk),
        title=title,
        url=row.get_absolute_url(),
        summary=row.result.best(viewer.lang)[0],
        lang=lang,
        status=str(row.readiness),
        status_word=row.get_readiness_display(),
        tone=TONES[row.readiness],
        station="proposal",
        receipt=row.receipt,
        date=When.day(clock.day(row.proposed_at)),
        mark=row.mark,
        facts={
            "horizon": row.horizon,
            "horizon_word": str(row.get_horizon_display()),
            "readiness": row.readiness,
            "theme": row.theme.code if row.theme else "",
            "theme_id": row.theme_id,
            "benefit": row.benefit,
            "effort": row.effort,
        },
    )


def stories(viewer: Viewer, ids: Iterable[str]) -> dict[str, list[Step]]:
    """How a solution came up and how ready it became."""
    rows = solutions(viewer).prefetch_related("history").filter(pk__in=ids)
    return {str(row.pk): _story(viewer, row) for row in rows}


def _story(viewer: Viewer, row: Solution) -> list[Step]:
    title, url = row.title.best(viewer.lang)[0], row.get_absolute_url()
    told = []
    for order, change in enumerate(row.history.all()):
        if order == 0:
            said = _("The solution “%(title)s” was proposed; its readiness: %(level)s.")
        else:
            said = _("The readiness of the solution “%(title)s” became: %(level)s.")
        shown = {"title": title, "level": change.get_level_display()}
        day = When.day(clock.day(change.at))
        told.append(Step(day, said % shown, "proposal", url, "done", order, row.illustrative))
    return told


def answerings(viewer: Viewer, row: Solution) -> list[Answering]:
    found = Answering.objects.filter(city_id=viewer.city.pk, solution=row)
    return list(found.select_related("need").order_by("at", "pk"))
