"""Letters with codes: as a tagged PDF for the printer, or as a table for the post room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from zaedno.core import clock, tables
from zaedno.core.fields import receipt_number
from zaedno.core.partial_dates import When
from zaedno.core.press.process import set_to_paper
from zaedno.core.qr import qr
from zaedno.core.viewer import Viewer
from zaedno.platform.cities.addresses import absolute
from zaedno.platform.identity import rules
from zaedno.platform.identity.queries import residents

LAYOUT = Path(__file__).resolve().parent / "press" / "letter.typ"
MOST_LINES = 6  # of name and address: more would not fit into the window


@dataclass(frozen=True)
class Printed:
    """A letter as it goes to the printer; the code stands here and nowhere else."""

    pk: int
    receipt: str
    name: str
    address: str
    code: str
    lang: str


def drawn(viewer: Viewer) -> list[Printed]:
    """The letters that wait, the oldest first, each with a code that counts once it is printed."""
    return [
        Printed(one.pk, one.receipt, one.name, one.address, receipt_number(), one.person.lang)
        for one in residents.letters_waiting(viewer)[: rules.LETTERS_AT_ONCE]
    ]


def codes(letters: Sequence[Printed]) -> dict[int, str]:
    return {one.pk: one.code for one in letters}


def pdf(viewer: Viewer, letters: Sequence[Printed], now: datetime) -> bytes:
    """One letter for each page. What is the same for all of a language is written once."""
    city: Any = viewer.city
    told = {lang: _told(viewer, lang, now) for lang in viewer.city.languages}
    sheet = {
        "lang": viewer.lang,
        "title": _("Letters with codes"),
        "publisher": city.municipality.best(viewer.lang)[0] or str(city.name),
        "mark": _("DEMO DATA") if settings.DEMO else "",
        "letters": [_letter(viewer, one, told, now) for one in letters],
    }
    return set_to_paper(sheet, "pdf", LAYOUT)


def _letter(viewer: Viewer, one: Printed, told: dict[str, Any], now: datetime) -> dict[str, Any]:
    """In the language of its reader first; whoever opens it for them may read another."""
    own = one.lang if one.lang in told else viewer.city.default_language
    with override(own):
        day, word = When.day(clock.day(now)).show(own), _("Letter")
    return {
        "to": _lines(one),
        "receipt": one.receipt,
        "code": one.code,
        "day": day,
        "number-word": word,
        "parts": [told[own], *(told[lang] for lang in told if lang != own)],
    }


def _lines(one: Printed) -> list[str]:
    lines = [line.strip() for line in [one.name, *one.address.splitlines()] if line.strip()]
    if len(lines) > MOST_LINES:
        lines = [lines[0], ", ".join(lines[1:])]
    return lines


def _told(viewer: Viewer, lang: str, now: datetime) -> dict[str, str]:
    city: Any = viewer.city
    with override(lang):
        address = absolute(viewer.city, reverse("identity:letter_code"))
        day = When.day(clock.day(now + rules.LETTER_LIVES)).show(lang)
        return {
            "lang": lang,
            "title": _("Your code as a resident of %(city)s") % {"city": city.name.best(lang)[0]},
            "told": _(
                "You asked for this letter so that the city knows that you live here. Write the "
                "code on this page, or open it with the camera of your phone:"
            ),
            "address": address,
            "qr": str(qr(address)),
            "alt": _("QR code with the address of the page for the code"),
            "until": _(
                "It works once and until %(day)s. If you did not ask for it, throw the letter "
                "away: nothing happens."
            )
            % {"day": day},
        }


def table(viewer: Viewer, letters: Sequence[Printed]) -> Iterator[str]:
    """The same for whoever prints elsewhere."""
    names = ["receipt", "name", "address", "code", "lang"]
    page = absolute(viewer.city, reverse("identity:letter_code"))
    rows = [[*(getattr(one, name) for name in names), page] for one in letters]
    return tables.lines([*names, "page"], rows)
