"""The shape of a hiding, of an objection and of the ruling on it; what keeps programs out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zaedno.core.forms import TextsFormField
from zaedno.core.viewer import Viewer
from zaedno.platform.moderation import proof
from zaedno.platform.moderation.models import Rule, Ruling


class Trap(forms.Form):
    """A field that people do not see and programs fill in (`moderation/trap.html` draws it)."""

    website = forms.CharField(label=_("Leave this field empty"), required=False, max_length=200)

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Leave this field empty, then send it again."))
        return ""


class Unnamed(Trap):
    """For who is not known: beside the trap a task for the browser.

    Nothing is refused for want of a solution; what comes without one waits for a moderator.
    """

    proof_task = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)
    proof_solution = forms.CharField(required=False, max_length=30, widget=forms.HiddenInput)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.task = None if viewer.somebody else proof.task(viewer)
        if viewer.somebody:
            for name in ("website", "proof_task", "proof_solution"):
                del self.fields[name]


def solution(data: dict[str, Any]) -> tuple[str, str]:
    """The task and its solution as the form brought them."""
    return data.get("proof_task", ""), data.get("proof_solution", "")


class HideForm(forms.Form):
    rule = forms.ChoiceField(
        choices=Rule.choices, widget=forms.RadioSelect, label=_("Which rule it breaks")
    )
    facts = TextsFormField(
        max_length=500,
        rows=3,
        label=_("What exactly"),
        help_text=_("The author reads this. Do not repeat what must not be seen."),
    )


class AppealForm(forms.Form):
    text = forms.CharField(
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        label=_("Why it should be shown again"),
    )


class RuleForm(forms.Form):
    ruling = forms.ChoiceField(
        choices=Ruling.choices, widget=forms.RadioSelect, label=_("Your decision")
    )
    reason = TextsFormField(max_length=500, rows=3, label=_("The reason"))


class WordsForm(forms.Form):
    words = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        label=_("Words"),
        help_text=_("One on each line, in any form: the others are found too."),
    )

    def clean_words(self) -> list[str]:
        lines = self.cleaned_data["words"].splitlines()
        return [line.strip() for line in lines if line.strip()]
