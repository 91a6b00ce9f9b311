"""The shape of a question, an argument, a weight, a merging and a line of the summing-up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zaedno.core.forms import TextsFormField
from zaedno.core.viewer import Viewer
from zaedno.features.debates.models import (
    SOURCE_LENGTH,
    TEXT_LENGTH,
    Argument,
    Debate,
    Line,
    Side,
)
from zaedno.features.debates.queries import rows


class DebateForm(forms.Form):
    question = TextsFormField(
        max_length=300,
        label=_("The question"),
        help_text=_("One that can be answered with yes or no, and that the answers can change."),
    )
    intro = TextsFormField(
        max_length=2000, rows=5, required=False, label=_("What one should know before")
    )
    word_for = TextsFormField(
        max_length=60,
        required=False,
        label=_("Name of the side “for”"),
        help_text=_("For instance “Yes, close it”. Empty means “for”."),
    )
    word_against = TextsFormField(
        max_length=60, required=False, label=_("Name of the side “against”")
    )
    scale = forms.ChoiceField(
        choices=Debate.Scale.choices,
        initial=Debate.Scale.WEIGHT,
        widget=forms.RadioSelect,
        label=_("How arguments are weighed"),
    )
    veiled = forms.BooleanField(
        required=False,
        label=_("Show no weights until the stage closes"),
        help_text=_("So that nobody follows the crowd."),
    )


class ArgumentForm(forms.Form):
    side = forms.ChoiceField(
        choices=Side.choices, widget=forms.RadioSelect, label=_("Where it stands")
    )
    text = forms.CharField(
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=_("Your argument"),
        help_text=_("One thought in one or two sentences, at most 300 characters."),
    )
    source = forms.URLField(
        max_length=SOURCE_LENGTH,
        required=False,
        assume_scheme="https",
        label=_("Where one can read that"),
        help_text=_("A link to a document, a study, an article."),
    )

    def __init__(self, *args: Any, names: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["side"].choices = names  # type: ignore[attr-defined]


class WeightForm(forms.Form):
    value = forms.IntegerField(min_value=0, max_value=5)


class MergeForm(forms.Form):
    into: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        queryset=None,
        label=_("The argument that goes on"),
        help_text=_("What stands under this one moves along. The merged one stays readable."),
    )

    def __init__(self, *args: Any, viewer: Viewer, argument: Argument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = rows.public(viewer, argument.debate).filter(
            parent=argument.parent, side=argument.side
        )
        self.fields["into"].queryset = found.exclude(pk=argument.pk)  # type: ignore[attr-defined]


class LineForm(forms.Form):
    kind = forms.ChoiceField(
        choices=Line.Kind.choices,
        widget=forms.RadioSelect,
        label=pgettext_lazy("summing-up", "Part"),
    )
    text = TextsFormField(max_length=400, rows=2, label=pgettext_lazy("summing-up", "Sentence"))
    sources: forms.ModelMultipleChoiceField[Any] = forms.ModelMultipleChoiceField(
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        label=_("The arguments it rests on"),
    )

    def __init__(self, *args: Any, viewer: Viewer, debate: Debate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["sources"]
        field.queryset = rows.public(viewer, debate)
        field.label_from_instance = lambda row: f"{row.get_side_display()}: {row.text}"


def line(data: dict[str, Any]) -> dict[str, Any]:
    chosen = [row.pk for row in data["sources"]]
    return {"kind": data["kind"], "text": data["text"], "sources": chosen}
