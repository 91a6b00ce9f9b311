"""The form of a strategy: an inner side, an outer side, what follows from both."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zaedno.core.forms import TextsFormField
from zaedno.features.workshops.models.pairs import STRATEGY_LENGTH
from zaedno.features.workshops.queries.tows import Side


class StrategyForm(forms.Form):
    inner = forms.ChoiceField(label=_("Strength or weakness"))
    outer = forms.ChoiceField(label=_("Opportunity or threat"))
    text = TextsFormField(label=_("What follows from both"), max_length=STRATEGY_LENGTH, rows=2)

    def __init__(self, inside: list[Side], outside: list[Side], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        fields: Any = self.fields
        fields["inner"].choices = [("", "–"), *((s.key, s.label) for s in inside)]
        fields["outer"].choices = [("", "–"), *((s.key, s.label) for s in outside)]
