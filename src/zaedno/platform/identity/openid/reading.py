"""From what a provider tells to what the city asks; read once, in memory. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Told:
    """`missing` is the first claim that was not told; `person` what a person is known by."""

    person: dict[str, str]
    district_id: int | None
    born: int | None
    resident: bool
    missing: str = ""


def value(claims: Mapping[str, Any], name: str) -> str:
    """A claim by name; `address.locality` looks into an object.

    >>> value({"address": {"locality": "Младост"}}, "address.locality")
    'Младост'
    """
    found: Any = claims.get(name)
    if found is None and "." in name:
        found = claims
        for part in name.split("."):
            found = found.get(part) if isinstance(found, Mapping) else None
    if isinstance(found, bool):
        return "true" if found else "false"
    return str(found).strip()[:200] if isinstance(found, str | int | float) else ""


def values(claims: Mapping[str, Any], name: str) -> list[str]:
    """The same for a claim that may hold several values, such as groups."""
    found = claims.get(name)
    if isinstance(found, list):
        return [str(one).strip()[:200] for one in found if isinstance(one, str | int)]
    one = value(claims, name)
    return [one] if one else []


def told(
    row: Any, claims: Mapping[str, Any], asks: Collection[str], places: Mapping[str, int]
) -> Told:
    """`row` is the provider; `places` are the city's districts by every word for them."""
    named = knows_by(row.claims, asks)
    person = {field: _typed(field, value(claims, row.claims[field])) for field in named}
    missing = next((row.claims[field] for field in named if not person[field]), "")
    said = values(claims, row.claim) if row.shows == "claim" else []
    if row.shows == "claim" and not said:
        missing = missing or row.claim
    wanted = {one.casefold() for one in row.claim_values}
    resident = row.shows != "claim" or bool({one.casefold() for one in said} & wanted)
    place = value(claims, row.claims.get("district", "")).casefold()
    return Told(person, places.get(place), _year(row, claims), resident, missing)


def knows_by(claims: Mapping[str, str], asks: Collection[str]) -> list[str]:
    """All that a person is known by in this city, when the provider tells all of it."""
    return list(asks) if asks and all(claims.get(field) for field in asks) else []


def _typed(field: str, found: str) -> str:
    """A date of birth must be whole to be compared; a number may carry its register in front."""
    if field == "born":
        return found if re.fullmatch(r"\d{4}-\d{2}-\d{2}", found) else ""
    if field == "number":
        return re.sub(r"^[A-Z]{5}-", "", found)
    return found


def _year(row: Any, claims: Mapping[str, Any]) -> int | None:
    found = re.match(r"(19|20)\d{2}", value(claims, row.claims.get("born", "")))
    return int(found[0]) if found else None
