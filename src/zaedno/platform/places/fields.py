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
    """`data-place` is what the script looks for, with the shape; without it lines are typed."""

    def __init__(self, shape: str = geometry.ANY) -> None:
        rows = 1 if shape == geometry.POINT else 3
        super().__init__({"rows": rows, "data-place": shape, "spellcheck": "false"})

    def format_value(self, value: Any) -> str:
        return geometry.written(value) if isinstance(value, dict) else str(value or "")


HELP = {
    geometry.ANY: gettext_lazy(
        "One line is a point: latitude, longitude, such as 42.6977, 23.3219. Three lines "
        "or more are the corners of an area. It works without the map."
    ),
    geometry.POINT: gettext_lazy(
        "Latitude and longitude, such as 42.6977, 23.3219. It works without the map."
    ),
    geometry.LINE: gettext_lazy(
        "The points of the line in order, each on a line of its own: latitude, longitude, such as "
        "42.6977, 23.3219. It works without the map."
    ),
    geometry.AREA: gettext_lazy(
        "The corners of the area in order, each on a line of its own: latitude, longitude, such "
        "as 42.6977, 23.3219. It works without the map."
    ),
}


class PlaceField(forms.Field):
    """A place in lines of numbers; the cleaned value is GeoJSON or None.

    Without a `shape` one line is a point and three or more are an area.
    """

    def __init__(self, *, shape: str = geometry.ANY, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Place on the map"))
        kwargs.setdefault("help_text", HELP[shape])
        kwargs.setdefault("widget", PlaceWidget(shape))
        super().__init__(**kwargs)
        self.shape = shape

    def clean(self, value: Any) -> geometry.Geometry | None:
        try:
            place = geometry.read(str(value or ""), self.shape)
        except InputFault as fault:
            raise ValidationError(fault.told(_)) from fault
        if place is None and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        return place
