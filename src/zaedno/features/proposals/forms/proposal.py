"""The shape of a proposal, of an answer, of a hiding and of an objection."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zaedno.core.forms import TextsFormField
from zaedno.core.viewer import Viewer
from zaedno.features.proposals.models.proposal import (
    NAME_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    WHERE_LENGTH,
    Proposal,
)
from zaedno.platform.cities.queries import districts, themes
from zaedno.platform.moderation.forms import Unnamed, solution
from zaedno.platform.people.queries import organisations
from zaedno.platform.places.fields import PlaceField


class ProposalForm(Unnamed):
    title = forms.CharField(
        max_length=TITLE_LENGTH,
        label=_("What you propose"),
        help_text=_("One sentence, as you would say it to a neighbour."),
    )
    text = forms.CharField(
        max_length=TEXT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        label=_("Why, where and for whom"),
        help_text=_("Please leave out names, telephone numbers and addresses of people."),
    )
    district: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        queryset=None, required=False, label=_("District"), empty_label=_("the whole city")
    )
    theme: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=_("Topic"),
        empty_label=_("as the process"),
        help_text=_("By it the city knows which unit answers, and until when."),
    )
    where = forms.CharField(
        max_length=WHERE_LENGTH,
        required=False,
        label=_("Where, in words"),
        help_text=_("A street, a square, a stop; not where somebody lives."),
    )
    place = PlaceField(required=False)
    signed = forms.CharField(
        max_length=NAME_LENGTH,
        required=False,
        label=_("Sign it with a name"),
        help_text=_("Only if you want to be named: everybody reads it."),
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, viewer=viewer, **kwargs)
        self.fields["district"].queryset = districts(viewer)  # type: ignore[attr-defined]
        self.fields["theme"].queryset = themes(viewer)  # type: ignore[attr-defined]


class EnterForm(ProposalForm):
    """As it stands on the paper, and who handed it in where that was an organisation."""

    organisation: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        queryset=None, required=False, label=_("Organisation"), empty_label=_("a person")
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, viewer=viewer, **kwargs)
        self.fields["organisation"].queryset = organisations(viewer)  # type: ignore[attr-defined]


def typed(data: dict[str, Any]) -> dict[str, Any]:
    """The deed's own words for what the form holds."""
    made = {"title": " ".join(data["title"].split()), "text": data["text"].strip()}
    made["district_id"] = data["district"].pk if data["district"] else None
    made["where"], made["place"] = " ".join(data["where"].split()), data["place"]
    made["theme_id"] = data["theme"].pk if data["theme"] else None
    if "signed" in data:
        made["signed"] = " ".join(data["signed"].split())
    if data.get("organisation"):
        made["organisation_id"] = data["organisation"].pk
    if "proof_task" in data:
        made["proof"] = solution(data)
    return made


class AnswerForm(forms.Form):
    outcome = forms.ChoiceField(
        choices=Proposal.Outcome.choices, widget=forms.RadioSelect, label=_("The answer")
    )
    reason = TextsFormField(
        max_length=2000,
        rows=4,
        label=_("The reason"),
        help_text=_("Written to the author, read by everybody."),
    )


class PublishForm(forms.Form):
    """Which of the written answers are published now."""

    ids = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        label=_("Answers to publish"),
        error_messages={"required": _("Choose at least one answer.")},
    )

    def __init__(self, *args: Any, written: list[Proposal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ids"].choices = [  # type: ignore[attr-defined]
            (row.pk, f"{row.title} – {row.get_outcome_display()}") for row in written
        ]
        self.initial["ids"] = [row.pk for row in written]
