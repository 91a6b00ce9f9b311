"""A receipt number as people type it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

LOOKALIKES = str.maketrans("АВЕКМНРСТУХ", "ABEKMHPCTYX")


def tidy_number(typed: str) -> str:
    """Capitals, the dash in its place, and Cyrillic letters that look like ours.

    >>> tidy_number(" кх7f m2х9 ")
    'KX7F-M2X9'
    """
    signs = "".join(c for c in typed.upper().translate(LOOKALIKES) if c.isalnum())[:12]
    return f"{signs[:4]}-{signs[4:]}"


class ReceiptForm(forms.Form):
    number = forms.CharField(
        label=_("Number of the receipt"),
        help_text=_("Eight letters and digits, for example K7QF-M2X9."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
