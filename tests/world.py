"""A small world for tests, built by calling the product's own actions."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.test import Client

from zaedno.core.actions import Ctx, system_ctx
from zaedno.core.deliveries import drain
from zaedno.core.fields import texts
from zaedno.core.viewer import Viewer
from zaedno.platform.cities.actions import found as found_city
from zaedno.platform.cities.models import City
from zaedno.platform.people import actions as people
from zaedno.platform.people.models import Organisation, Person
from zaedno.platform.people.queries import organisation, viewer_for

PASSWORD = "correct horse battery"


class World:
    """`world.coordinator`, `world.ctx("facilitator")`, `world.client("editor", "/bg/…")`."""

    def __init__(self) -> None:
        self._people: dict[str, Person] = {}

    @cached_property
    def city(self) -> City:
        return found_city(
            system_ctx(),
            slug="sofia",
            name=texts(bg="София", en="Sofia"),
            municipality=texts(bg="Столична община", en="Sofia Municipality"),
            state=City.State.LIVE,
        )

    @cached_property
    def other_city(self) -> City:
        return found_city(
            system_ctx(),
            slug="varna",
            name=texts(bg="Варна", en="Varna"),
            state=City.State.LIVE,
        )

    def person(self, role: str, city: City | None = None) -> Person:
        """The city's one person with this role ("participant", "coordinator", ...)."""
        city = city or self.city
        address = f"{role}@{city.slug}.example"
        if address not in self._people:
            ctx = system_ctx(city)
            person = people.admit(ctx, address=address, name=role.title(), password=PASSWORD)
            if role != "account":
                people.appoint(ctx, person=person, role=role)
            self._people[address] = person
        return self._people[address]

    def organisation(self, slug: str = "sample-hub") -> Organisation:
        """An organisation of the city, registered by the coordinator."""
        found = organisation(self.viewer("coordinator"), slug)
        if found is not None:
            return found
        ctx = self.ctx("coordinator")
        kind = people.define_kind(ctx, code="ngo", name=texts(bg="НПО", en="NGO"))
        name = texts(bg=f"Примерна организация {slug}", en=f"Sample organisation {slug}")
        return people.register_organisation(ctx, name=name, kind=kind, slug=slug)

    def viewer(self, role: str = "", city: City | None = None, lang: str = "bg") -> Viewer:
        city = city or self.city
        if not role or role == "visitor":
            return Viewer(city=city, lang=lang, visitor="somebody")
        return viewer_for(self.person(role, city), city, lang)

    def ctx(self, role: str = "", city: City | None = None, key: str = "") -> Ctx:
        return Ctx(viewer=self.viewer(role, city), key=key)

    def client(self, role: str = "", city: City | None = None) -> Client:
        """A browser without a browser, signed in with this role."""
        city = city or self.city
        client = Client(SERVER_NAME=f"{city.slug}.localhost")
        if role and role != "visitor":
            client.force_login(self.person(role, city), "django.contrib.auth.backends.ModelBackend")
        return client

    def hear(self) -> int:
        """Let every listener hear what happened so far."""
        return drain()

    def act(self, action: Any, role: str = "", /, **inputs: Any) -> Any:
        return action(self.ctx(role), **inputs)
