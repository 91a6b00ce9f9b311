"""What people type into the minutes."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from zaedno.core.forms import TextsFormField


class PassageForm(forms.Form):
    typed = forms.CharField(
        label=_("The passage in your words"),
        required=False,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_(
            "Figures stand as ⟦1: 23⟧. They come from the records: move them, don't change them."
        ),
    )


class DecisionForm(forms.Form):
    text = TextsFormField(max_length=400, rows=2, label=_("What the room decided"))


class StrikeForm(forms.Form):
    reason = TextsFormField(max_length=300, label=_("Why the decision is taken back"))
