"""Form fields for what only we have: texts in several languages and partial dates."""

from __future__ import annotations

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
    """One labelled input of a question that has several."""

    id: str
    label: str
    input: SafeString
    lang: str = ""


class Grouped(forms.Widget):
    """A question with several inputs, drawn as a fieldset; `first` is the suffix of the first."""

    first = ""
    joined = False  # side by side, as one date, instead of one below the other

    def parts(
        self,
        name: str,
        value: Any,
        ident: str,
        attrs: dict[str, Any],
        languages: list[str] | None = None,
    ) -> list[Part]:
        raise NotImplementedError

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """For whoever draws the form without the house's tag."""
        ident = (attrs or {}).get("id", f"id_{name}")
        return SafeString("".join(p.input for p in self.parts(name, value, ident, {})))


class TextsWidget(Grouped):
    """One input per language of the city, each marked with its language."""

    def __init__(self, *, rows: int = 0, max_length: int | None = None) -> None:
        super().__init__()
        self.rows, self.max_length = rows, max_length
        self.first = settings.LANGUAGES[0][0]

    def parts(
        self,
        name: str,
        value: Any,
        ident: str,
        attrs: dict[str, Any],
        languages: list[str] | None = None,
    ) -> list[Part]:
        shown = [
            (code, word)
            for code, word in settings.LANGUAGES
            if languages is None or code in languages
        ]
        value = value if isinstance(value, dict) else {}
        return [self._part(name, value.get(c, ""), ident, attrs, c, word) for c, word in shown]

    def _part(
        self, name: str, value: str, ident: str, attrs: dict[str, Any], lang: str, word: str
    ) -> Part:
        own = {**attrs, "id": f"{ident}_{lang}", "lang": lang, "class": "input"}
        if self.max_length:
            own["maxlength"] = self.max_length
        widget: forms.Widget = forms.TextInput()
        if self.rows:
            widget, own["rows"] = forms.Textarea(), self.rows
        return Part(own["id"], word, widget.render(f"{name}_{lang}", value, own), lang)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, str]:
        return {code: data.get(f"{name}_{code}", "") for code, _word in settings.LANGUAGES}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return all(f"{name}_{code}" not in data for code, _word in settings.LANGUAGES)


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

    first = "day"
    joined = True

    def parts(
        self,
        name: str,
        value: Any,
        ident: str,
        attrs: dict[str, Any],
        languages: list[str] | None = None,
    ) -> list[Part]:
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
        select = {**attrs, "class": "input input--select"}
        year = {**attrs, "class": "input input--year", "inputmode": "numeric", "maxlength": 4}
        widgets: list[tuple[str, Any, forms.Widget, dict[str, Any]]] = [
            ("day", _("Day"), forms.Select(choices=[("", "–"), *days]), select),
            ("month", _("Month"), forms.Select(choices=[("", "–"), *months]), select),
            ("year", _("Year"), forms.TextInput(), year),
        ]
        return [
            Part(
                f"{ident}_{part}",
                label,
                widget.render(
                    f"{name}_{part}", given.get(part, ""), {**own, "id": f"{ident}_{part}"}
                ),
            )
            for part, label, widget, own in widgets
        ]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        if name in data:
            return data[name]
        return {part: data.get(f"{name}_{part}", "").strip() for part in ("day", "month", "year")}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return all(f"{name}_{part}" not in data for part in ("day", "month", "year"))


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
