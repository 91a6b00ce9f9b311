"""The list of groups of one feature, with its source."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from zaedno.core.forms import TextsFormField, WhenFormField
from zaedno.platform.population import rules


class GroupsForm(forms.Form):
    groups = forms.CharField(
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 12, "class": "input", "spellcheck": "false"}),
        label=_("Groups"),
        help_text=_(
            "One on each line: code; Bulgarian name; English name; people."
            " A district has the code of its page."
        ),
    )
    source = TextsFormField(max_length=300, label=_("Source"))
    as_of = WhenFormField(label=_("As of"))

    def clean_groups(self) -> list[rules.Declared]:
        groups, verdict = rules.read(self.cleaned_data["groups"])
        if not verdict:
            raise forms.ValidationError(str(verdict.reason))
        return groups
