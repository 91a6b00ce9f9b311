"""What people type about questions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zaedno.core.forms import TextsFormField
from zaedno.features.workshops.models.questions import (
    ANSWER_LENGTH,
    QUESTION_LENGTH,
    Question,
)


class AskForm(forms.Form):
    """A participant's question. The limit is said by the rule, with both numbers."""

    text = forms.CharField(
        label=_("Your question"),
        help_text=_("One question, at most 140 characters. Nobody sees who asked."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "data-count": str(QUESTION_LENGTH)}),
    )


class EnterForm(forms.Form):
    """A question of the city, or one that a participant wrote on paper."""

    asked_by = forms.ChoiceField(
        label=_("Who asks"), choices=Question.AskedBy.choices, widget=forms.RadioSelect
    )
    text = TextsFormField(label=_("Question"), max_length=QUESTION_LENGTH, rows=2)
    kind_id = forms.ChoiceField(label=_("Whom the city asks"), required=False)

    def __init__(self, kinds: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        fields: Any = self.fields
        fields["kind_id"].choices = [("", _("everybody who takes part")), *kinds]

    @property
    def of_city(self) -> bool:
        return self.data.get("asked_by") == Question.AskedBy.CITY

    def clean_kind_id(self) -> int | None:
        chosen = self.cleaned_data["kind_id"]
        return int(chosen) if chosen else None


class AnswerForm(forms.Form):
    answer = TextsFormField(label=_("Answer"), max_length=ANSWER_LENGTH, rows=4)
    answered_by = forms.CharField(
        label=_("Who answered"),
        help_text=_("The organisation or the post, not the name of a person."),
        required=False,
        max_length=120,
    )
