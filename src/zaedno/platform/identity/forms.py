"""The shape of what people type to show who they are."""

from __future__ import annotations

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from zaedno.platform.people.forms import AddressField


class EmailForm(forms.Form):
    email = AddressField(
        help_text=_("We send a code there. The address is kept encrypted and shown to nobody.")
    )


class CodeForm(forms.Form):
    digits = forms.CharField(
        label=_("Code"),
        max_length=20,
        help_text=_("Six digits from the letter."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def clean_digits(self) -> str:
        """Spaces and hyphens are how people group digits."""
        digits = re.sub(r"[\s-]", "", self.cleaned_data["digits"])
        if not re.fullmatch(r"[0-9]{6}", digits):
            raise forms.ValidationError(_("The code has six digits."))
        return digits
