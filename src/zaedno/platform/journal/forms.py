"""The filters of the journal page; what is not understood is left out, never an error page."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from zaedno.core import registry
from zaedno.platform.journal.queries.deeds import ROLE_WORDS, Asked


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class FilterForm(forms.Form):
    verb = forms.ChoiceField(label=_("Deed"), required=False)
    role = forms.ChoiceField(label=_("Role"), required=False)
    since = forms.DateField(label=_("From"), required=False, widget=DayInput())
    until = forms.DateField(label=_("Until"), required=False, widget=DayInput())
    person = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput())
    before = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput())

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        verbs = [(v.verb, str(v.sentence)) for v in registry.verbs().values()]
        roles = list(ROLE_WORDS.items())
        self.fields["verb"].choices = [  # type: ignore[attr-defined]
            ("", _("any")),
            *sorted(verbs, key=lambda choice: choice[1].casefold()),
        ]
        self.fields["role"].choices = [("", _("any")), *roles]  # type: ignore[attr-defined]

    def asked(self) -> Asked:
        self.is_valid()
        return Asked(**{name: value for name, value in self.cleaned_data.items() if value})
