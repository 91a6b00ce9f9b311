from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Case, QuerySet, When
from django.urls import reverse

from zaedno.core.things import TimelineEntry
from zaedno.core.viewer import Viewer
from zaedno.platform.cities.models import City, District, Figure, Milestone, Theme, Track


def city_of_host(host: str) -> City | None:
    """The city a host name belongs to: its own names, `<slug>.localhost`, or the default city."""
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    served = City.objects.exclude(state=City.State.DRAFT)
    cities = list(served.select_related("programme", "track"))
    for city in cities:
        if name in city.hosts or name == f"{city.slug}.localhost":
            return city
    if name in settings.ZAEDNO_DEFAULT_HOSTS:
        return next((c for c in cities if c.slug == settings.ZAEDNO_DEFAULT_CITY), None)
    return None


def city_of_slug(slug: str) -> City | None:
    """For the commands of whoever keeps the installation."""
    return City.objects.filter(slug=slug).first()


def themes(viewer: Viewer) -> QuerySet[Theme]:
    return Theme.objects.filter(city_id=viewer.city.pk)


def districts(viewer: Viewer) -> QuerySet[District]:
    return District.objects.filter(city_id=viewer.city.pk).order_by("slug")


def live_cities() -> QuerySet[City]:
    """Every city that works, for what the system does by itself."""
    return City.objects.filter(state=City.State.LIVE).order_by("pk")


def _programme_id(viewer: Viewer) -> Any:
    return getattr(viewer.city, "programme_id", None)


def _in_order(cities: QuerySet[City]) -> QuerySet[City]:
    """Real cities first, the invented ones of a demo after them."""
    invented = Case(When(mark="illustrative", then=1), default=0)
    return cities.order_by(invented, "slug")


def tracks(viewer: Viewer) -> list[dict[str, Any]]:
    """The programme's tracks, each with its cities, in two queries."""
    found = Track.objects.filter(programme_id=_programme_id(viewer))
    by_track: dict[int, list[City]] = {}
    for city in _in_order(City.objects.filter(track__in=found)):
        by_track.setdefault(city.track_id, []).append(city)  # type: ignore[arg-type]
    return [{"track": track, "cities": by_track.get(track.pk, [])} for track in found]


def track_page(viewer: Viewer, slug: str) -> dict[str, Any] | None:
    """One track of the viewer's programme with its cities and no others."""
    found = Track.objects.filter(programme_id=_programme_id(viewer), slug=slug).first()
    if found is None:
        return None
    return {"track": found, "cities": list(_in_order(found.cities.all()))}


def figures(viewer: Viewer) -> list[dict[str, Any]]:
    """Published numbers, those about the same thing side by side, oldest first."""
    of_programme = Figure.objects.filter(programme_id=_programme_id(viewer) or 0)
    of_city = Figure.objects.filter(city_id=viewer.city.pk)
    groups: dict[tuple[bool, str], list[Figure]] = {}
    for figure in (of_programme | of_city).order_by("as_of", "id"):
        groups.setdefault((figure.city_id is not None, figure.key), []).append(figure)
    return [
        {
            "of_city": of_city,
            "label": rows[0].get_key_display(),
            "rows": rows,
            "differ": len({str(row.value) for row in rows}) > 1,
        }
        for (of_city, _key), rows in groups.items()
    ]


def milestones(viewer: Viewer) -> list[TimelineEntry]:
    """What the programme and the city recorded of the journey, for the timeline."""
    of_programme = Milestone.objects.filter(programme_id=_programme_id(viewer) or 0)
    of_city = Milestone.objects.filter(city_id=viewer.city.pk)
    return [
        TimelineEntry(
            date=row.date,
            title=row.title.best(viewer.lang)[0],
            lane="local" if row.city_id else "programme",
            url=reverse("cities:programme") if row.programme_id else "",
            summary=row.summary.best(viewer.lang)[0],
            mark=row.mark,
        )
        for row in (of_programme | of_city).order_by("date", "id")
    ]
