"""The shape of a hiding, of an objection and of the ruling on it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from zaedno.core.forms import TextsFormField
from zaedno.platform.moderation.models import Rule, Ruling


class HideForm(forms.Form):
    rule = forms.ChoiceField(
        choices=Rule.choices, widget=forms.RadioSelect, label=_("Which rule it breaks")
    )
    facts = TextsFormField(
        max_length=500,
        rows=3,
        label=_("What exactly"),
        help_text=_("The author reads this. Do not repeat what must not be seen."),
    )


class AppealForm(forms.Form):
    text = forms.CharField(
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        label=_("Why it should be shown again"),
    )


class RuleForm(forms.Form):
    ruling = forms.ChoiceField(
        choices=Ruling.choices, widget=forms.RadioSelect, label=_("Your decision")
    )
    reason = TextsFormField(max_length=500, rows=3, label=_("The reason"))
