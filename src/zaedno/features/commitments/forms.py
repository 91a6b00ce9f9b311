"""The shape of what people type about commitments."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zaedno.core.forms import TextsFormField, WhenFormField, day_input
from zaedno.core.viewer import Viewer
from zaedno.features.commitments.models import Commitment, Unit
from zaedno.platform.cities.choices import Scope
from zaedno.platform.cities.queries import themes
from zaedno.platform.people.queries import kinds, organisations


class PromiseForm(forms.Form):
    text = TextsFormField(
        label=_("What is promised"),
        help_text=_("One action that can be checked. It can't be changed later."),
        max_length=300,
        rows=3,
    )
    owner = forms.ModelChoiceField(
        label=_("Who owns it"),
        help_text=_("Its representative gets a letter and confirms or refuses."),
        queryset=None,
    )
    measure = TextsFormField(
        label=_("What is measured"),
        help_text=_("For example: “Published data sets”."),
        max_length=200,
    )
    unit = forms.ChoiceField(label=_("Unit"), choices=Unit.choices)
    baseline = forms.DecimalField(
        label=_("Value today"), required=False, max_digits=14, decimal_places=4, localize=True
    )
    target = forms.DecimalField(
        label=_("Target value"), max_digits=14, decimal_places=4, localize=True
    )
    due = WhenFormField(label=_("Due date"))
    theme = forms.ModelChoiceField(label=_("Theme"), queryset=None, required=False)
    scope = forms.ChoiceField(label=_("Field"), choices=[("", "–"), *Scope.choices], required=False)
    helpers = forms.ModelMultipleChoiceField(
        label=_("Who helps"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = organisations(viewer)  # type: ignore[attr-defined]
        self.fields["theme"].queryset = themes(viewer)  # type: ignore[attr-defined]
        self.fields["helpers"].queryset = kinds(viewer)  # type: ignore[attr-defined]

    @staticmethod
    def inputs(typed: dict[str, Any]) -> dict[str, Any]:
        """As the action takes them."""
        theme, helpers = typed["theme"], typed["helpers"]
        return {
            **{name: value for name, value in typed.items() if name != "theme"},
            "theme_id": theme.pk if theme else None,
            "helpers": [kind.code for kind in helpers],
        }


class RefuseForm(forms.Form):
    reason = forms.CharField(
        label=_("Why you refuse"),
        help_text=_("The coordinator reads it."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReportForm(forms.Form):
    day = forms.DateField(
        label=_("Day of the value"),
        widget=day_input(),
    )
    value = forms.DecimalField(label=_("Value"), max_digits=14, decimal_places=4, localize=True)
    evidence = TextsFormField(
        label=_("What shows it"),
        help_text=_("Minutes, a published page, a list: say where one can check."),
        max_length=500,
        rows=3,
    )
    evidence_url = forms.URLField(
        label=_("Address of the evidence"), required=False, assume_scheme="https"
    )


class AmendForm(forms.Form):
    new_due = WhenFormField(label=_("New due date"))
    scope_change = TextsFormField(
        label=_("What changes in the promise, if anything"),
        required=False,
        max_length=300,
        rows=2,
    )
    reason = TextsFormField(
        label=_("Why"), help_text=_("Everybody reads it."), max_length=500, rows=3
    )


class WithdrawForm(forms.Form):
    reason = TextsFormField(
        label=_("Why it is dropped"),
        help_text=_("The page stays for everybody, with this reason."),
        max_length=500,
        rows=3,
    )


class FilterForm(forms.Form):
    """The list's filters, read from the address."""

    state = forms.ChoiceField(
        label=_("Status"), required=False, choices=[("", _("all")), *Commitment.State.choices]
    )
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    as_of = forms.DateField(
        label=_("As of"),
        required=False,
        widget=day_input(),
    )
    owner = forms.SlugField(required=False, widget=forms.HiddenInput)
    counted = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(t.code, str(t.name)) for t in themes(viewer)]
        self.fields["theme"].choices = [("", _("all")), *choices]  # type: ignore[attr-defined]
