from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zaedno.core.forms import TextsFormField, WhenFormField, day_input


class StartForm(forms.Form):
    title = TextsFormField(label=_("Title of the report"), max_length=200)
    as_of = forms.DateField(
        label=_("Figures as of"),
        help_text=_("Schedules, ages of evidence and progress are computed as of this day."),
        widget=day_input(),
    )
    events = forms.TypedMultipleChoiceField(
        label=_("Workshops it rests on"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    assessment_id = forms.ChoiceField(label=_("Assessment"), required=False)

    def __init__(
        self,
        *args: Any,
        events: list[tuple[str, str]],
        assessments: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["events"].choices = events  # type: ignore[attr-defined]
        self.fields["assessment_id"].choices = [("", "–"), *assessments]  # type: ignore[attr-defined]


class WriteForm(forms.Form):
    summary = TextsFormField(
        label=_("Summary on one page"),
        help_text=_("For somebody who reads nothing else. Blank lines part paragraphs."),
        max_length=6000,
        rows=12,
    )
    method = TextsFormField(
        label=_("How the report was made"), required=False, max_length=4000, rows=6
    )
    next_steps = TextsFormField(label=_("Next steps"), required=False, max_length=4000, rows=6)


class OpenForm(forms.Form):
    until = WhenFormField(label=_("Objections are taken until"))


class CorrectForm(forms.Form):
    note = forms.CharField(
        label=_("What is corrected"),
        help_text=_("It stands in the new version; the old version stays readable."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
