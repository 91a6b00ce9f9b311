"""What people type in a consent round."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from zaedno.core.forms import TextsFormField
from zaedno.features.workshops.models.consent import OBJECTION_LENGTH, PROPOSAL_LENGTH, Stand


class ProposalForm(forms.Form):
    proposal = TextsFormField(label=_("Proposal"), max_length=PROPOSAL_LENGTH, rows=4)


class StandForm(forms.Form):
    value = forms.ChoiceField(
        label=_("Where do you stand on it?"), choices=Stand.Value.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("If you object: why"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "data-count": str(OBJECTION_LENGTH)}),
    )


class ObjectionAnswerForm(forms.Form):
    answer = TextsFormField(label=_("Answer"), max_length=OBJECTION_LENGTH, rows=3)
