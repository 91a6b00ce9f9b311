"""What the keepers of indicators type."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zaedno.core.forms import TextsFormField, WhenFormField
from zaedno.core.viewer import Viewer
from zaedno.features.indicators import queries
from zaedno.features.indicators.actions import CARD
from zaedno.features.indicators.models import Indicator, Mechanism, Use
from zaedno.platform.cities.choices import Influence, Scope, Unit
from zaedno.platform.cities.queries import themes
from zaedno.platform.people.queries.organisations import kinds

NONE = [("", "–")]


def _number(label: Any, **more: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, max_digits=14, decimal_places=4, localize=True, **more)


class IndicatorForm(forms.Form):
    title = TextsFormField(label=_("What is measured"), max_length=200)
    definition = TextsFormField(
        label=_("Definition"),
        max_length=800,
        rows=3,
        required=False,
        help_text=_("How it is counted: what goes above the line and what below."),
    )
    chain = forms.ChoiceField(
        label=_("Place in the chain"),
        choices=Indicator.Chain,
        widget=forms.RadioSelect,
        help_text=_(
            "A catalyst makes activities possible, activities lead to achievements, "
            "performance is what changed in the city."
        ),
    )
    unit = forms.ChoiceField(label=_("Unit"), choices=Unit)
    direction = forms.ChoiceField(
        label=_("Direction"), choices=Indicator.Direction, widget=forms.RadioSelect, initial="up"
    )
    baseline = _number(_("Baseline"), required=False)
    target = _number(_("Target"), required=False)
    source = forms.ChoiceField(label=_("Source"), choices=Indicator.Source)
    owner = forms.ModelChoiceField(label=_("Who keeps it"), queryset=None, required=False)
    frequency = forms.TypedChoiceField(
        label=_("How often"),
        choices=[*NONE, *Indicator.Frequency.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    theme = forms.ModelChoiceField(label=_("Theme"), queryset=None, required=False)
    respondents = forms.IntegerField(label=_("Number of respondents"), min_value=1, required=False)
    pitfalls = TextsFormField(label=_("Known pitfalls"), max_length=800, rows=2, required=False)

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = themes(viewer)  # type: ignore[attr-defined]
        self.fields["owner"].queryset = kinds(viewer)  # type: ignore[attr-defined]


def typed(row: Indicator) -> dict[str, Any]:
    return {name: getattr(row, name) for name in CARD}


class TieForm(forms.Form):
    indicator = forms.ModelChoiceField(label=_("Indicator"), queryset=None)

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicator"].queryset = queries.indicators(viewer)  # type: ignore[attr-defined]


class PointForm(forms.Form):
    date = WhenFormField(label=_("Day or month"))
    value = _number(_("Value"))
    source = forms.CharField(label=_("Where the value comes from"), max_length=300, required=False)
    respondents = forms.IntegerField(label=_("Number of respondents"), min_value=1, required=False)


class CorrectionForm(forms.Form):
    value = _number(_("Correct value"))
    reason = forms.CharField(
        label=_("Why it is corrected"),
        max_length=300,
        help_text=_("The reason is public; the old value stays readable."),
    )
    source = forms.CharField(label=_("Where the value comes from"), max_length=300, required=False)


class MechanismForm(forms.Form):
    title = TextsFormField(label=_("New channel or process"), max_length=200)
    about = TextsFormField(label=_("What it is"), max_length=800, rows=3, required=False)
    started = WhenFormField(label=_("Began"))
    promised = forms.ChoiceField(
        label=_("Promised level of influence"), choices=Influence, widget=forms.RadioSelect
    )
    delivered = forms.ChoiceField(
        label=_("Delivered level of influence"),
        choices=[("", _("not known yet")), *Influence.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    scope = forms.ChoiceField(label=_("Field"), choices=[*NONE, *Scope.choices], required=False)
    cost = forms.DecimalField(
        label=_("Cost"), max_digits=14, decimal_places=2, min_value=0, required=False, localize=True
    )
    currency = forms.CharField(
        label=_("Currency"), max_length=3, required=False, help_text=_("For example EUR.")
    )
    cost_date = WhenFormField(label=_("Date of the cost"), required=False)

    def clean_currency(self) -> str:
        return str(self.cleaned_data["currency"]).upper()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("cost") is not None:
            for name in ("currency", "cost_date"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("A cost needs its currency and its date."))
        return data


def typed_mechanism(row: Mechanism) -> dict[str, Any]:
    return {name: getattr(row, name) for name in MechanismForm.base_fields}


class UseForm(forms.Form):
    phase = forms.ChoiceField(
        label=pgettext_lazy("use of a mechanism", "When it was used"),
        choices=Use.Phase,
        widget=forms.RadioSelect,
    )
    what = TextsFormField(label=_("What was counted"), max_length=200)
    date = WhenFormField(label=_("Day or month"))
    value = _number(_("Value"))
    unit = forms.ChoiceField(label=_("Unit"), choices=Unit)
    source = forms.CharField(label=_("Where the value comes from"), max_length=300)
