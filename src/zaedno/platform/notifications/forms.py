from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from zaedno.platform.notifications import words


class AddressForm(forms.Form):
    """News without an account: an address, kept apart from everything else."""

    address = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("This is not a whole address, such as name@example.org.")},
    )


class RhythmForm(forms.Form):
    """How often letters come, for everything somebody follows."""

    rhythm = forms.ChoiceField(
        label=_("How often should letters come?"),
        choices=list(words.RHYTHMS.items()),
        widget=forms.RadioSelect,
    )


class DeviceForm(forms.Form):
    """What a browser gives when it was asked to show news."""

    endpoint = forms.CharField(max_length=600)
    public = forms.CharField(max_length=100)
    secret = forms.CharField(max_length=40)
