"""The shape of acts, money, deliveries and checks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zaedno.core.forms import TextsFormField, WhenFormField, day_input
from zaedno.core.viewer import Viewer
from zaedno.features.decisions.models import Act, CitizenCheck
from zaedno.platform.cities.queries import districts, themes
from zaedno.platform.people.queries import kinds

CURRENCIES = [("EUR", _("euro")), ("BGN", _("leva"))]


class RecordForm(forms.Form):
    title = TextsFormField(label=_("What was decided"), max_length=300, rows=2)
    kind = forms.ChoiceField(label=_("Kind of act"), choices=Act.Kind.choices)
    number = forms.CharField(label=_("Number"), max_length=40)
    protocol = forms.CharField(label=_("Protocol"), max_length=40, required=False)
    date = WhenFormField(label=_("Date of the act"))
    body = TextsFormField(label=_("Who decided"), max_length=200)
    reasons = TextsFormField(label=_("Reasons"), max_length=3000, rows=5, required=False)
    text_url = forms.URLField(
        label=_("Address of the full text"), required=False, assume_scheme="https"
    )
    theme = forms.ModelChoiceField(label=_("Theme"), queryset=None, required=False)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = themes(viewer)  # type: ignore[attr-defined]

    @staticmethod
    def inputs(typed: dict[str, Any]) -> dict[str, Any]:
        theme = typed["theme"]
        rest = {name: value for name, value in typed.items() if name != "theme"}
        return {**rest, "theme_id": theme.pk if theme else None}


class BudgetForm(forms.Form):
    name = TextsFormField(label=_("What the money is for"), max_length=200)
    code = forms.CharField(label=_("Budget line"), max_length=40)
    amount = forms.DecimalField(
        label=_("Amount"), max_digits=16, decimal_places=2, min_value=0, localize=True
    )
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCIES)
    year = forms.IntegerField(label=_("Year"), min_value=1990, max_value=2100)


class PlanForm(forms.Form):
    text = TextsFormField(label=_("What will be delivered"), max_length=300, rows=2)
    owner = forms.ModelChoiceField(label=_("Who answers for it"), queryset=None)
    planned = WhenFormField(label=_("Planned for"))

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = kinds(viewer)  # type: ignore[attr-defined]

    @staticmethod
    def inputs(typed: dict[str, Any]) -> dict[str, Any]:
        return {
            "text": typed["text"],
            "owner_id": typed["owner"].pk,
            "planned": typed["planned"],
        }


class DeliverForm(forms.Form):
    day = forms.DateField(label=_("Done on"), widget=day_input())


class DelayForm(forms.Form):
    new = WhenFormField(label=_("New date"))
    reason = TextsFormField(
        label=_("Why it is late"), help_text=_("Everybody reads it."), max_length=500, rows=3
    )


class CheckForm(forms.Form):
    verdict = forms.ChoiceField(
        label=_("Is it as the city says?"),
        choices=CitizenCheck.Verdict.choices,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("What you saw"),
        help_text=_("One or two sentences. Please leave out names and addresses of people."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    day = forms.DateField(label=_("On which day"), widget=day_input())
    district = forms.ModelChoiceField(label=_("District"), queryset=None, required=False)
    photo = forms.FileField(
        label=_("Photo"),
        help_text=_("JPEG or PNG. The place and time stored inside the picture are removed."),
        required=False,
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        self.fields["district"].queryset = districts(viewer)  # type: ignore[attr-defined]

    def inputs(self, typed: dict[str, Any]) -> dict[str, Any]:
        district = typed["district"]
        return {
            "verdict": typed["verdict"],
            "text": {self.viewer.lang: typed["text"]},
            "day": typed["day"],
            "district_id": district.pk if district else None,
            "photo": typed["photo"],
        }


class HideForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is not shown"),
        help_text=_("Its author reads it."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AnswerForm(forms.Form):
    answer = TextsFormField(label=_("The city's answer"), max_length=1000, rows=4)
