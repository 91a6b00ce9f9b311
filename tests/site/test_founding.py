"""A new installation: found a city, appoint its operator, come in."""

from __future__ import annotations

import pytest
from django.test import Client

from zaedno.platform.cities.models import City
from zaedno.platform.people.models import Person, Role
from zaedno.site.founding import appoint_operator, found_city


@pytest.mark.django_db
def test_from_nothing_to_the_operators_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert found_city("varna", "Варна", "Varna", ["zaedno.localhost"]) == 0
    assert found_city("varna", "Варна", "Varna", []) == 1
    assert City.objects.get().state == "live"
    assert appoint_operator("ruse", "it@city.example") == 1
    capsys.readouterr()
    assert appoint_operator("varna", "it@city.example") == 0
    link = capsys.readouterr().out.strip()
    client = Client(SERVER_NAME="zaedno.localhost")
    assert client.post(link.partition("localhost")[2]).status_code == 302
    assert client.get("/bg/people/people/").status_code == 200
    body = {"email": "mayor@city.example", "role": "coordinator", "lang": "bg"}
    assert client.post("/bg/people/people/", body).status_code == 302
    assert Role.objects.filter(role="coordinator").count() == 1


@pytest.mark.django_db
def test_appointing_again_keeps_name_and_gives_a_new_link(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found_city("varna", "Варна", "", ["zaedno.localhost"])
    appoint_operator("varna", "it@city.example")
    Person.objects.update(name="Мира")
    assert appoint_operator("varna", "it@city.example") == 0
    assert Person.objects.get().name == "Мира"
    assert Role.objects.count() == 1
