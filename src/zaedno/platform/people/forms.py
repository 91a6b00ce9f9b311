"""The shape of what people type: addresses, passwords, roles, organisations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password as check_password_rules
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from zaedno.algorithms.likeness import mixed_words
from zaedno.core.fields import Texts
from zaedno.core.forms import TextsFormField, WhenFormField
from zaedno.platform.people.models import Role

PASSWORD_MAX = 1024  # hashing longer ones costs us and protects nobody


class AddressField(forms.EmailField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("E-mail address"))
        kwargs.setdefault("max_length", 254)
        kwargs.setdefault("widget", forms.EmailInput(attrs={"autocomplete": "email"}))
        super().__init__(**kwargs)


class PasswordField(forms.CharField):
    """Spaces count, pasting works, a password manager knows what it is."""

    def __init__(self, *, new: bool = False, **kwargs: Any) -> None:
        autocomplete = "new-password" if new else "current-password"
        kwargs.setdefault("label", _("Password"))
        kwargs["widget"] = forms.PasswordInput(attrs={"autocomplete": autocomplete})
        super().__init__(strip=False, max_length=PASSWORD_MAX, **kwargs)
        self.new = new

    def validate(self, value: str) -> None:
        super().validate(value)
        if self.new and value:
            check_password_rules(value)


NEW_PASSWORD_HINT = _("At least 12 signs. A sentence of a few words is easy to remember.")


class SignInForm(forms.Form):
    email = AddressField()
    password = PasswordField()
    next = forms.CharField(required=False, widget=forms.HiddenInput, max_length=500)


class AddressForm(forms.Form):
    """Asking for a letter: to sign up, to sign in without a password, to choose a new one."""

    email = AddressField()


class ConfirmForm(forms.Form):
    name = forms.CharField(
        label=_("The name others see"),
        help_text=_("Your own name or a pseudonym. You may change it later or leave it blank."),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    password = PasswordField(
        new=True,
        required=False,
        help_text=_(
            "At least 12 signs. If you leave it blank, you sign in by a link sent to your e-mail."
        ),
    )


class NewPasswordForm(forms.Form):
    password = PasswordField(new=True, label=_("New password"), help_text=NEW_PASSWORD_HINT)


class ChangePasswordForm(forms.Form):
    current = PasswordField(
        label=_("Current password"),
        required=False,
        help_text=_("Leave it blank if you have never had one."),
    )
    password = PasswordField(new=True, label=_("New password"), help_text=NEW_PASSWORD_HINT)


class RenameForm(forms.Form):
    name = forms.CharField(label=_("The name others see"), required=False, max_length=120)
    lang = forms.ChoiceField(label=_("Language of your letters"), choices=settings.LANGUAGES)


class EraseForm(forms.Form):
    sure = forms.BooleanField(label=_("Yes, erase my account; I know this cannot be undone."))


class InviteForm(forms.Form):
    email = AddressField()
    role = forms.ChoiceField(label=_("Role"))
    lang = forms.ChoiceField(label=_("Language of the letter"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, roles: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(r.value, r.label) for r in Role.Name if r.value in roles]
        self.fields["role"].choices = named  # type: ignore[attr-defined]


class ClaimForm(forms.Form):
    note = forms.CharField(
        label=_("How do you speak for this organisation?"),
        help_text=_("Your office in it and how the coordinator can check that."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DecideForm(forms.Form):
    """The two buttons carry the answer."""

    confirm = forms.TypedChoiceField(
        choices=[("yes", "yes"), ("no", "no")], coerce=lambda said: said == "yes"
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Needed when you refuse; the person who claimed reads it."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class OrganisationForm(forms.Form):
    """All names of an organisation. What is alike or of mixed script has to be looked at."""

    name = TextsFormField(label=_("Official name"), max_length=200)
    abbr = TextsFormField(label=_("Abbreviation"), max_length=60, required=False)
    kind = forms.ModelChoiceField(
        label=_("Kind of organisation"), queryset=None, to_field_name="code", empty_label=""
    )
    also_known_as = forms.CharField(
        label=_("Also known as"),
        help_text=_("One name per line."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    former = forms.CharField(
        label=_("Former names"),
        help_text=_("One name per line."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    about = TextsFormField(
        label=_("About the organisation"), max_length=2000, rows=4, required=False
    )
    website = forms.URLField(
        label=_("Website"), required=False, max_length=200, assume_scheme="https"
    )
    mailbox = forms.EmailField(
        label=_("Role mailbox"),
        help_text=_("A mailbox of the organisation, not a person's. It is never shown."),
        required=False,
        max_length=254,
    )
    looked = forms.BooleanField(
        label=_("I have looked at the warnings; save it as it stands."), required=False
    )

    def __init__(
        self, *args: Any, kinds: Any, find: Callable[[list[str]], list[Any]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset = kinds  # type: ignore[attr-defined]
        self.find = find
        self.alike: list[Any] = []
        self.mixed: list[str] = []

    def clean(self) -> dict[str, Any]:
        """Words of two scripts have to be looked at; of a name used twice the deed itself says no,
        so that the same form sent again still gets its first answer.
        """
        data = super().clean() or {}
        if not self.errors:
            names = self._names(data)
            self.alike = self.find(names)
            self.mixed = sorted({word for name in names for word in mixed_words(name)})
            if self.mixed and not data.get("looked"):
                self.add_error("looked", _("Look at the warnings first."))
        return data

    def clean_also_known_as(self) -> list[str]:
        return _lines(self.cleaned_data["also_known_as"])

    def clean_former(self) -> list[str]:
        return _lines(self.cleaned_data["former"])

    def _names(self, data: dict[str, Any]) -> list[str]:
        parts = [*data["name"].values(), *data["abbr"].values()]
        return [*parts, *data["also_known_as"], *data["former"]]


def _lines(text: str) -> list[str]:
    return [line.strip()[:200] for line in text.splitlines() if line.strip()]


def organisation_initial(shown: dict[str, Any]) -> dict[str, Any]:
    """The form as the organisation now is; `shown` comes from `queries.organisation_page`."""
    body, names = shown["organisation"], shown["names"]
    return {
        "name": body.name,
        "abbr": Texts({n.lang: n.text for n in names.get("abbr", [])}),
        "kind": body.kind.code,
        "also_known_as": "\n".join(n.text for n in names.get("alias", [])),
        "former": "\n".join(n.text for n in names.get("former", [])),
        "about": body.about,
        "website": body.website,
        "mailbox": body.mailbox,
    }


class JoinForm(forms.Form):
    body = forms.CharField(
        label=_("Member of"),
        help_text=_("Any name or abbreviation of the organisation."),
        max_length=200,
    )
    since = WhenFormField(label=_("Since"), required=False)

    def __init__(self, *args: Any, find: Callable[[str], list[Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.find = find

    def clean_body(self) -> Any:
        found = self.find(self.cleaned_data["body"])
        if not found:
            raise ValidationError(_("No organisation has this name. Register it first."))
        return found[0]


class EndMembershipForm(forms.Form):
    until = WhenFormField(label=_("Until"))
