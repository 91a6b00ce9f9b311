"""The shape of the city's settings."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from zaedno.core.fields import Texts, texts
from zaedno.core.forms import TextsFormField, WhenFormField
from zaedno.platform.cities.models import Figure

COLOUR = _("As # and six signs, for example #0b5cad. Blank means the house's own.")


class FaceForm(forms.Form):
    primary = forms.CharField(
        label=_("Main colour"), help_text=COLOUR, required=False, max_length=7
    )
    accent = forms.CharField(label=_("Accent"), help_text=COLOUR, required=False, max_length=7)


class FigureForm(forms.Form):
    key = forms.ChoiceField(
        label=_("What is counted"),
        choices=[c for c in Figure.Key.choices if c[0] != Figure.Key.CITIES],
    )
    value = forms.CharField(label=_("Number as published"), max_length=60)
    as_of = WhenFormField(label=_("As of"))
    source = TextsFormField(label=_("Where it was published"), max_length=300)

    def clean_value(self) -> Texts:
        """A number reads the same in every language."""
        return texts(**{code: self.cleaned_data["value"] for code, _name in settings.LANGUAGES})


class MilestoneForm(forms.Form):
    title = TextsFormField(label=_("What happened"), max_length=200)
    date = WhenFormField(label=_("When"))
    summary = TextsFormField(label=_("In a few words"), max_length=500, rows=2, required=False)
    source = forms.CharField(label=_("Where it was published"), required=False, max_length=300)
