"""The demo's people: every role acts, the association is spoken for, nothing is stored to steal."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

import zaedno.site
from zaedno.core.demo import DemoLoad, read
from zaedno.platform.cities import demo as cities_demo
from zaedno.platform.cities.models import City, Figure, Track
from zaedno.platform.people import demo as people_demo
from zaedno.platform.people import queries
from zaedno.platform.people.demo_backend import ROLES, demo_password, demo_passwords
from zaedno.platform.people.models import Organisation, Person

FILE = Path(zaedno.site.__file__).parent / "demo" / "sofia-demo.yaml"


@pytest.fixture
def demo(db: None) -> DemoLoad:
    load = DemoLoad(data=read(FILE), loaded_on=date(2026, 11, 25))
    cities_demo.load(load)
    people_demo.load(load)
    return load


def test_what_stands_after_loading(demo: DemoLoad) -> None:
    city = City.objects.get(slug="sofia")
    assert city.districts.count() == 24
    assert city.themes.count() == 5
    assert Track.objects.count() == 5
    assert Figure.objects.filter(key="cities").count() == 4
    assert Organisation.objects.filter(mark="fact").count() == 17
    assert Organisation.objects.filter(mark="illustrative").count() == 10
    assert set(demo.actors) == set(ROLES)
    assert demo.ctx("facilitator").viewer.roles == {"facilitator"}


def test_the_association_is_spoken_for(demo: DemoLoad) -> None:
    viewer = demo.ctx("org").viewer
    association = demo.pk("people.organisation", "sample-association")
    assert viewer.represents == {association}
    assert viewer.roles == {"representative"}
    found = queries.representatives_addresses(viewer, [association])
    assert [r.address for r in found[association]] == ["org@demo.example"]


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("BAIT", "bait"),
        ("БЦНП", "bcnl"),
        ("bcnl", "bcnl"),
        ("Health & Life Sciences Cluster", "biocluster"),
        ("sofiaplan", "sofiaplan"),
        ("Софияплан", "sofiaplan"),
        ("ПАРА", "para"),
    ],
)
def test_names_of_the_file_find_each_once(demo: DemoLoad, typed: str, slug: str) -> None:
    found = queries.find_organisation(demo.ctx("participant").viewer, typed)
    assert [body.slug for body in found] == [slug]


def sign_in(client: Client, password: str) -> bool:
    body = {"email": "coordinator@demo.example", "password": password}
    return client.post("/bg/people/sign-in/", body).status_code == 302


def test_derived_passwords_open_in_the_demo_on_this_machine_only(
    demo: DemoLoad, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = Client(SERVER_NAME="localhost")
    password = demo_password("coordinator")
    assert demo_passwords() == []
    assert not sign_in(here, password)
    monkeypatch.setattr(settings, "DEMO", True)
    assert ("coordinator@demo.example", password) in demo_passwords()
    assert not sign_in(Client(SERVER_NAME="localhost", REMOTE_ADDR="203.0.113.5"), password)
    assert not sign_in(here, demo_password("editor"))
    assert sign_in(here, password)
    monkeypatch.setattr(settings, "DEMO", False)
    assert here.get("/bg/people/me/").status_code == 302, "the session ends with the demo"


def test_demo_passwords_are_stored_nowhere(demo: DemoLoad) -> None:
    assert not any(person.has_usable_password() for person in Person.objects.all())


def test_the_buttons_of_the_demo_page(demo: DemoLoad, monkeypatch: pytest.MonkeyPatch) -> None:
    here = Client(SERVER_NAME="localhost")
    assert here.post("/bg/people/demo/editor/").status_code == 404
    monkeypatch.setattr(settings, "DEMO", True)
    assert here.get("/bg/people/demo/editor/").status_code == 405
    assert here.post("/bg/people/demo/nobody/").status_code == 404
    assert here.post("/bg/people/demo/editor/", {"next": "https://evil.example/"}).url == (
        "/bg/people/me/"
    )
    assert "Редактор" in here.get("/bg/people/me/").content.decode()
