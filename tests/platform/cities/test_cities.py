"""The programme and its cities: founded by deeds, compared inside a track, numbers with sources."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.world import World
from zaedno.core.actions import system_ctx
from zaedno.core.fields import texts
from zaedno.core.models import Event
from zaedno.core.partial_dates import When
from zaedno.core.verdict import Refused
from zaedno.platform.cities import actions, queries
from zaedno.platform.cities.models import City, Figure, Programme, Track


@pytest.fixture
def programme(world: World) -> Programme:
    ctx = system_ctx()
    programme = actions.found_programme(
        ctx, slug="icc", name=texts(bg="Програма", en="Programme"), owner=texts(en="Commission")
    )
    for order, slug in enumerate(("green", "participation")):
        name = texts(bg=f"направление {slug}", en=f"track {slug}")
        actions.open_track(ctx, programme=programme, slug=slug, name=name, order=order)
    tracks = {track.slug: track for track in Track.objects.all()}
    actions.enrol(ctx, city=world.city, track=tracks["participation"])
    actions.enrol(ctx, city=world.other_city, track=tracks["green"])
    return programme


def figure(programme: Programme, value: str, as_of: str, source: str) -> Figure:
    return actions.record_figure(
        system_ctx(),
        owner=programme,
        key="cities",
        value=texts(bg=value, en=value),
        as_of=When.parse(as_of),
        source=texts(bg=source, en=source),
    )


def test_a_track_lists_only_its_cities(world: World, programme: Programme) -> None:
    page = world.client().get("/bg/cities/tracks/participation/").content.decode()
    assert "<h2>София</h2>" in page
    assert "Варна" not in page
    assert world.client().get("/bg/cities/tracks/none/").status_code == 404


def test_several_numbers_stand_side_by_side(world: World, programme: Programme) -> None:
    figure(programme, "126", "2020-09-25", "first source")
    figure(programme, "136", "2022-12-01", "second source")
    page = world.client().get("/bg/cities/programme/").content.decode()
    assert "Няколко източника дават различен брой" in page
    assert page.index("126") < page.index("136")
    assert "first source" in page
    assert "25\xa0септември 2020" in page


def test_one_number_is_not_called_several(world: World, programme: Programme) -> None:
    figure(programme, "126", "2020-09-25", "a source")
    assert "Няколко източника" not in world.client().get("/bg/cities/programme/").content.decode()


def test_a_number_needs_its_source(world: World) -> None:
    world.city.refresh_from_db()
    with pytest.raises(Refused, match="публикувано"):
        world.act(
            actions.record_figure,
            "coordinator",
            owner=world.city,
            key="inhabitants",
            value=texts(bg="1 200 000"),
            as_of=When.parse("2021-01"),
            source=texts(bg="  "),
        )
    assert not Figure.objects.exists()


def test_two_lanes(world: World, programme: Programme) -> None:
    for owner, title in ((programme, "Лаборатория"), (world.city, "Местна среща")):
        actions.record_milestone(
            system_ctx(world.city), owner=owner, date=When.parse("2021-02"), title=texts(bg=title)
        )
    both = world.client().get("/bg/cities/timeline/").content.decode()
    assert "lanes__entry--local" in both
    assert "lanes__entry--programme" in both
    local = world.client().get("/bg/cities/timeline/?lane=local").content.decode()
    assert "Местна среща" in local
    assert "Лаборатория" not in local


def test_another_citys_dates_stay_there(world: World, programme: Programme) -> None:
    actions.record_milestone(
        system_ctx(world.other_city),
        owner=world.other_city,
        date=When.parse("2021-02"),
        title=texts(bg="Среща във Варна"),
    )
    assert "Среща във Варна" not in world.client().get("/bg/cities/timeline/").content.decode()


def test_founding_is_recorded(world: World) -> None:
    event = Event.objects.get(verb="cities.found", subject_id=str(world.city.pk))
    assert event.city_id == world.city.pk
    assert event.role == "system"


@pytest.mark.parametrize("role", ["visitor", "participant", "coordinator"])
def test_only_operators_found_cities(world: World, role: str) -> None:
    with pytest.raises(Refused) as refused:
        world.act(actions.found, role, slug="new", name=texts(bg="Нов"))
    assert refused.value.verdict.kind == "role"


def test_a_draft_is_not_served(world: World) -> None:
    city = actions.found(system_ctx(), slug="nowhere", name=texts(bg="Никъде"))
    client = Client(SERVER_NAME="nowhere.localhost")
    assert client.get("/bg/cities/programme/").status_code == 404
    actions.set_state(system_ctx(), city=city, state="live")
    assert client.get("/bg/cities/programme/").status_code == 200
    with pytest.raises(Refused):
        actions.set_state(system_ctx(), city=city, state="draft")


def test_colours_that_cannot_be_read_are_refused(world: World) -> None:
    client = world.client("coordinator")
    page = client.post("/bg/cities/settings/face/", {"primary": "#ffff00", "accent": ""})
    assert page.status_code == 422
    assert "error-summary" in page.content.decode()
    sent = client.post("/bg/cities/settings/face/", {"primary": "#0b5cad", "accent": ""})
    assert sent.status_code == 302
    assert City.objects.get(pk=world.city.pk).primary == "#0b5cad"


def test_the_settings_are_the_coordinators(world: World) -> None:
    assert world.client("participant").get("/bg/cities/settings/").status_code == 403
    assert world.client().get("/bg/cities/settings/").status_code == 302
    editor = world.client("editor")
    assert editor.post("/bg/cities/settings/face/", {"primary": "#0b5cad"}).status_code == 403
    body = {"key": "inhabitants", "value": "1", "as_of": "2021-01", "source_bg": "a page"}
    assert world.client("coordinator").get("/en/cities/settings/").status_code == 200
    sent = world.client("coordinator").post("/bg/cities/settings/figures/", body)
    assert sent.status_code == 302
    assert Figure.objects.get().city == world.city


def test_pages_ask_a_fixed_number_of_questions(
    world: World, programme: Programme, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    viewer = world.viewer()
    viewer.city.refresh_from_db()  # type: ignore[attr-defined]
    for n in range(20):
        actions.found(system_ctx(), slug=f"c{n}", name=texts(bg=f"Град {n}"))
        figure(programme, str(n), "2021-01", f"source {n}")
    track = Track.objects.get(slug="participation")
    for city in City.objects.filter(slug__startswith="c"):
        actions.enrol(system_ctx(), city=city, track=track)
    with django_assert_num_queries(2):
        assert sum(len(item["cities"]) for item in queries.tracks(viewer)) == 22
    with django_assert_num_queries(1):
        assert len(queries.figures(viewer)[0]["rows"]) == 20
