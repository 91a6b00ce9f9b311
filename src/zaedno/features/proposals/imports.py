"""Proposals from a table: every fault with its line, and all of them or none."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from zaedno.algorithms import geometry
from zaedno.algorithms.faults import InputFault
from zaedno.features.proposals.models.proposal import NAME_LENGTH, WHERE_LENGTH
from zaedno.features.proposals.rules.proposal import may_say, says_no_data

MOST_BYTES, MOST_ROWS, MOST_FAULTS = 2 * 1024 * 1024, 500, 50
COLUMNS = ("title", "text", "language", "district", "theme", "where", "place", "author")
LANGUAGES = ("bg", "en")


@dataclass
class Table:
    """What a table holds, or what is wrong with it."""

    lines: list[dict[str, Any]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Known:
    """Districts and topics by the names a table may use; `lang` is that of a line without one."""

    districts: Mapping[str, int]
    themes: Mapping[str, int]
    lang: str


def decoded(body: bytes) -> str:
    """UTF-8, with or without its mark; what is not UTF-8 is the Windows-1251 of older tables."""
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1251", errors="replace")


def read(body: bytes, known: Known) -> Table:
    found, text = Table(), decoded(body)
    first = text.split("\n", 1)[0]
    mark = max(",;\t", key=first.count)
    table = csv.DictReader(io.StringIO(text), delimiter=mark, strict=True)
    try:
        names = [(name or "").strip().lower() for name in table.fieldnames or []]
        table.fieldnames = names
        found.faults += _heads(names)
        if not found.faults:
            for row in table:
                _one(found, row, table.line_num, known)
    except csv.Error as error:
        told = _("Line %(line)d cannot be read as a table: %(error)s.")
        found.faults.append(told % {"line": table.line_num, "error": error})
    if not found.lines and not found.faults:
        found.faults.append(_("There is no proposal in the table."))
    del found.faults[MOST_FAULTS:]
    return found


def _heads(names: list[str]) -> list[str]:
    if "title" not in names:
        return [_("The first line has to name a column “title”.")]
    told = _("There is no column “%(name)s”; the columns are: %(all)s.")
    facts = {"all": ", ".join(COLUMNS)}
    return [told % {**facts, "name": name[:40]} for name in names if name not in COLUMNS]


def _one(found: Table, row: dict[str, Any], line: int, known: Known) -> None:
    told = _("Line %(line)d: %(said)s")
    cells = {name: " ".join((row.get(name) or "").split()) for name in COLUMNS}
    cells["text"] = (row.get("text") or "").strip()
    wrong = _("it has more cells than the first line.") if None in row else _fault(cells, known)
    made = _made(cells, known) if not wrong else {}
    if not wrong and len(found.lines) >= MOST_ROWS:
        wrong = _("a table has at most 500 proposals.")
    if not wrong and any(one["row_key"] == made["row_key"] for one in found.lines):
        wrong = _("the same proposal stands in the table twice.")
    if wrong:
        found.faults.append(told % {"line": line, "said": wrong})
    else:
        found.lines.append(made)


def _fault(cells: dict[str, str], known: Known) -> str:
    """The first thing wrong with a line."""
    said = may_say(cells["title"], cells["text"])
    clean = says_no_data(cells["where"], cells["author"])
    for verdict in (said, clean):
        if not verdict:
            return str(verdict.reason)
    for name, most in (("where", WHERE_LENGTH), ("author", NAME_LENGTH)):
        if len(cells[name]) > most:
            return _("“%(name)s” has at most %(most)d characters.") % {"name": name, "most": most}
    for name, there in (("district", known.districts), ("theme", known.themes)):
        if cells[name] and cells[name].lower() not in there:
            return _("“%(found)s” is not known here (%(name)s).") % {
                "found": cells[name][:60],
                "name": name,
            }
    if cells["language"] and cells["language"] not in LANGUAGES:
        return _("the language is bg or en.")
    try:
        geometry.read(cells["place"])
    except InputFault as fault:
        return fault.told(_)
    return ""


def _made(cells: dict[str, str], known: Known) -> dict[str, Any]:
    key = f"{cells['title']}\n{cells['text']}".casefold()
    return {
        "title": cells["title"],
        "text": cells["text"],
        "lang": cells["language"] or known.lang,
        "district_id": known.districts.get(cells["district"].lower()),
        "theme_id": known.themes.get(cells["theme"].lower()),
        "where": cells["where"],
        "place": geometry.read(cells["place"]),
        "signed": cells["author"],
        "row_key": hashlib.sha256(key.encode()).hexdigest(),
    }
