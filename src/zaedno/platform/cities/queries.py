from __future__ import annotations

from django.conf import settings
from django.db.models import QuerySet

from zaedno.core.viewer import Viewer
from zaedno.platform.cities.models import City, District, Theme


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


def themes(viewer: Viewer) -> QuerySet[Theme]:
    return Theme.objects.filter(city_id=viewer.city.pk)


def districts(viewer: Viewer) -> QuerySet[District]:
    return District.objects.filter(city_id=viewer.city.pk).order_by("slug")


def live_cities() -> QuerySet[City]:
    """Every city that works, for what the system does by itself."""
    return City.objects.filter(state=City.State.LIVE).order_by("pk")
