"""The shape of what people type to show who they are."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zaedno.core.forms import day_input
from zaedno.core.viewer import Viewer
from zaedno.platform.cities.queries import districts
from zaedno.platform.identity.models import Policy
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


FIELD_WORDS = {
    "number": _("National identity number"),
    "born": _("Date of birth"),
    "postcode": _("Post code"),
    "name": _("Family name"),
}


class PersonForm(forms.Form):
    """What the city asks to know a person by. It is turned into a fingerprint and not kept."""

    number = forms.CharField(
        label=FIELD_WORDS["number"],
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    born = forms.DateField(label=FIELD_WORDS["born"], widget=day_input())
    postcode = forms.CharField(
        label=FIELD_WORDS["postcode"],
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code"}),
    )
    name = forms.CharField(
        label=FIELD_WORDS["name"],
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )

    def __init__(self, *args: Any, asks: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asks = asks
        for name in FIELD_WORDS:
            if name not in asks:
                del self.fields[name]

    def person(self) -> dict[str, str]:
        """What identifies the person, as the fingerprint takes it; dates are 1975-03-16."""
        return {name: str(self.cleaned_data[name]) for name in self.asks}

    def born_in(self) -> int | None:
        """The year, from whichever field tells it."""
        born = self.cleaned_data.get("born")
        return born.year if born else self.cleaned_data.get("year")


class PlacedForm(PersonForm):
    """With what the city keeps of a resident, where no list tells it."""

    district: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        queryset=None, required=False, label=_("District"), empty_label=_("not known")
    )
    year = forms.IntegerField(
        required=False, min_value=1900, max_value=2100, label=_("Year of birth")
    )

    def __init__(
        self, *args: Any, viewer: Viewer, policy: Policy, listed: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, asks=policy.asks, **kwargs)
        self.fields["district"].queryset = districts(viewer)  # type: ignore[attr-defined]
        if not policy.keeps_district or listed:
            del self.fields["district"]
        if policy.keeps_year == Policy.Year.NONE or "born" in policy.asks or listed:
            del self.fields["year"]

    def known_by(self) -> dict[str, Any]:
        district = self.cleaned_data.get("district")
        return {"district_id": district.pk if district else None, "born": self.born_in()}


class LetterForm(PlacedForm):
    to = forms.CharField(
        label=_("Name on the envelope"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    address = forms.CharField(
        label=_("Postal address"),
        max_length=300,
        help_text=_("Kept encrypted, and deleted as soon as the letter is printed."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"}),
    )


class LetterCodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code from the letter"),
        max_length=20,
        help_text=_("Eight signs, for example K7QF-M2X9. Small letters will do."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )

    def clean_code(self) -> str:
        signs = re.sub(r"[\s-]", "", self.cleaned_data["code"]).upper()
        return f"{signs[:4]}-{signs[4:8]}"
