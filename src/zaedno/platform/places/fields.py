"""A place in a form: lines of numbers that need no map, which a map fills in where there is one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zaedno.algorithms import geometry
from zaedno.algorithms.faults import InputFault


class PlaceWidget(forms.Textarea):
    """`data-place` is what the script looks for; without it the lines are typed."""

    def __init__(self) -> None:
        super().__init__({"rows": 3, "data-place": "", "spellcheck": "false"})

    def format_value(self, value: Any) -> str:
        return geometry.written(value) if isinstance(value, dict) else str(value or "")


class PlaceField(forms.Field):
    """A point (one line) or an area (three lines or more); the cleaned value is GeoJSON or None."""

    widget = PlaceWidget

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Place on the map"))
        kwargs.setdefault(
            "help_text",
            gettext_lazy(
                "One line is a point: latitude, longitude, such as 42.6977, 23.3219. Three lines "
                "or more are the corners of an area. It works without the map."
            ),
        )
        super().__init__(**kwargs)

    def clean(self, value: Any) -> geometry.Geometry | None:
        try:
            place = geometry.read(str(value or ""))
        except InputFault as fault:
            raise ValidationError(fault.told(_)) from fault
        if place is None and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        return place
