"""Inputs for answers that have several parts; each part has its own label and works by keyboard."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from zaedno.core.forms import Grouped, Part


class Rows(Grouped):
    """A list of lines with one choice each: a matrix, or a ranking by places."""

    def __init__(self, lines: list[tuple[str, str]], choices: list[tuple[str, str]]) -> None:
        super().__init__()
        self.lines, self.choices = lines, choices
        self.first = lines[0][0] if lines else ""

    def parts(
        self,
        name: str,
        value: Any,
        ident: str,
        attrs: dict[str, Any],
        languages: list[str] | None = None,
    ) -> list[Part]:
        given = value if isinstance(value, dict) else {}
        select = forms.Select(choices=[("", "–"), *self.choices])
        found = []
        for code, label in self.lines:
            own = {**attrs, "id": f"{ident}_{code}", "class": "input input--select"}
            drawn = select.render(f"{name}_{code}", given.get(code, ""), own)
            found.append(Part(own["id"], label, drawn))
        return found

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, str]:
        told = {code: data.get(f"{name}_{code}", "") for code, _label in self.lines}
        return {code: value for code, value in told.items() if value}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return all(f"{name}_{code}" not in data for code, _label in self.lines)


class MatrixField(forms.Field):
    def __init__(
        self, *, lines: list[tuple[str, str]], choices: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(widget=Rows(lines, choices), **kwargs)
        self.lines, self.allowed = lines, {code for code, _label in choices}

    def clean(self, value: Any) -> dict[str, str] | None:
        told = {code: one for code, one in (value or {}).items() if one in self.allowed}
        if self.required and len(told) < len(self.lines):
            raise ValidationError(_("Choose an answer in each row."))
        return told or None


class RankingField(forms.Field):
    """Places given to options: none twice, none left out before the last that was given."""

    def __init__(self, *, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        places = [(str(at), str(at)) for at in range(1, len(choices) + 1)]
        super().__init__(widget=Rows(choices, places), **kwargs)
        self.count = len(choices)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            return {code: str(place) for place, code in enumerate(value, 1)}
        return value

    def clean(self, value: Any) -> list[str] | None:
        told = {
            code: int(place)
            for code, place in (value or {}).items()
            if place.isdigit() and 1 <= int(place) <= self.count
        }
        order = sorted(told, key=lambda code: told[code])
        if [told[code] for code in order] != list(range(1, len(order) + 1)):
            raise ValidationError(_("Give each place once, beginning with 1 and without a gap."))
        if self.required and not order:
            raise ValidationError(_("Give at least the first place."))
        return order or None


class PointWidget(Grouped):
    """Latitude and longitude as numbers: it needs neither a map nor JavaScript."""

    first = "lat"
    joined = True

    def parts(
        self,
        name: str,
        value: Any,
        ident: str,
        attrs: dict[str, Any],
        languages: list[str] | None = None,
    ) -> list[Part]:
        told = list(value) if isinstance(value, list | tuple) else ["", ""]
        found = []
        for code, label, at in (("lat", _("Latitude"), 0), ("lon", _("Longitude"), 1)):
            own = {**attrs, "id": f"{ident}_{code}", "class": "input", "inputmode": "decimal"}
            drawn = forms.TextInput().render(f"{name}_{code}", told[at], own)
            found.append(Part(own["id"], str(label), drawn))
        return found

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return [data.get(f"{name}_{code}", "").strip() for code in ("lat", "lon")]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return f"{name}_lat" not in data


class PointField(forms.Field):
    widget = PointWidget

    def clean(self, value: Any) -> list[float] | None:
        told = [one.replace(",", ".") for one in (value or []) if one]
        if not told:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        try:
            lat, lon = (float(one) for one in told)
        except ValueError as error:
            raise ValidationError(_("Write both numbers, such as 42.6977 and 23.3219.")) from error
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise ValidationError(
                _("Latitude is between -90 and 90, longitude between -180 and 180.")
            )
        return [round(lat, 6), round(lon, 6)]
