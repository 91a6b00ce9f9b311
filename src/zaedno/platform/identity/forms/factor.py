"""The code of an authenticator app, or a recovery code."""

from __future__ import annotations

import re

from django import forms
from django.utils.translation import gettext_lazy as _


class FactorForm(forms.Form):
    code = forms.CharField(
        label=_("Code of the app"),
        max_length=20,
        help_text=_("Six digits from the app, or one of your recovery codes."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )

    def clean_code(self) -> str:
        signs = re.sub(r"[\s-]", "", self.cleaned_data["code"]).upper()
        return signs if signs.isdigit() and len(signs) == 6 else f"{signs[:4]}-{signs[4:8]}"
