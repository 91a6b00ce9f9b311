"""Targets, objections and their answers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from zaedno.core.fields import Texts, texts
from zaedno.core.forms import TextsFormField
from zaedno.core.report import SECTIONS
from zaedno.core.viewer import Viewer
from zaedno.features.maturity.forms.answering import indicator_choices
from zaedno.features.maturity.models.assessment import Assessment
from zaedno.features.maturity.queries import evidence as found


class PlanForm(forms.Form):
    """Target, effort and vote factor of one indicator."""

    target = forms.TypedChoiceField(label=_("Target level"), coerce=int)
    effort = forms.TypedChoiceField(
        label=_("Effort"),
        coerce=int,
        choices=[(n, n) for n in range(1, 6)],
        help_text=_("1 is small, 5 is very large. Up to 2 it is a quick win."),
    )
    vote_factor = forms.DecimalField(
        label=_("Vote factor"),
        min_value=Decimal("0.5"),
        max_value=Decimal("1.5"),
        decimal_places=2,
        localize=True,
        help_text=_("From 0.5 to 1.5, entered by a person after reading the votes."),
    )
    vote_reason = TextsFormField(label=_("Reason for the vote factor"), max_length=500, rows=3)
    owner = forms.TypedChoiceField(label=_("Owner"), coerce=int, required=False, empty_value=None)

    def __init__(self, viewer: Viewer, row: Assessment, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        levels = row.framework.model.levels
        self.fields["target"].choices = [  # type: ignore[attr-defined]
            (n, f"{n} {Texts(said)}") for n, said in levels.items()
        ]
        nobody = ("", _("nobody yet"))
        self.fields["owner"].choices = [  # type: ignore[attr-defined]
            nobody,
            *found.organisations(viewer),
        ]


class AcceptForm(forms.Form):
    reason = TextsFormField(label=_("Why the gap is accepted for now"), max_length=500, rows=2)


class ObjectionForm(forms.Form):
    """One language is enough: the reader's own."""

    section = forms.ChoiceField(
        label=_("Part of the report"), choices=list(SECTIONS.items()), initial="maturity_profile"
    )
    indicator = forms.ChoiceField(label=_("Indicator"), required=False)
    text = forms.CharField(
        label=_("Your objection"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )
    organisation = forms.TypedChoiceField(
        label=_("On behalf of"), coerce=int, required=False, empty_value=None
    )

    def __init__(self, viewer: Viewer, row: Assessment, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        whole = ("", _("the whole section"))
        self.fields["indicator"].choices = [whole, *indicator_choices(row)]  # type: ignore[attr-defined]
        mine = [(pk, n) for pk, n in found.organisations(viewer) if pk in viewer.represents]
        self.fields["organisation"].choices = [("", _("myself")), *mine]  # type: ignore[attr-defined]
        if not mine:
            del self.fields["organisation"]

    def clean_text(self) -> Texts:
        return texts(**{(get_language() or "bg")[:2]: self.cleaned_data["text"]})


class ReplyForm(forms.Form):
    text = TextsFormField(label=_("Answer"), max_length=1000, rows=3)
