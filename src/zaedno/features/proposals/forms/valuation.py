"""The shape of an expert's task and of what the expert says."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zaedno.core.forms import day_input
from zaedno.features.proposals.models.valuation import Valuation


class AssignForm(forms.Form):
    people = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, label=_("Experts"))
    due = forms.DateField(widget=day_input(), label=_("Until which day"))

    def __init__(self, *args: Any, experts: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = experts  # type: ignore[attr-defined]


class ValueForm(forms.Form):
    feasible = forms.ChoiceField(
        choices=Valuation.Feasible.choices, widget=forms.RadioSelect, label=_("Can it be done?")
    )
    note = forms.CharField(
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        label=_("What you found"),
        help_text=_("Law, ownership, networks, what would have to change."),
    )
    cost = forms.DecimalField(
        max_digits=14,
        decimal_places=2,
        min_value=0,
        required=False,
        localize=True,
        label=_("Cost in euro, roughly"),
    )
    takes = forms.CharField(
        max_length=200,
        required=False,
        label=_("Until when it could be done"),
        help_text=_("For example: by the end of 2027."),
    )
    public = forms.BooleanField(
        required=False,
        label=_("Everybody may read this"),
        help_text=_("Your name is not shown. Otherwise only the coordinator reads it."),
    )
