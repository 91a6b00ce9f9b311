"""What describes a way of working together."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zaedno.core.forms import TextsFormField
from zaedno.core.viewer import Viewer
from zaedno.features.partnerships.actions import CARE, SIDES
from zaedno.features.partnerships.models import EngagementModel
from zaedno.platform.cities.choices import Influence
from zaedno.platform.cities.queries import themes
from zaedno.platform.people.queries.organisations import kinds

RATING = [(i, str(i)) for i in range(1, 6)]


def _side(label: Any, hint: Any = "") -> TextsFormField:
    return TextsFormField(label=label, max_length=400, rows=2, required=False, help_text=hint)


class ModelForm(forms.Form):
    title = TextsFormField(label=_("Name of the model"), max_length=200)
    partner_gives = _side(_("What the partner gives"))
    partner_gains = _side(_("What the partner gains"), _("Without it the model is not published."))
    city_gives = _side(_("What the city gives"))
    city_gains = _side(_("What the city gains"), _("Without it the model is not published."))
    conditions = TextsFormField(label=_("Conditions"), max_length=600, rows=2, required=False)
    first_step = _side(_("First step"))
    risk = _side(_("Risk"))
    safeguard = _side(_("Safeguard"))
    influence = forms.ChoiceField(
        label=_("Level of participation"), choices=Influence, widget=forms.RadioSelect
    )
    effort = forms.TypedChoiceField(
        label=_("Effort"), choices=RATING, coerce=int, help_text=_("1 little, 5 very much.")
    )
    theme = forms.ModelChoiceField(label=_("Theme"), queryset=None, required=False)
    also_for = forms.ModelMultipleChoiceField(
        label=_("Used for these themes as well"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    kinds = forms.ModelMultipleChoiceField(
        label=_("For these kinds of organisations"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (
            ("theme", themes(viewer)),
            ("also_for", themes(viewer)),
            ("kinds", kinds(viewer)),
        ):
            self.fields[name].queryset = rows  # type: ignore[attr-defined]


def typed(row: EngagementModel) -> dict[str, Any]:
    names = ("title", *SIDES, *CARE, "influence", "effort", "theme")
    many = {"also_for": row.also_for.all(), "kinds": row.kinds.all()}
    return {name: getattr(row, name) for name in names} | many
