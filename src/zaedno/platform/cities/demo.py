"""The demo's programme and cities: everything else stands on them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from zaedno.core.actions import system_ctx
from zaedno.core.demo import DemoLoad, Row
from zaedno.platform.cities import actions, queries
from zaedno.platform.cities.models import City, Programme, Track

OPENED = "2020-09-01"  # before the first event of the file


def load(demo: DemoLoad) -> None:
    with demo.at(OPENED):
        programme = _programme(demo, demo.section("programme"))
        city = _city(demo, demo.section("city"))
        demo.city = city
        track = _tracks(demo, programme, city)
        actions.enrol(demo.ctx(), city=city, track=track)
        _districts(demo)
        _themes(demo)
        _neighbours(demo, track)


def _programme(demo: DemoLoad, row: Row) -> Programme:
    horizons = row.need("horizons")
    programme = actions.found_programme(
        system_ctx(),
        slug=row.need("id"),
        name=row.texts("name"),
        owner=row.texts("owner"),
        duration_months=row.get("duration_months"),
        quick_win_months=horizons["quick_win_months"],
        long_term_months=horizons["long_term_months"],
        mark=row.mark,
    )
    demo.remember(row["id"], programme)
    for claim in row.get("cities_claim", []):
        actions.record_figure(
            system_ctx(),
            owner=programme,
            key="cities",
            value=claim.texts("value"),
            as_of=claim.when("as_of"),
            source=claim.texts("source"),
            mark=row.mark,
        )
    for event in row.get("milestones", []):
        actions.record_milestone(
            system_ctx(),
            owner=programme,
            date=event.when("date"),
            title=event.texts(),
            source=event.get("source", ""),
            mark=event.mark,
        )
    return programme


def _city(demo: DemoLoad, row: Row) -> City:
    council = row.need("council")
    meta = demo.section("meta")
    city = actions.found(
        system_ctx(),
        slug=row.need("id"),
        name=row.texts("name"),
        municipality=row.texts("municipality"),
        council=row.texts("council"),
        seats=council.get("seats"),
        languages=list(meta.need("languages")),
        default_language=meta.need("default_language"),
        time_zone=meta.need("timezone"),
        state=City.State.LIVE,
    )
    demo.remember(row["id"], city)
    return city


def _tracks(demo: DemoLoad, programme: Programme, city: City) -> Track:
    """All tracks of the programme; returned is the one this city works in."""
    mine = None
    rows = demo.section("programme").need("tracks")
    for order, row in enumerate(rows):
        track = actions.open_track(
            system_ctx(),
            programme=programme,
            slug=row.need("id"),
            name=row.texts(),
            order=order,
            mark=programme.mark,
        )
        demo.remember(row["id"], track)
        if row.get("focus_city") == city.slug:
            mine = track
    if mine is None:
        raise demo.section("programme").fail("tracks", _("no track names the city as focus_city"))
    return mine


def _districts(demo: DemoLoad) -> None:
    ctx = demo.ctx()
    rows = demo.section("city").need("districts")
    actions.name_districts(ctx, districts=[(row.need("id"), row.texts()) for row in rows])
    for district in queries.districts(ctx.viewer):
        demo.remember(district.slug, district)


def _themes(demo: DemoLoad) -> None:
    for order, row in enumerate(demo.rows("themes")):
        theme = actions.name_theme(
            demo.ctx(), code=row.need("id"), name=row.texts(), order=order, mark=row.mark
        )
        demo.remember(row["id"], theme)


def _neighbours(demo: DemoLoad, track: Track) -> None:
    """Invented cities of the same track, so that there is something to compare with."""
    for row in demo.rows("comparison_demo", "cities"):
        city = actions.found(
            system_ctx(), slug=row.need("id"), name=row.texts("name"), mark=row.mark
        )
        actions.enrol(system_ctx(), city=city, track=track)
        demo.remember(row["id"], city)
