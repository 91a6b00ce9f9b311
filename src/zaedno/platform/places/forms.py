"""The shape of the city's map settings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zaedno.algorithms.faults import InputFault
from zaedno.core.viewer import Viewer
from zaedno.platform.cities.queries import districts
from zaedno.platform.places.fields import PlaceField
from zaedno.platform.places.outlines import MOST_BYTES, areas_of


class MapForm(forms.Form):
    middle = PlaceField(
        label=gettext_lazy("Where maps open"),
        help_text=gettext_lazy("Latitude, longitude, such as 42.6977, 23.3219."),
    )
    zoom = forms.IntegerField(
        min_value=1,
        max_value=19,
        label=gettext_lazy("How near"),
        help_text=gettext_lazy("From 1, the whole earth, to 19, a house; a city is about 12."),
    )
    tiles = forms.CharField(
        max_length=300,
        required=False,
        label=gettext_lazy("Address of the map pictures"),
        help_text=gettext_lazy(
            "As https://…/{z}/{x}/{y}.png. Left blank, pages load nothing from elsewhere; filled "
            "in, readers' browsers ask that server for pictures and it sees their addresses."
        ),
    )
    credit = forms.CharField(max_length=200, required=False, label=gettext_lazy("Whose map it is"))

    def clean_middle(self) -> Any:
        place = self.cleaned_data["middle"]
        if place["type"] != "Point":
            raise forms.ValidationError(_("Give one point."))
        return place


def words(data: dict[str, Any]) -> dict[str, Any]:
    lon, lat = data["middle"]["coordinates"]
    return {"lat": lat, "lon": lon, **{k: data[k] for k in ("zoom", "tiles", "credit")}}


class OutlinesForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Outlines of the districts (GeoJSON)"),
        help_text=gettext_lazy(
            "A FeatureCollection; each feature has the property “slug” with the short name of a "
            "district and one outline of at most 100 corners."
        ),
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {one.slug: one.pk for one in districts(viewer)}

    def clean_file(self) -> dict[int, Any]:
        upload = self.cleaned_data["file"]
        if upload.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 1 MB."))
        try:
            return areas_of(upload.read(), self.known)
        except InputFault as fault:
            raise forms.ValidationError(fault.told(_)) from fault
