"""The catalogue of models as this viewer reads it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from zaedno.core import clock
from zaedno.core.partial_dates import When
from zaedno.core.things import Step, Thing
from zaedno.core.viewer import Viewer
from zaedno.features.partnerships import rules
from zaedno.features.partnerships.models import EngagementModel
from zaedno.platform.links.models import Link
from zaedno.platform.links.queries import neighbours

MODEL = "partnerships.engagementmodel"


def models(viewer: Viewer) -> QuerySet[EngagementModel]:
    """Drafts are seen by those who describe them; what is published is everybody's."""
    found = EngagementModel.objects.filter(city_id=viewer.city.pk)
    if not viewer.has(*rules.DESCRIBING):
        found = found.filter(state=EngagementModel.State.PUBLISHED)
    return found.select_related("theme").order_by("pk")


def listed(
    viewer: Viewer, *, theme: str = "", kind: str = "", influence: str = "", state: str = ""
) -> QuerySet[EngagementModel]:
    """A model is listed under its own theme and under those where it is used as well."""
    found = models(viewer).prefetch_related("kinds")
    if theme:
        found = found.filter(Q(theme__code=theme) | Q(also_for__code=theme))
    if kind:
        found = found.filter(kinds__code=kind)
    if influence:
        found = found.filter(influence=influence)
    if state:
        found = found.filter(state=state)
    return found.distinct()


def model(viewer: Viewer, pk: int) -> EngagementModel | None:
    return models(viewer).prefetch_related("kinds", "also_for").filter(pk=pk).first()


def facts(viewer: Viewer, row: EngagementModel) -> rules.ModelFacts:
    return rules.ModelFacts(
        row.state, any(row.partner_gains.values()), any(row.city_gains.values())
    )


def indicators(viewer: Viewer, ids: Iterable[int]) -> dict[str, list[Thing]]:
    return neighbours.targets(viewer, MODEL, list(ids), Link.Relation.REPORTS_ON)


def origins(viewer: Viewer, row: EngagementModel) -> list[Thing]:
    found = neighbours.sources(viewer, MODEL, [row.pk], Link.Relation.GREW_OUT_OF)
    return found.get(str(row.pk), [])


def quotations(viewer: Viewer, row: EngagementModel) -> list[Thing]:
    found = neighbours.sources(viewer, MODEL, [row.pk], Link.Relation.CITES)
    return found.get(str(row.pk), [])


def things(viewer: Viewer, ids: Iterable[str]) -> dict[str, Thing]:
    rows = models(viewer).prefetch_related("kinds").filter(pk__in=ids)
    return {str(row.pk): _thing(viewer, row) for row in rows}


def _thing(viewer: Viewer, row: EngagementModel) -> Thing:
    title, lang = row.title.best(viewer.lang)
    return Thing(
        kind=MODEL,
        id=str(row.pk),
        title=title,
        url=row.get_absolute_url(),
        summary=row.partner_gains.best(viewer.lang)[0],
        lang=lang,
        status=row.state,
        status_word=row.get_state_display(),
        tone="done" if row.state == EngagementModel.State.PUBLISHED else "next",
        station="proposal",
        receipt=row.receipt,
        date=When.day(clock.day(row.published_at or row.described_at)),
        mark=row.mark,
        facts={
            "influence": row.influence,
            "theme": row.theme.code if row.theme else "",
            "theme_id": row.theme_id,
            "kinds": [kind.code for kind in row.kinds.all()],
        },
    )


def stories(viewer: Viewer, ids: Iterable[str]) -> dict[str, list[Step]]:
    return {str(row.pk): _story(viewer, row) for row in models(viewer).filter(pk__in=ids)}


def _story(viewer: Viewer, row: EngagementModel) -> list[Step]:
    title, url = row.title.best(viewer.lang)[0], row.get_absolute_url()
    said = _("The model of working together “%(title)s” was described.") % {"title": title}
    day = When.day(clock.day(row.described_at))
    told = [Step(day, said, "", url, "done", 0, row.illustrative)]
    if row.published_at:
        said = _("The model “%(title)s” was published with a gain for both sides.")
        day = When.day(clock.day(row.published_at))
        text = said % {"title": title}
        told.append(Step(day, text, "", url, "done", 1, row.illustrative))
    return told
