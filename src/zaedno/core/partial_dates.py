"""Dates no more precise than their source: a day, a month, or a part of a month.

Stored as text that sorts: `2021-02-08d` (a day), `2021-02-01m` (the month), `2021-02-01b`,
`2021-02-11c`, `2021-02-21e` (its beginning, middle, end). They are never silently made a day.

>>> When.parse("2021-02").show("en")
'February 2021'
>>> When.part("beginning", "2021-02").show("bg")
'началото на февруари 2021\xa0г.'
>>> sorted([When.parse("2021-02-08"), When.part("end", "2021-01")])[0].show("en")
'end of January 2021'
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from zaedno.core import clock

FIRST_DAY = {"m": 1, "b": 1, "c": 11, "e": 21}
LAST_DAY = {"b": 10, "c": 20}
PARTS = {"beginning": "b", "middle": "c", "end": "e"}
PART_NAMES = {v: k for k, v in PARTS.items()}

MONTHS = {
    "bg": [
        "януари",
        "февруари",
        "март",
        "април",
        "май",
        "юни",
        "юли",
        "август",
        "септември",
        "октомври",
        "ноември",
        "декември",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
PHRASES = {
    "bg": {"b": "началото на", "c": "средата на", "e": "края на"},
    "en": {"b": "beginning of", "c": "middle of", "e": "end of"},
}
ISO = re.compile(r"^(\d{4})-(\d{2})(?:-(\d{2})([dmbce])?)?$")


@dataclass(frozen=True, order=True)
class When:
    """`text` is the stored form; comparing two dates compares their first possible days."""

    text: str

    @classmethod
    def day(cls, value: date) -> When:
        return cls(f"{value:%Y-%m-%d}d")

    @classmethod
    def part(cls, part: str, month: str) -> When:
        code = PARTS[part]
        return cls.parse(f"{month}-{FIRST_DAY[code]:02d}{code}")

    @classmethod
    def parse(cls, value: Any) -> When:
        """From a date, `2021-02-08`, `2021-02`, a stored form, or {part:, month:}.

        Raises ValueError for anything else.
        """
        if isinstance(value, When):
            return value
        if isinstance(value, date):
            return cls.day(value)
        if isinstance(value, dict) and set(value) == {"part", "month"} and value["part"] in PARTS:
            return cls.part(value["part"], str(value["month"]))
        found = ISO.match(str(value))
        if found is None:
            raise ValueError(f"not a date: {value!r}")
        year, month, day_text, code = found.groups()
        if day_text is None:
            code, day_text = "m", "01"
        date(int(year), int(month), int(day_text))  # ValueError when there is no such day
        return cls(f"{year}-{month}-{day_text}{code or 'd'}")

    @property
    def precision(self) -> str:
        return {"d": "day", "m": "month"}.get(self.text[-1], "part_of_month")

    @property
    def month(self) -> str:
        return self.text[:7]

    @property
    def part_name(self) -> str:
        return PART_NAMES.get(self.text[-1], "")

    @property
    def first(self) -> date:
        return date.fromisoformat(self.text[:10])

    @property
    def last(self) -> date:
        code = self.text[-1]
        if code == "d":
            return self.first
        if code in LAST_DAY:
            return self.first.replace(day=LAST_DAY[code])
        return self.first.replace(day=calendar.monthrange(self.first.year, self.first.month)[1])

    def show(self, lang: str | None = None) -> str:
        lang = (lang or get_language() or "bg")[:2]
        lang = lang if lang in MONTHS else "en"
        name, year, code = MONTHS[lang][self.first.month - 1], self.first.year, self.text[-1]
        end = "\xa0г." if lang == "bg" else ""
        if code == "d":
            return f"{self.first.day}\xa0{name} {year}{end}"
        phrase = PHRASES[lang].get(code)
        return f"{phrase} {name} {year}{end}" if phrase else f"{name} {year}{end}"

    def iso(self) -> str:
        """For machines (`<time datetime>`): a day, or the month where no day is known."""
        return self.text[:10] if self.text[-1] == "d" else self.month

    def __str__(self) -> str:
        return self.show()


def show_moment(moment: datetime, lang: str | None = None) -> str:
    """A day with its hour in the time zone that is active: `30 ноември 2026 г., 18:00`."""
    local = clock.local(moment)
    return f"{When.day(local.date()).show(lang)}, {local:%H:%M}"


def show_start(moment: datetime, lang: str | None = None) -> str:
    """When something opens: by the day, and by the hour where it is not midnight."""
    if clock.local(moment).time() == time.min:
        return When.day(clock.day(moment)).show(lang)
    return show_moment(moment, lang)


def show_end(moment: datetime, lang: str | None = None) -> str:
    """Until when something is open: its last day, and the hour where it is not midnight."""
    if clock.local(moment).time() == time.min:
        return When.day(clock.last_day(moment)).show(lang)
    return show_moment(moment, lang)


def clean_when(value: Any) -> When:
    try:
        return When.parse(value)
    except (ValueError, KeyError) as error:
        raise ValidationError(
            _("Write the date as a day (2021-02-08) or a month (2021-02).")
        ) from error
