"""Set where maps open and what lies under them; record where the districts lie."""

from __future__ import annotations

from typing import Any

from zaedno.core.actions import Ctx, action
from zaedno.core.verdict import ensure
from zaedno.platform.places import rules
from zaedno.platform.places.models import CityMap, Outline


@action("places.set_map")
def set_map(
    ctx: Ctx, *, lat: float, lon: float, zoom: int, tiles: str = "", credit: str = ""
) -> CityMap:
    """Maps begin here; without an address of pictures nothing is loaded from outside."""
    ensure(rules.may_set_map(ctx.viewer))
    ensure(rules.may_load(tiles, credit))
    row, _made = CityMap.objects.update_or_create(
        city_id=ctx.city.pk,
        defaults={"lat": lat, "lon": lon, "zoom": zoom, "tiles": tiles, "credit": credit.strip()},
    )
    ctx.record(row, pictures=bool(tiles))
    return row


@action("places.outline")
def outline(ctx: Ctx, *, areas: dict[int, dict[str, Any]]) -> int:
    """Where the districts lie, by their ids; those not named stay as they are."""
    ensure(rules.may_set_map(ctx.viewer))
    for district_id, area in areas.items():
        Outline.objects.update_or_create(
            district_id=district_id, city_id=ctx.city.pk, defaults={"area": area}
        )
    ctx.record(("cities.city", ctx.city.pk), districts=len(areas))
    return len(areas)
