"""Every room's addresses under its own name, in both languages; nothing is listed here by hand."""

from __future__ import annotations

from importlib.util import find_spec

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from zaedno.core.registry import feature_names
from zaedno.site import home, standing, today
from zaedno.site.demo import guide


def rooms(floor: str, names: list[str]) -> list[URLPattern | URLResolver]:
    return [
        path(f"{name}/", include(f"zaedno.{floor}.{name}.urls"))
        for name in names
        if find_spec(f"zaedno.{floor}.{name}.urls") is not None
    ]


def roots(names: list[str]) -> list[URLResolver]:
    """Addresses that stand outside the languages, for what is not ours to move (`root_urls.py`)."""
    modules = [f"zaedno.features.{name}.root_urls" for name in names]
    return [path("", include(module)) for module in modules if find_spec(module) is not None]


urlpatterns = [
    *roots(feature_names()),
    path("", home.front_door, name="front_door"),
    path("demo/", guide.front, name="demo_front"),
    path("city.css", standing.city_colours, name="city_colours"),
    *i18n_patterns(
        path("", home.home, name="home"),
        path("all/<slug:group>/", home.all_cards, name="all_cards"),
        path("today/", today.today, name="today"),
        path("demo/", guide.guide, name="demo"),
        path("about/", standing.about, name="about"),
        path("accessibility/", standing.accessibility, name="accessibility"),
        path("style/", standing.style, name="style"),
        *rooms("platform", list(settings.ZAEDNO_PLATFORM)),
        *rooms("features", feature_names()),
    ),
]

handler403 = "zaedno.site.standing.forbidden"
handler404 = "zaedno.site.standing.not_found"
handler500 = "zaedno.site.standing.broken"
