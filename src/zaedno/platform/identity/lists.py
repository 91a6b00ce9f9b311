"""A list of people as a CSV file: read line by line, turned into fingerprints, never stored."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from zaedno.core.viewer import Viewer
from zaedno.platform.cities.queries import districts
from zaedno.platform.identity import keys
from zaedno.platform.identity.actions.policy import Line
from zaedno.platform.identity.models import Policy

MOST_LINES = 100_000


class WrongList(Exception):
    """What is wrong, in words; it names lines and columns and never what stands in them."""


def read(viewer: Viewer, policy: Policy, table: Any) -> list[Line]:
    """All lines or none of them."""
    places: dict[str, int] = {}
    for one in districts(viewer):
        for word in (one.slug, *one.name.values()):
            places[word.casefold()] = one.pk
    text = io.TextIOWrapper(table.file, encoding="utf-8-sig", newline="")
    try:
        return list(_lines(policy, text, places))
    except UnicodeDecodeError as error:
        raise WrongList(_("The file is not in UTF-8. Save it as CSV UTF-8.")) from error
    except csv.Error as error:
        raise WrongList(_("The file is not a CSV table.")) from error
    finally:
        text.detach()


def _lines(policy: Policy, text: Any, places: Mapping[str, int]) -> Iterator[Line]:
    head = text.readline()
    sign = max(",;\t", key=head.count)
    names = [name.strip().casefold() for name in next(csv.reader([head], delimiter=sign), [])]
    left = [name for name in policy.asks if name not in names]
    if left:
        said = _("These columns are missing: %(names)s.")
        raise WrongList(said % {"names": ", ".join(left)})
    for number, cells in enumerate(csv.reader(text, delimiter=sign), start=2):
        if not any(cells):
            continue
        if number > MOST_LINES:
            raise WrongList(_("A list has at most 100,000 lines. Bring it in in parts."))
        row = dict(zip(names, (cell.strip() for cell in cells), strict=False))
        yield _line(policy, number, row, places)


def _line(policy: Policy, number: int, row: Mapping[str, str], places: Mapping[str, int]) -> Line:
    empty = next((name for name in policy.asks if not row.get(name)), "")
    if empty:
        said = _("Line %(number)d: “%(name)s” is empty.")
        raise WrongList(said % {"number": number, "name": empty})
    if "born" in policy.asks and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", row["born"]):
        said = _("Line %(number)d: write the date of birth as 1975-03-16.")
        raise WrongList(said % {"number": number})
    place = row.get("district", "").casefold()
    if place and place not in places:
        said = _("Line %(number)d: the city has no such district.")
        raise WrongList(said % {"number": number})
    digest = keys.soft(policy.salt, policy.asks, row)
    return Line(digest, places.get(place), _year(row))


def _year(row: Mapping[str, str]) -> int | None:
    told = row.get("year") or row.get("born", "")[:4]
    return int(told) if re.fullmatch(r"(19|20)\d{2}", told) else None
