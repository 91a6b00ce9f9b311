"""Form fields for what only we have: texts in several languages and partial dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from zaedno.core.fields import Texts, texts
from zaedno.core.partial_dates import MONTHS, PART_NAMES, When


@dataclass(frozen=True)
class Part:
    """One labelled input of a question that has several, as it is drawn."""

    id: str
    label: str
    input: SafeString
    lang: str = ""


class ShortChoices(forms.CheckboxSelectMultiple):
    """Many choices of a word or two, such as districts: drawn in columns."""

    short = True


@dataclass(frozen=True)
class Input:
    """One input of a question that has several: its suffix, its words, what stands in it."""

    code: str
    label: str
    widget: forms.Widget
    value: Any = ""
    lang: str = ""


class Grouped(forms.Widget):
    """A question with several inputs, drawn as a fieldset: `codes` are the suffixes of their names.

    What comes back is a dict by code. A group says only what its `inputs` are.
    """

    codes: Sequence[str] = ()
    joined = False  # side by side, as one date, instead of one below the other

    @property
    def first(self) -> str:
        """The suffix of the first input: where a mistake leads to."""
        return self.codes[0] if self.codes else ""

    def inputs(self, value: Any, languages: list[str] | None) -> list[Input]:
        raise NotImplementedError

    def parts(
        self,
        name: str,
        value: Any,
        ident: str,
        attrs: dict[str, Any],
        languages: list[str] | None = None,
    ) -> list[Part]:
        drawn = []
        for one in self.inputs(value, languages):
            own = {**attrs, "id": f"{ident}_{one.code}"}
            if one.lang:
                own["lang"] = one.lang
            html = one.widget.render(f"{name}_{one.code}", one.value, own)
            drawn.append(Part(own["id"], str(one.label), html, one.lang))
        return drawn

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """For whoever draws the form without the house's tag."""
        ident = (attrs or {}).get("id", f"id_{name}")
        return SafeString("".join(p.input for p in self.parts(name, value, ident, {})))

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return {code: data.get(f"{name}_{code}", "") for code in self.codes}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return all(f"{name}_{code}" not in data for code in self.codes)


class TextsWidget(Grouped):
    """One input per language of the city, each marked with its language."""

    def __init__(self, *, rows: int = 0, max_length: int | None = None) -> None:
        super().__init__()
        self.rows, self.max_length = rows, max_length
        self.codes = [code for code, _word in settings.LANGUAGES]

    def inputs(self, value: Any, languages: list[str] | None) -> list[Input]:
        own: dict[str, Any] = {"class": "input"}
        if self.max_length:
            own["maxlength"] = self.max_length
        widget = forms.Textarea({**own, "rows": self.rows}) if self.rows else forms.TextInput(own)
        given = value if isinstance(value, dict) else {}
        return [
            Input(code, word, widget, given.get(code, ""), code)
            for code, word in settings.LANGUAGES
            if languages is None or code in languages
        ]


class TextsFormField(forms.Field):
    """A text in the languages of the city; required means: in one of them at least.

    `rows` makes the inputs text areas.
    """

    default_error_messages = {
        "required": _("Write it in at least one language."),
        "long": _("At most %(max)d characters; you wrote %(now)d."),
    }

    def __init__(self, *, max_length: int | None = None, rows: int = 0, **kwargs: Any) -> None:
        kwargs.setdefault("widget", TextsWidget(rows=rows, max_length=max_length))
        super().__init__(**kwargs)
        self.max_length = max_length

    def to_python(self, value: Any) -> Texts:
        given = value if isinstance(value, dict) else {}
        return texts(**{lang: str(said or "") for lang, said in given.items()})

    def validate(self, value: Texts) -> None:
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")
        for said in value.values():
            if self.max_length and len(said) > self.max_length:
                raise ValidationError(
                    self.error_messages["long"],
                    code="long",
                    params={"max": self.max_length, "now": len(said)},
                )

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial) != self.to_python(data)


def day_input() -> forms.DateInput:
    """The browser's own calendar, which sends the day as 2027-06-30 in every language."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class WhenWidget(Grouped):
    """Day (or the part of the month that is known), month and year, side by side."""

    codes = ("day", "month", "year")
    joined = True

    def inputs(self, value: Any, languages: list[str] | None) -> list[Input]:
        given = value if isinstance(value, dict) else _split(value)
        lang = (get_language() or "bg")[:2]
        months = [(str(i), word) for i, word in enumerate(MONTHS.get(lang, MONTHS["en"]), 1)]
        days: list[Any] = [
            ("m", _("the month")),
            ("b", _("beginning")),
            ("c", _("middle")),
            ("e", _("end")),
            *((str(day), str(day)) for day in range(1, 32)),
        ]
        year = {"class": "input input--year", "inputmode": "numeric", "maxlength": 4}
        widgets: list[tuple[str, Any, forms.Widget]] = [
            ("day", _("Day"), selection(days)),
            ("month", _("Month"), selection(months)),
            ("year", _("Year"), forms.TextInput(year)),
        ]
        return [Input(code, label, made, given.get(code, "")) for code, label, made in widgets]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        if name in data:
            return data[name]
        return {code: data.get(f"{name}_{code}", "").strip() for code in self.codes}


def selection(choices: list[Any]) -> forms.Select:
    """A list to choose from that may be left on a dash."""
    return forms.Select({"class": "input input--select"}, choices=[("", "–"), *choices])


def _split(value: Any) -> dict[str, str]:
    """The three inputs for a date that is stored."""
    try:
        exact = When.parse(value)
    except ValueError:
        return {}
    code = exact.text[-1]
    day = code if code in {"m", *PART_NAMES} else str(exact.first.day)
    return {"day": day, "month": str(exact.first.month), "year": str(exact.first.year)}


class WhenFormField(forms.Field):
    """A day, a month, or the beginning, middle or end of a month."""

    widget = WhenWidget
    default_error_messages = {
        "required": _("Give a date: a day, or only the month."),
        "wrong": _("There is no such date. Check the day, the month and the year."),
    }

    def to_python(self, value: Any) -> When | None:
        if isinstance(value, dict):
            value = self._joined(value)
        if not value:
            return None
        try:
            return When.parse(value)
        except ValueError as error:
            raise ValidationError(self.error_messages["wrong"], code="wrong") from error

    def _joined(self, given: dict[str, str]) -> str:
        if not (given["month"] or given["year"]):
            return ""
        day = given["day"] or "m"
        if not (given["month"].isdigit() and given["year"].isdigit()):
            raise ValidationError(self.error_messages["wrong"], code="wrong")
        month = f"{int(given['year']):04d}-{int(given['month']):02d}"
        if day.isdigit():
            return f"{month}-{int(day):02d}"
        return month if day == "m" else When.part(PART_NAMES[day], month).text

    def has_changed(self, initial: Any, data: Any) -> bool:
        return True
