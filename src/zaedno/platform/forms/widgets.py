"""Inputs for answers that have several parts; each part has its own label and works by keyboard."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from zaedno.algorithms import geometry
from zaedno.core.forms import Grouped, Input, selection
from zaedno.platform.files.rules import MEGABYTE
from zaedno.platform.places.fields import PlaceField, PlaceWidget

WORDS_LENGTH = 200
LARGEST_FILE = 10 * MEGABYTE


class Rows(Grouped):
    """A list of lines with one choice each: a matrix, or a ranking by places."""

    def __init__(self, lines: list[tuple[str, str]], choices: list[tuple[str, str]]) -> None:
        super().__init__()
        self.lines, self.choices = lines, choices
        self.codes = [code for code, _label in lines]

    def inputs(self, value: Any, languages: list[str] | None) -> list[Input]:
        given = value if isinstance(value, dict) else {}
        select = selection(self.choices)
        return [Input(code, label, select, given.get(code, "")) for code, label in self.lines]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, str]:
        told = super().value_from_datadict(data, files, name)
        return {code: value for code, value in told.items() if value}


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


class Whereabouts(Grouped):
    """A place by numbers or on the map, or in words: nobody needs a map or JavaScript."""

    codes = ("numbers", "words")

    def __init__(self, shape: str) -> None:
        super().__init__()
        self.shape = shape

    def inputs(self, value: Any, languages: list[str] | None) -> list[Input]:
        given = value if isinstance(value, dict) else {}
        numbers, plain = PlaceWidget(self.shape), forms.TextInput({"maxlength": WORDS_LENGTH})
        for widget in (numbers, plain):
            widget.attrs["class"] = "input"
        # What was typed comes back as it was; what is kept is written in lines.
        lines = given["numbers"] if "numbers" in given else geometry.written(given.get("place"))
        return [
            Input("numbers", str(NUMBERS[self.shape]), numbers, lines),
            Input("words", str(_("Or describe the place in words")), plain, given.get("words", "")),
        ]


NUMBERS = {
    geometry.POINT: _("Point: latitude, longitude"),
    geometry.LINE: _("Line: a point on each row (latitude, longitude)"),
    geometry.AREA: _("Area: a corner on each row (latitude, longitude)"),
}


class WhereaboutsField(forms.Field):
    """`{"place": GeoJSON, "words": …}` with whichever of the two was given, or None."""

    def __init__(self, *, shape: str, **kwargs: Any) -> None:
        super().__init__(widget=Whereabouts(shape), **kwargs)
        self.numbers = PlaceField(shape=shape, required=False)

    def clean(self, value: Any) -> dict[str, Any] | None:
        given = value or {}
        words = " ".join(str(given.get("words", "")).split())[:WORDS_LENGTH]
        found = {"place": self.numbers.clean(given.get("numbers", "")), "words": words}
        told = {name: one for name, one in found.items() if one}
        if self.required and not told:
            raise ValidationError(_("Mark the place, write its numbers or describe it in words."))
        return told or None


class Paper(Grouped):
    """A file to choose; one that is kept already can be taken out."""

    codes = ("new", "drop")
    needs_multipart_form = True

    def inputs(self, value: Any, languages: list[str] | None) -> list[Input]:
        accept = {"accept": ".pdf,.png,.jpg,.jpeg", "class": "input"}
        found = [
            Input(
                "new", str(_("File (PDF, PNG or JPEG up to 10 MB)")), forms.FileInput(accept), None
            )
        ]
        if isinstance(value, dict) and value.get("file"):
            box = forms.CheckboxInput({"class": "checkbox"})
            said = _("Take out “%(name)s”, which is kept") % {"name": value["name"]}
            found.append(Input("drop", said, box, False))
        return found

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, Any]:
        return {"new": (files or {}).get(f"{name}_new"), "drop": bool(data.get(f"{name}_drop"))}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return f"{name}_new" not in (files or {}) and f"{name}_drop" not in data


class PaperField(forms.Field):
    """An upload that is new, what is `kept` already, or None."""

    widget = Paper
    kept: Any = None

    def bound_data(self, data: Any, initial: Any) -> Any:
        return initial  # a browser never shows a chosen file again, only what is kept

    def clean(self, value: Any) -> Any:
        given = value or {}
        if upload := given.get("new"):
            if not upload.size or upload.size > LARGEST_FILE:
                most = LARGEST_FILE // MEGABYTE
                said = _("The file is empty or larger than %(most)d MB.")
                raise ValidationError(said % {"most": most})
            return upload
        kept = None if given.get("drop") else self.kept
        if self.required and not kept:
            raise ValidationError(_("Choose a file."))
        return kept
