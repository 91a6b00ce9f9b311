"""Points and areas on the earth as GeoJSON: read what people write, and refuse what cannot be.

Shapes and units
    A geometry is a dict: `{"type": "Point", "coordinates": [lon, lat]}`, a `LineString`, or a
    `Polygon` with one ring, first and last point the same. What several points mean, a line or an
    area, whoever asks says (`wanted`). Degrees of WGS 84, six decimals (about ten centimetres).
    People write latitude first, as maps show it; GeoJSON keeps longitude first.
Errors
    `InputFault` with the line or the number that is wrong.
Source
    RFC 7946 (The GeoJSON Format); the even-odd rule for a point in a polygon.

>>> read("42.6977, 23.3219")
{'type': 'Point', 'coordinates': [23.3219, 42.6977]}
>>> area = read("42,69 23,32\\n42,70 23,32\\n42,70 23,34")
>>> area["coordinates"][0][0] == area["coordinates"][0][-1], written(area).splitlines()[0]
(True, '42.69, 23.32')
>>> inside(area, (23.325, 42.698)), inside(area, (23.30, 42.69))
(True, False)
>>> read("42.69, 23.32; 42.70, 23.33", wanted=LINE)["type"]
'LineString'
>>> read("91, 23")
Traceback (most recent call last):
zaedno.algorithms.faults.InputFault: Latitude is between -90 and 90; line 1 says 91.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.faults import mark as _

Geometry = dict[str, Any]
Pair = tuple[float, float]  # longitude, latitude
MOST_POINTS = 100
LONGEST = 10_000  # characters somebody may send
ROUND = 6
ANY, POINT, LINE, AREA = "", "point", "line", "area"
TYPES = {POINT: "Point", LINE: "LineString", AREA: "Polygon"}
NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")


def read(text: str, wanted: str = ANY) -> Geometry | None:
    """What somebody wrote or a map sent: lines "latitude, longitude", or GeoJSON; None if blank.

    `wanted` is POINT, LINE or AREA; without it a point and an area are both right.
    """
    said = text.strip()
    if not said:
        return None
    if len(said) > LONGEST:
        raise InputFault(_("The place is longer than {most} characters."), most=LONGEST)
    if said.startswith("{"):
        return fitting(checked(_parsed(said), wanted), wanted)
    lines = [line for line in re.split(r"[\n;]+", said) if line.strip()]
    found = [_pair(line, number) for number, line in enumerate(lines, start=1)]
    return fitting(shape(found, wanted), wanted)


def fitting(geometry: Geometry, wanted: str) -> Geometry:
    """The same geometry, where it is of the kind that is asked for."""
    if wanted == POINT and geometry["type"] != TYPES[POINT]:
        raise InputFault(_("One point is asked for: one line with two numbers."))
    if wanted == AREA and geometry["type"] != TYPES[AREA]:
        raise InputFault(_("An area is asked for: three corners at least, each on a line."))
    if wanted == LINE and geometry["type"] != TYPES[LINE]:
        raise InputFault(_("A line is asked for: two points at least, each on a line of its own."))
    return geometry


def _parsed(said: str) -> Any:
    try:
        return json.loads(said)
    except (ValueError, RecursionError) as error:
        raise InputFault(_("The place is not GeoJSON that we can read.")) from error


def _pair(line: str, number: int) -> Pair:
    """Two numbers of a line; a comma parts them, or stands for the point of a number."""
    plain = [part.strip() for part in line.split(",")]
    parts = plain if len(plain) == 2 else line.replace(",", ".").split()
    parts = [part.replace(",", ".") for part in parts]
    if len(parts) != 2 or not all(NUMBER.fullmatch(part) for part in parts):
        raise InputFault(_("Line {line} needs two numbers, such as 42.6977, 23.3219."), line=number)
    lat, lon = (float(part) for part in parts)
    return _within(lon, lat, number)


def _within(lon: float, lat: float, number: int) -> Pair:
    if not -90 <= lat <= 90:
        raise InputFault(
            _("Latitude is between -90 and 90; line {line} says {found}."),
            line=number,
            found=f"{lat:g}",
        )
    if not -180 <= lon <= 180:
        raise InputFault(
            _("Longitude is between -180 and 180; line {line} says {found}."),
            line=number,
            found=f"{lon:g}",
        )
    return round(lon, ROUND), round(lat, ROUND)


def shape(points: Sequence[Pair], wanted: str = ANY) -> Geometry:
    """One point, or the area whose corners these are; its ring is closed where it is not."""
    if wanted == LINE and len(set(points)) > 1:
        return _line(points)
    if len(points) > MOST_POINTS:
        raise InputFault(_("An area has at most {most} corners."), most=MOST_POINTS)
    corners = list(points[:-1]) if len(points) > 1 and points[0] == points[-1] else list(points)
    if len(corners) == 1:
        return {"type": "Point", "coordinates": list(corners[0])}
    if len(set(corners)) < 3:
        raise InputFault(_("An area needs three corners at least; one line alone is a point."))
    if _crosses(corners):
        raise InputFault(_("The sides of the area cross. Give its corners in the order you walk."))
    ring = [list(one) for one in [*corners, corners[0]]]
    return {"type": "Polygon", "coordinates": [ring]}


def _line(points: Sequence[Pair]) -> Geometry:
    if len(points) > MOST_POINTS:
        raise InputFault(_("A line has at most {most} points."), most=MOST_POINTS)
    return {"type": "LineString", "coordinates": [list(one) for one in points]}


def checked(geometry: Any, wanted: str = ANY) -> Geometry:
    """A GeoJSON geometry as we keep it; everything beside the simple shapes is refused."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    told = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if kind == "Point":
        return shape([_position(told, 1)])
    if kind == "LineString" and wanted == LINE and isinstance(told, list):
        positions = (_position(one, number) for number, one in enumerate(told[:LONGEST], start=1))
        return shape(list(positions), wanted)
    if kind != "Polygon":
        raise InputFault(_("A place is a point or an area."))
    if not isinstance(told, list) or len(told) != 1 or not isinstance(told[0], list):
        raise InputFault(_("An area has one outline, without holes."))
    ring = told[0]
    if len(ring) < 4 or ring[0] != ring[-1]:
        raise InputFault(_("The outline of an area ends where it begins."))
    if len(ring) > MOST_POINTS + 1:
        raise InputFault(_("An area has at most {most} corners."), most=MOST_POINTS)
    return shape([_position(one, number) for number, one in enumerate(ring, start=1)])


def _position(told: Any, number: int) -> Pair:
    plain = isinstance(told, list) and len(told) >= 2
    if not plain or any(isinstance(n, bool) or not isinstance(n, int | float) for n in told[:2]):
        raise InputFault(_("Line {line} needs two numbers, such as 42.6977, 23.3219."), line=number)
    return _within(float(told[0]), float(told[1]), number)


def _turn(a: Pair, b: Pair, c: Pair) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _crosses(corners: Sequence[Pair]) -> bool:
    """Whether two sides that do not meet at a corner cut each other."""
    sides = list(zip(corners, [*corners[1:], corners[0]], strict=True))
    for i, (a, b) in enumerate(sides):
        for j in range(i + 2, len(sides)):
            if i == 0 and j == len(sides) - 1:
                continue
            c, d = sides[j]
            if _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0:
                return True
    return False


def points(geometry: Geometry | None) -> list[Pair]:
    """The point, the points of the line, or the corners of the area, each once."""
    if not geometry:
        return []
    if geometry["type"] == "Point":
        return [tuple(geometry["coordinates"])]
    if geometry["type"] == "LineString":
        return [tuple(one) for one in geometry["coordinates"]]
    return [tuple(one) for one in geometry["coordinates"][0][:-1]]


def written(geometry: Geometry | None) -> str:
    """As people write it: a line for each point, latitude first."""
    return "\n".join(f"{_plain(lat)}, {_plain(lon)}" for lon, lat in points(geometry))


def _plain(number: float) -> str:
    """Never with an exponent, and no zeros that say nothing."""
    return f"{number:.{ROUND}f}".rstrip("0").rstrip(".")


def centre(geometry: Geometry) -> Pair:
    """The middle of its points: where a marker stands and by which a district is found."""
    found = points(geometry)
    return sum(p[0] for p in found) / len(found), sum(p[1] for p in found) / len(found)


def inside(area: Geometry, point: Pair) -> bool:
    """Whether a point lies in the outline of an area."""
    x, y = point
    odd = False
    corners = points(area)
    for (x1, y1), (x2, y2) in zip(corners, [*corners[1:], corners[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            odd = not odd
    return odd
