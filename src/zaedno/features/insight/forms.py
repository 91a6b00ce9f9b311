"""The shape of a theme, of a choice of contributions, and of a line."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zaedno.core.forms import TextsFormField
from zaedno.core.things import Thing
from zaedno.features.insight.models import REST, Line, Theme


class ThemeForm(forms.Form):
    title = TextsFormField(max_length=120, label=_("Name"))
    seeds = forms.CharField(
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=_("Words it is found by"),
        help_text=_("About eight words in both languages, in any form: bus, tram, stop, ticket."),
    )


class Chosen(forms.Form):
    """Some of the contributions on a page, each as kind:id."""

    refs = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        label=_("Contributions"),
        error_messages={
            "required": _("Choose at least one contribution."),
            "invalid_choice": _("One of the contributions is not there any more. Choose again."),
        },
    )

    def __init__(self, *args: Any, shown: list[Thing], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["refs"].choices = [  # type: ignore[attr-defined]
            (f"{one.kind}:{one.id}", said(one)) for one in shown
        ]

    def clean_refs(self) -> list[tuple[str, str]]:
        pairs = (ref.rpartition(":") for ref in self.cleaned_data["refs"])
        return [(kind, ident) for kind, _colon, ident in pairs]


def said(one: Thing) -> str:
    """Title and words; the words alone where the title is only how they begin."""
    if not one.summary:
        return one.title
    if one.summary.startswith(one.title.rstrip("….")):
        return one.summary
    return f"{one.title.rstrip('.')}. {one.summary}"


class PlaceForm(Chosen):
    theme = forms.ChoiceField(label=_("Move to"))

    field_order = ["refs", "theme"]

    def __init__(self, *args: Any, themes: list[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named: list[tuple[str, Any]] = [(one.code, str(one.title)) for one in themes]
        self.fields["theme"].choices = [*named, (REST, _("in no theme"))]  # type: ignore[attr-defined]


class LineForm(Chosen):
    text = TextsFormField(
        max_length=500,
        rows=3,
        label=_("What they say, in one sentence"),
        help_text=_("Figures come from the contributions you choose; do not write them here."),
    )
    view = forms.ChoiceField(
        choices=Line.View.choices, widget=forms.RadioSelect, label=_("How many say so")
    )

    field_order = ["text", "view", "refs"]
