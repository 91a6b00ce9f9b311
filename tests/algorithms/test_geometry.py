"""Places: what is read, and every way in which one is refused."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.geometry import MOST_POINTS, centre, checked, inside, read, written

SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]]}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("91, 23", "Latitude"),
        ("42, 181", "Longitude"),
        ("42.1", "Line 1"),
        ("42, 23\nсветофар", "Line 2"),
        ("42, 23; 43, 24", "three corners"),
        ("0, 0; 2, 2; 0, 2; 2, 0", "cross"),
        ("{", "not GeoJSON"),
        ("[" * 9_000, "Line 1"),
        ("{" + '"a":[' * 3000, "longer"),
        ('{"type": "LineString", "coordinates": []}', "a point or an area"),
        ('{"type": "Polygon", "coordinates": [[[0,0],[1,0],[1,1],[0,1]]]}', "ends where"),
        ('{"type": "Polygon", "coordinates": [[], []]}', "without holes"),
        ('{"type": "Point", "coordinates": [true, 1]}', "two numbers"),
        ('{"type": "Point", "coordinates": [NaN, 1]}', "Longitude"),
    ],
)
def test_what_cannot_be_is_refused(text: str, says: str) -> None:
    with pytest.raises(InputFault, match=says):
        read(text)


def test_no_more_corners_than_the_limit() -> None:
    ring = [
        (math.cos(i / (MOST_POINTS + 1) * math.tau), math.sin(i / (MOST_POINTS + 1) * math.tau))
        for i in range(MOST_POINTS + 1)
    ]
    text = "\n".join(f"{lat:.6f}, {lon:.6f}" for lon, lat in ring)
    with pytest.raises(InputFault, match="at most"):
        read(text)
    assert read("\n".join(text.splitlines()[:-1]))


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_a_point_survives_being_written(lat: float, lon: float) -> None:
    place = {"type": "Point", "coordinates": [round(lon, 6) + 0.0, round(lat, 6) + 0.0]}
    kept = read(json.dumps(place))
    assert kept is not None
    again = read(written(kept))
    assert again is not None
    assert again["coordinates"] == pytest.approx(kept["coordinates"], abs=1e-6)


def test_an_area_knows_what_lies_in_it() -> None:
    area = checked(SQUARE)
    assert centre(area) == (1, 1)
    assert inside(area, (0.5, 1.9))
    assert not inside(area, (2.1, 1))
