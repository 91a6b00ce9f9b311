"""The doors of the house: all our addresses, an example of each, and what a persona is told."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, Resolver404, get_resolver, resolve, reverse
from django.urls.resolvers import URLPattern, URLResolver
from django.utils import translation

from tests.doors import real
from tests.world import World
from zaedno.platform.cities.models import City
from zaedno.platform.people.models import Person, Role

HERE = Path(__file__).parent
PERSONAS = ("visitor", "participant", "participant-of-other-city", "coordinator")
WALKERS = (
    "visitor",
    "coordinator",
    "participant",
    "representative",
    "facilitator",
    "editor",
    "moderator",
    "reviewer",
    "operator",
    "notetaker",
    "clerk",
)
SAME_NAME = 3  # how many pages of one name a walker reads
LINK = re.compile(r"""\bhref=["']([^"'#]+)""")
FORM = re.compile(r"""<form\b([^>]*)>""", re.I)
ATTRIBUTE = re.compile(r"""(\w+)=["']([^"']*)["']""")


@dataclass(frozen=True)
class Row:
    name: str
    method: str
    persona: str
    answer: str
    where: str


def rows() -> list[Row]:
    found = []
    for path in sorted(HERE.glob("*.csv")):
        if path.name == "examples.csv":
            continue
        with path.open(encoding="utf-8", newline="") as file:
            for number, line in enumerate(csv.DictReader(file), start=2):
                found.append(
                    Row(
                        line["name"],
                        line["method"],
                        line["persona"],
                        line["answer"],
                        f"tests/doors/{path.name}:{number}",
                    )
                )
    return found


def chosen_examples() -> dict[str, str]:
    path = HERE / "examples.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {line["name"]: line["path"] for line in csv.DictReader(file)}


def names() -> dict[str, URLPattern]:
    """Every address of ours by name, with its namespace."""
    return dict(_walk(get_resolver().url_patterns, ""))


def _walk(patterns: list[URLPattern | URLResolver], space: str) -> Iterator[tuple[str, URLPattern]]:
    for entry in patterns:
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _walk(entry.url_patterns, inner)
        elif getattr(entry.callback, "__module__", "").startswith("zaedno."):
            yield f"{space}{entry.name}", entry


@dataclass
class House:
    """The demo of Sofia and a second city, and everybody who may ask."""

    world: World = field(default_factory=World)
    examples: dict[str, str] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)

    @property
    def city(self) -> City:
        return City.objects.get(slug="sofia")

    def person(self, persona: str) -> Person | None:
        if persona == "visitor":
            return None
        if persona == "participant-of-other-city":
            return self.world.person("participant", self.world.other_city)
        role = Role.objects.filter(role=persona, city=self.city, until__isnull=True)
        return role.order_by("id").select_related("person")[0].person

    def browser(self, persona: str) -> Client:
        host = "varna.localhost" if persona == "participant-of-other-city" else "localhost"
        browser = Client(SERVER_NAME=host, raise_request_exception=False)
        person = self.person(persona)
        if person is not None:
            browser.force_login(person, "django.contrib.auth.backends.ModelBackend")
        return browser

    def walk(self) -> None:
        """Find an address for each name by reading pages as each persona."""
        for name, pattern in names().items():
            if not pattern.pattern.converters:
                self.note(reverse_in_bulgarian(name))
        for persona in WALKERS:
            self._walk_as(self.browser(persona))
        self.examples.update(chosen_examples())
        with translation.override("bg"):
            self.examples.update(real.examples(self))

    def note(self, path: str) -> str:
        """Remember the address as an example; its name, when it is one of ours."""
        try:
            match = resolve(urlsplit(path).path)
        except Resolver404:
            return ""
        if not match.func.__module__.startswith("zaedno."):
            return ""
        self.examples.setdefault(match.view_name, urlsplit(path).path)
        return match.view_name

    def _walk_as(self, browser: Client) -> None:
        read: dict[str, int] = {}
        done: set[str] = set()
        waiting = ["/bg/"] + [self.examples[n] for n in sorted(self.examples)]
        while waiting:
            path = waiting.pop(0)
            if path in done:
                continue
            done.add(path)
            name = self.note(path)
            if not name or read.get(name, 0) >= SAME_NAME:
                continue
            read[name] = read.get(name, 0) + 1
            answer = browser.get(path)
            if answer.status_code == 200 and "text/html" in answer.headers["Content-Type"]:
                waiting += self._ways(path, b"".join(answer).decode())

    def _ways(self, path: str, page: str) -> list[str]:
        links = [unescape(link) for link in LINK.findall(page)]
        for head in FORM.findall(page):
            attributes = dict(ATTRIBUTE.findall(head))
            way = urljoin(path, unescape(attributes.get("action", "") or path))
            if attributes.get("method", "get").lower() == "post":
                self.note(way)
            else:
                links.append(way)
        ways = [urljoin(path, link) for link in links if not link.startswith(("http", "mailto"))]
        return [way for way in ways if way.startswith("/bg/") and "?" not in way]

    def answer(self, name: str, method: str, persona: str) -> int:
        """What this persona is told; whatever was changed is undone."""
        with undone():
            browser = self.browser(persona)
            path = self.examples[name]
            asked = browser.post(path, {}) if method == "POST" else browser.get(path)
            status = int(asked.status_code)
            asked.close()
            return status


def reverse_in_bulgarian(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
