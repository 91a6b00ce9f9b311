"""The shape of what clerks and the coordinator type."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zaedno.core.forms import TextsFormField
from zaedno.core.ways import ways
from zaedno.platform.identity.forms.people import FIELD_WORDS, PersonForm, PlacedForm
from zaedno.platform.identity.models import Policy
from zaedno.platform.people.forms import AddressField


class DeskForm(PlacedForm):
    """The clerk types from the document that lies on the counter."""

    email = AddressField(label=_("The person's e-mail address"))
    field_order = ("email",)


class HereForm(PlacedForm):
    """The person stands at the counter and is known already."""


class BeginForm(PersonForm):
    """For whom the clerk acts: known by address, by the document, or not at all."""

    email = AddressField(label=_("The person's e-mail address"), required=False)
    field_order = ("email",)

    def __init__(self, *args: Any, asks: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, asks=asks, **kwargs)
        for name in asks:
            self.fields[name].required = False

    def person(self) -> dict[str, str]:
        """The document's data when all of them are there, else nothing."""
        told = {name: str(self.cleaned_data.get(name) or "") for name in self.asks}
        return told if told and all(told.values()) else {}


class PolicyForm(forms.Form):
    ways = forms.MultipleChoiceField(
        label=_("Ways of being verified"), required=False, widget=forms.CheckboxSelectMultiple
    )
    asks = forms.MultipleChoiceField(
        label=_("What a person is known by"),
        choices=tuple(FIELD_WORDS.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Never stored: a fingerprint is made of it. One person is one account by it."),
    )
    keeps_district = forms.BooleanField(label=_("Keep the district"), required=False)
    keeps_year = forms.ChoiceField(
        label=_("Kept of the age"), choices=Policy.Year.choices, widget=forms.RadioSelect
    )
    valid_days = forms.IntegerField(
        label=_("Days that a verification holds"), min_value=30, max_value=3650
    )
    desk = TextsFormField(
        label=_("Where the desk is and when it is open"), max_length=500, rows=2, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = ways().values()
        self.fields["ways"].choices = [(way.code, way.title) for way in found if way.switch]  # type: ignore[attr-defined]


class ListForm(forms.Form):
    table = forms.FileField(label=_("List of people (CSV)"))
    replace = forms.BooleanField(
        label=_("Put it in the place of the earlier list"), required=False, initial=True
    )


class FindForm(forms.Form):
    email = AddressField(label=_("The person's e-mail address"))


class RevokeForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The person reads it."),
    )


class GroupForm(forms.Form):
    name = TextsFormField(label=_("Name of the group"), max_length=120)
    addresses = forms.CharField(
        label=_("E-mail addresses, one on each line"),
        required=False,
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Only fingerprints are kept: the list cannot be read afterwards."),
    )

    def clean_addresses(self) -> list[str]:
        return addresses(self.cleaned_data["addresses"])


class MembersForm(forms.Form):
    add = forms.CharField(
        label=_("Add addresses, one on each line"),
        required=False,
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    drop = forms.CharField(
        label=_("Remove addresses, one on each line"),
        required=False,
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_add(self) -> list[str]:
        return addresses(self.cleaned_data["add"])

    def clean_drop(self) -> list[str]:
        return addresses(self.cleaned_data["drop"])


def addresses(typed: str) -> list[str]:
    """One address on each line; the first that is none is named by its line."""
    found = [line.strip() for line in typed.splitlines()]
    for number, one in enumerate(found, start=1):
        if one and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", one):
            said = _("Line %(number)d is no e-mail address.")
            raise forms.ValidationError(said, params={"number": number})
    return [one for one in found if one]
