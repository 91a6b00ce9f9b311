"""A small world for tests, built by calling the product's own actions."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.test import Client

from zaedno.core.actions import Ctx
from zaedno.core.deliveries import drain
from zaedno.core.viewer import Viewer
from zaedno.platform.cities.models import City
from zaedno.platform.people.models import Person, Role, address_hash
from zaedno.platform.people.queries import viewer_for

PASSWORD = "correct horse battery"


class World:
    """`world.coordinator`, `world.ctx("facilitator")`, `world.client("editor", "/bg/…")`."""

    def __init__(self) -> None:
        self._people: dict[str, Person] = {}

    @cached_property
    def city(self) -> City:
        return City.objects.create(
            slug="sofia",
            name={"bg": "София", "en": "Sofia"},
            municipality={"bg": "Столична община", "en": "Sofia Municipality"},
            languages=["bg", "en"],
            state=City.State.LIVE,
        )

    @cached_property
    def other_city(self) -> City:
        return City.objects.create(
            slug="varna",
            name={"bg": "Варна", "en": "Varna"},
            languages=["bg", "en"],
            state=City.State.LIVE,
        )

    def person(self, role: str, city: City | None = None) -> Person:
        """The city's one person with this role ("participant", "coordinator", ...)."""
        city = city or self.city
        name = f"{role}@{city.slug}.example"
        if name not in self._people:
            person = Person(
                email=name, email_hash=address_hash(name), name=role.title(), state="active"
            )
            person.set_password(PASSWORD)
            person.save()
            if role != "account":
                Role.objects.create(person=person, city=city, role=role, since="2020-01-01T00:00Z")
            self._people[name] = person
        return self._people[name]

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
