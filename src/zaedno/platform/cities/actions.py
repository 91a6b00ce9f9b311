"""Founding the programme and its cities; what each of them says about itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.conf import settings

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.partial_dates import When
from zaedno.core.verdict import Verdict, ensure
from zaedno.platform.cities import rules
from zaedno.platform.cities.models import (
    City,
    District,
    Figure,
    Milestone,
    Programme,
    Theme,
    Track,
)


def _check(ctx: Ctx, verdict: Verdict) -> None:
    if not ctx.system:
        ensure(verdict)


@action("cities.found_programme")
def found_programme(ctx: Ctx, *, slug: str, name: Texts, owner: Texts, **more: Any) -> Programme:
    """A programme that cities take part in: name, owner, length and horizons."""
    _check(ctx, rules.may_found(ctx.viewer))
    programme = Programme.objects.create(slug=slug, name=name, owner=owner, **more)
    ctx.record(programme)
    return programme


@action("cities.open_track")
def open_track(
    ctx: Ctx, *, programme: Programme, slug: str, name: Texts, order: int = 0, mark: str = ""
) -> Track:
    """A thematic track of the programme."""
    _check(ctx, rules.may_found(ctx.viewer))
    track = Track.objects.create(programme=programme, slug=slug, name=name, order=order, mark=mark)
    ctx.record(track, programme=programme.pk)
    return track


@action("cities.found")
def found(
    ctx: Ctx, *, slug: str, name: Texts, municipality: Texts | None = None, **more: Any
) -> City:
    """A city takes its place in the house; its first deed is its own founding."""
    _check(ctx, rules.may_found(ctx.viewer))
    city = City.objects.create(
        slug=slug,
        name=name,
        municipality=municipality or Texts(),
        languages=more.pop("languages", [code for code, _name in settings.LANGUAGES]),
        **more,
    )
    replace(ctx, viewer=replace(ctx.viewer, city=city)).record(city, state=city.state)
    return city


@action("cities.set_state")
def set_state(ctx: Ctx, *, city: City, state: str) -> City:
    """A draft goes live, a live city is archived; nothing else."""
    _check(ctx, rules.may_found(ctx.viewer))
    city = City.objects.select_for_update().get(pk=city.pk)
    ensure(rules.may_move(city.state, state))
    city.state = state
    city.save(update_fields=["state"])
    ctx.record(city, state=state)
    return city


@action("cities.enrol")
def enrol(ctx: Ctx, *, city: City, track: Track) -> City:
    """A city joins the programme and chooses its track."""
    _check(ctx, rules.may_found(ctx.viewer))
    city = City.objects.select_for_update().get(pk=city.pk)
    city.programme_id, city.track = track.programme_id, track
    city.save(update_fields=["programme", "track"])
    ctx.record(city, track=track.pk)
    return city


@action("cities.set_face")
def set_face(ctx: Ctx, *, primary: str = "", accent: str = "") -> City:
    """The city's two colours; each must carry white text. Blank means the house's own."""
    _check(ctx, rules.may_set_face(ctx.viewer, primary, accent))
    city = City.objects.select_for_update().get(pk=ctx.city.pk)
    city.primary, city.accent = primary.lower(), accent.lower()
    city.save(update_fields=["primary", "accent"])
    ctx.record(city)
    return city


@action("cities.record_figure")
def record_figure(
    ctx: Ctx,
    *,
    owner: Programme | City,
    key: str,
    value: Texts,
    as_of: When,
    source: Texts,
    mark: str = "",
) -> Figure:
    """A published number with source and date. Another source's number stands beside it."""
    _check(ctx, rules.may_record_figure(ctx.viewer, source))
    figure = Figure.objects.create(
        **_owner(owner), key=key, value=value, as_of=as_of, source=source, mark=mark
    )
    ctx.record(figure)
    return figure


def _owner(owner: Programme | City) -> dict[str, Any]:
    return {"programme": owner} if isinstance(owner, Programme) else {"city": owner}


@action("cities.record_milestone")
def record_milestone(
    ctx: Ctx,
    *,
    owner: Programme | City,
    date: When,
    title: Texts,
    summary: Texts | None = None,
    source: str = "",
    mark: str = "",
) -> Milestone:
    """A date of the programme's or the city's journey."""
    _check(ctx, rules.may_set_city(ctx.viewer))
    milestone = Milestone.objects.create(
        **_owner(owner),
        date=date,
        title=title,
        summary=summary or Texts(),
        source=source,
        mark=mark,
    )
    ctx.record(milestone)
    return milestone


@action("cities.name_districts")
def name_districts(
    ctx: Ctx, *, districts: Iterable[tuple[str, Texts]], mark: str = ""
) -> list[int]:
    """The city's districts by slug; a known one is renamed."""
    _check(ctx, rules.may_set_city(ctx.viewer))
    rows = [District(city_id=ctx.city.pk, slug=s, name=n, mark=mark) for s, n in districts]
    District.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["city", "slug"], update_fields=["name"]
    )
    ctx.record(("cities.city", ctx.city.pk), districts=len(rows))
    named = District.objects.filter(city_id=ctx.city.pk)
    return list(named.order_by("slug").values_list("pk", flat=True))


@action("cities.name_theme")
def name_theme(ctx: Ctx, *, code: str, name: Texts, order: int = 0, mark: str = "") -> Theme:
    """A theme that notes, needs, documents and news are filed under."""
    _check(ctx, rules.may_set_city(ctx.viewer))
    theme, _made = Theme.objects.update_or_create(
        city_id=ctx.city.pk, code=code, defaults={"name": name, "order": order, "mark": mark}
    )
    ctx.record(theme)
    return theme
