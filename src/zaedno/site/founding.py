"""The first city and its first operator: what nobody can do in the browser yet."""

from __future__ import annotations

import sys

from django.urls import reverse
from django.utils.translation import override

from zaedno.core import clock
from zaedno.core.actions import system_ctx
from zaedno.core.fields import texts
from zaedno.core.verdict import Refused
from zaedno.platform.cities.actions import found
from zaedno.platform.cities.addresses import absolute
from zaedno.platform.cities.models import City
from zaedno.platform.cities.queries import city_of_slug
from zaedno.platform.people import actions
from zaedno.platform.people.tokens import write_token


def found_city(slug: str, bg: str, en: str, hosts: list[str]) -> int:
    """Found a city and let it answer to its host names."""
    if city_of_slug(slug) is not None:
        print(f"zaedno: the city {slug} already stands", file=sys.stderr)
        return 1
    name = texts(bg=bg, en=en)
    city = found(system_ctx(), slug=slug, name=name, hosts=hosts, state=City.State.LIVE)
    print(absolute(city, "/"))
    return 0


def appoint_operator(slug: str, address: str) -> int:
    """Make somebody the operator of a city and print the link by which to sign in once."""
    city = city_of_slug(slug)
    if city is None:
        print(f"zaedno: there is no city {slug}; found it first", file=sys.stderr)
        return 1
    ctx = system_ctx(city)
    person = actions.admit(ctx, address=address, lang=city.default_language)
    try:
        actions.appoint(ctx, person=person, role="operator")
    except Refused as refused:
        print(f"zaedno: {refused.verdict.reason}", file=sys.stderr)
    with override(city.default_language):
        path = reverse("people:enter", args=[write_token("enter", person, city.pk, clock.now())])
    print(absolute(city, path))
    return 0
