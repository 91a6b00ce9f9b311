"""The full address of a page, for what leaves the house: letters, feeds, QR codes."""

from __future__ import annotations

from typing import Any

from django.conf import settings


def host_of(city: Any) -> str:
    """The city's own host name, or the local one that the city middleware knows."""
    if city.hosts:
        return str(city.hosts[0])
    if city.slug == settings.ZAEDNO_DEFAULT_CITY:
        return "localhost"
    return f"{city.slug}.localhost"


def absolute(city: Any, path: str) -> str:
    """`/bg/…` as somebody outside can open it. Never taken from a request's Host header."""
    return settings.ZAEDNO_ADDRESS.format(host=host_of(city)) + path
