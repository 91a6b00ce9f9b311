"""The city's map, the field of a form, outlines: row, event, refusal, page."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.world import World
from zaedno.algorithms.geometry import read
from zaedno.core.actions import system_ctx
from zaedno.core.fields import texts
from zaedno.core.models import Event
from zaedno.core.verdict import Refused
from zaedno.platform.cities import actions as cities
from zaedno.platform.cities.models import District
from zaedno.platform.places import actions, queries
from zaedno.platform.places.fields import PlaceField
from zaedno.platform.places.models import Outline

MIDDLE = {"lat": 42.7, "lon": 23.3, "zoom": 12}
TILES = "https://tiles.example.org/{z}/{x}/{y}.png"


def test_only_the_coordinator_sets_the_map(world: World) -> None:
    with pytest.raises(Refused):
        actions.set_map(world.ctx("participant"), **MIDDLE)
    actions.set_map(world.ctx("coordinator"), **MIDDLE)
    actions.set_map(world.ctx("coordinator"), **(MIDDLE | {"zoom": 13}))
    assert queries.city_map(world.viewer()).zoom == 13  # type: ignore[union-attr]
    assert queries.city_map(world.viewer("", world.other_city)) is None
    assert Event.objects.filter(verb="places.set_map").last().facts == {"pictures": False}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("tiles", "credit"),
    [
        ("http://tiles.example.org/{z}/{x}/{y}.png", "A"),
        ("https://tiles.example.org/{z}/{x}.png", "A"),
        ("https://{s}.example.org/{z}/{x}/{y}.png", "A"),
        ("https://tiles.example.org; script-src */{z}/{x}/{y}.png", "A"),
        (TILES, ""),
    ],
)
def test_pictures_come_from_one_named_house_with_its_credit(
    world: World, tiles: str, credit: str
) -> None:
    with pytest.raises(Refused):
        actions.set_map(world.ctx("coordinator"), **MIDDLE, tiles=tiles, credit=credit)


def test_only_pages_with_a_map_may_ask_the_named_house(world: World) -> None:
    client = world.client("coordinator")
    assert "tiles.example" not in client.get("/bg/places/settings/")["Content-Security-Policy"]
    typed = {"middle": "42.7, 23.3", "zoom": "12", "tiles": TILES, "credit": "Картата е на А"}
    assert client.post("/bg/places/settings/", {**typed, "key": "a"}).status_code == 302
    policy = client.get("/bg/places/settings/")["Content-Security-Policy"]
    assert "img-src 'self' data: https://tiles.example.org;" in policy + ";"
    assert "tiles.example" not in client.get("/bg/cities/programme/")["Content-Security-Policy"]


def test_a_mistake_is_said_and_what_was_typed_stays(world: World) -> None:
    client = world.client("coordinator")
    typed = {"middle": "95, 23.3", "zoom": "12", "tiles": "", "credit": "", "key": "a"}
    answer = client.post("/bg/places/settings/", typed)
    assert answer.status_code == 422
    assert "Ширината е между -90 и 90; на ред 1 е 95." in answer.content.decode()
    assert "95, 23.3" in answer.content.decode()


def test_the_field_gives_geojson_or_nothing() -> None:
    field = PlaceField(required=False)
    assert field.clean("") is None
    assert field.clean("42.7 23.3") == {"type": "Point", "coordinates": [23.3, 42.7]}
    assert field.widget.format_value(read("42.7, 23.3")) == "42.7, 23.3"


def outlined(world: World) -> District:
    names = [("lyulin", texts(bg="Люлин", en="Lyulin"))]
    cities.name_districts(system_ctx(world.city), districts=names)
    return District.objects.get()


def sent_outlines(world: World, told: Any) -> Any:
    file = SimpleUploadedFile("d.json", json.dumps(told).encode())
    client = world.client("coordinator")
    return client.post("/bg/places/settings/outlines/", {"file": file, "key": "a"})


def feature(slug: str) -> dict[str, Any]:
    area = read("42.7, 23.2; 42.8, 23.2; 42.8, 23.3; 42.7, 23.3")
    return {"type": "Feature", "properties": {"slug": slug}, "geometry": area}


def test_a_place_finds_its_district(world: World) -> None:
    district = outlined(world)
    answer = sent_outlines(world, {"features": [feature("lyulin")]})
    assert answer.status_code == 302
    assert queries.district_of(world.viewer(), read("42.75, 23.25")) == district.pk
    assert queries.district_of(world.viewer(), read("42.95, 23.25")) is None
    told = world.client().get("/bg/places/outlines.json").json()
    assert told["features"][0]["properties"]["name"] == "Люлин"


@pytest.mark.parametrize(
    ("told", "says"),
    [({"features": [feature("mars")]}, "mars"), ({}, "FeatureCollection"), ([1], "FeatureColl")],
)
def test_outlines_are_taken_whole_or_not_at_all(world: World, told: Any, says: str) -> None:
    outlined(world)
    answer = sent_outlines(world, told)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Outline.objects.exists()
