"""The shape of what the coordinator types about an identity provider."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zaedno.core.forms import TextsFormField
from zaedno.core.viewer import Viewer
from zaedno.platform.cities.queries import districts
from zaedno.platform.identity import keys
from zaedno.platform.identity.forms.people import FIELD_WORDS
from zaedno.platform.identity.models import Provider
from zaedno.platform.identity.openid.discovery import PLACE, may_stand_at

CLAIMS = (*keys.FIELDS, "district")


def claim_field(label: Any, **more: Any) -> forms.CharField:
    plain = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})
    return forms.CharField(label=label, max_length=120, required=False, widget=plain, **more)


class ProviderForm(forms.Form):
    """`claims_*` are the names under which the provider tells what the city asks."""

    name = TextsFormField(
        label=_("Name of the provider"),
        max_length=60,
        help_text=_("It stands on the button: “Sign in with …”."),
    )
    issuer = forms.CharField(
        label=_("Issuer address"),
        max_length=300,
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
        help_text=_("As the provider names itself, for example https://id.example.bg/realms/city"),
    )
    client_id = forms.CharField(
        label=_("Client id"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    secret = forms.CharField(
        label=_("Client secret"),
        max_length=500,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Kept sealed and never shown again. Empty: the one that is kept stays."),
    )
    sign_in = forms.BooleanField(label=_("People sign in by it"), required=False)
    residents = forms.BooleanField(label=_("It verifies residents"), required=False)
    shows = forms.ChoiceField(
        label=_("Who of those it knows is a resident"),
        choices=Provider.Shows.choices,
        widget=forms.RadioSelect,
        initial=Provider.Shows.LIST,
    )
    claim = claim_field(_("Claim that says who is a resident"), help_text=_("For example: groups"))
    claim_values = forms.CharField(
        label=_("Its values that mean a resident, one on each line"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    claims_number = claim_field(FIELD_WORDS["number"])
    claims_born = claim_field(FIELD_WORDS["born"], help_text=_("Usually: birthdate"))
    claims_postcode = claim_field(
        FIELD_WORDS["postcode"], help_text=_("Usually: address.postal_code")
    )
    claims_name = claim_field(FIELD_WORDS["name"], help_text=_("Usually: family_name"))
    claims_district = claim_field(_("District"), help_text=_("Usually: address.locality"))
    districts = forms.CharField(
        label=_("What it calls the districts, where the words differ"),
        max_length=6000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One on each line: its word = our district"),
    )
    scopes = forms.CharField(
        label=_("Scopes to ask for"),
        max_length=200,
        initial="openid",
        help_text=_("“openid” and what brings the claims above, for example: openid profile"),
    )
    acr = forms.CharField(
        label=_("Levels that are enough (acr)"),
        max_length=200,
        required=False,
        help_text=_("Empty: any. Otherwise the provider must name one of them."),
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer

    def clean_issuer(self) -> str:
        issuer: str = self.cleaned_data["issuer"].strip()
        if issuer.endswith(PLACE):
            issuer = issuer.removesuffix(PLACE)
        if not may_stand_at(issuer) or "?" in issuer or "#" in issuer:
            raise forms.ValidationError(_("Write an address that begins with https://"))
        return issuer

    def clean_claim_values(self) -> list[str]:
        lines = self.cleaned_data["claim_values"].splitlines()
        return [line.strip() for line in lines if line.strip()]

    def clean_districts(self) -> dict[str, int]:
        ours = {}
        for one in districts(self.viewer):
            ours |= {word.casefold(): one.pk for word in (one.slug, *one.name.values())}
        found = {}
        for number, line in enumerate(self.cleaned_data["districts"].splitlines(), start=1):
            theirs, _sign, our = (part.strip() for part in line.partition("="))
            if not line.strip():
                continue
            if not theirs or our.casefold() not in ours:
                said = _("Line %(number)d: the city has no such district.")
                raise forms.ValidationError(said, params={"number": number})
            found[theirs] = ours[our.casefold()]
        return found

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("residents") and data.get("shows") == Provider.Shows.CLAIM:
            for field in ("claim", "claim_values"):
                if not data.get(field) and field not in self.errors:
                    self.add_error(field, _("Needed for this choice."))
        return data


def shaped(typed: dict[str, Any]) -> dict[str, Any]:
    """From the inputs to what the deed is given."""
    told = {field: typed.pop(f"claims_{field}").strip() for field in CLAIMS}
    return {**typed, "claims": {field: name for field, name in told.items() if name}}


def typed_of(row: Provider, viewer: Viewer) -> dict[str, Any]:
    """What stands in the form of a provider that is there; never the secret."""
    names = ("name", "issuer", "client_id", "sign_in", "residents", "shows", "claim", "scopes")
    places = {one.pk: one.name.best(viewer.lang)[0] for one in districts(viewer)}
    lines = [f"{word} = {places[pk]}" for word, pk in row.districts.items() if pk in places]
    return {
        **{name: getattr(row, name) for name in (*names, "acr")},
        **{f"claims_{field}": row.claims.get(field, "") for field in CLAIMS},
        "claim_values": "\n".join(row.claim_values),
        "districts": "\n".join(lines),
    }
