"""The shape of what applicants, participants and the coordinator type."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zaedno.core.fields import texts
from zaedno.core.forms import TextsFormField
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.actions.balance import Wanted
from zaedno.features.workshops.actions.interests import Application
from zaedno.features.workshops.choices import Access
from zaedno.features.workshops.models.results import Correction
from zaedno.features.workshops.queries import interests
from zaedno.features.workshops.rules.balance import KindCount
from zaedno.platform.cities.queries import themes
from zaedno.platform.forms.forms import PageForm
from zaedno.platform.people.queries import find_organisation, kinds


class InterestForm(forms.Form):
    """What an organisation wants to bring. No personal number, birth date or home address."""

    organisation_name = forms.CharField(max_length=200, label=_("Name of the organisation"))
    kind: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        queryset=None, label=_("Kind of organisation"), empty_label=_("choose")
    )
    website = forms.URLField(required=False, label=_("Website"), assume_scheme="https")
    themes: forms.ModelMultipleChoiceField[Any] = forms.ModelMultipleChoiceField(
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Themes that interest you"),
    )
    contribution = forms.CharField(
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=_("What you can contribute"),
        help_text=_("Two or three sentences are enough."),
    )
    mailbox = forms.EmailField(
        label=_("Mailbox of the organisation"),
        help_text=_(
            "A role mailbox such as office@…, not a personal one. We write only about this."
        ),
    )
    access = forms.MultipleChoiceField(
        choices=Access.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("What you need to take part"),
    )
    access_note = forms.CharField(
        max_length=300, required=False, label=_("Anything else we should prepare")
    )
    consent_processing = forms.BooleanField(
        label=_("I agree that the municipality processes what I wrote to answer it"),
    )
    consent_listing = forms.BooleanField(
        required=False,
        label=_("The name of the organisation may be listed publicly among those who took part"),
    )

    def __init__(
        self, *args: Any, viewer: Viewer, asked: PageForm | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        self.asked = asked  # what this event asks besides
        self.fields["kind"].queryset = kinds(viewer)  # type: ignore[attr-defined]
        self.fields["themes"].queryset = themes(viewer)  # type: ignore[attr-defined]
        self.fields["themes"].label_from_instance = lambda theme: str(theme.name)  # type: ignore[attr-defined]

    def is_valid(self) -> bool:
        return all([super().is_valid(), self.asked is None or self.asked.is_valid()])

    def answers(self) -> dict[str, Any]:
        return self.asked.valid_answers() if self.asked else {}

    def application(self) -> Application:
        given = self.cleaned_data
        lang = self.viewer.lang
        return Application(
            organisation_name=" ".join(given["organisation_name"].split()),
            kind=given["kind"],
            website=given["website"],
            themes=list(given["themes"]),
            contribution=texts(**{lang: given["contribution"]}),
            mailbox=given["mailbox"],
            lang=lang,
            access=given["access"],
            access_note=given["access_note"],
            consent_processing=given["consent_processing"],
            consent_listing=given["consent_listing"],
        )

    def organisation(self) -> Any:
        """The registered organisation, when its representative writes and the name is its own."""
        found = find_organisation(self.viewer, self.cleaned_data["organisation_name"])
        mine = interests.mine(self.viewer)
        return next((o for o in found if o in mine), None)


class Reason(forms.Form):
    reason = TextsFormField(
        max_length=600,
        rows=2,
        required=False,
        label=_("Reason or message"),
        help_text=_("The applicant reads it. A refusal always has one."),
    )


class KindLine(forms.Form):
    """One line of the balance check."""

    wanted = forms.IntegerField(min_value=0, max_value=200, label=_("Wanted"))
    invited = forms.IntegerField(min_value=0, max_value=200, required=False, label=_("Invited"))
    accepted = forms.IntegerField(min_value=0, max_value=200, required=False, label=_("Accepted"))

    def line(self) -> Wanted:
        given = self.cleaned_data
        return Wanted(given["wanted"], given["invited"] or 0, given["accepted"] or 0)


def kind_lines(counts: list[KindCount], data: Any = None) -> list[tuple[KindCount, KindLine]]:
    return [
        (
            count,
            KindLine(
                data,
                prefix=f"kind-{count.kind_id}",
                initial={
                    "wanted": count.wanted,
                    "invited": count.invited,
                    "accepted": count.accepted,
                },
            ),
        )
        for count in counts
    ]


class PeopleLine(forms.Form):
    people = forms.IntegerField(min_value=0, max_value=2000, required=False, label=_("People"))


class Seats(forms.Form):
    seats = forms.IntegerField(
        min_value=0,
        max_value=500,
        required=False,
        label=_("Participants without an account"),
        help_text=_("They place their dots on paper; the facilitator enters the sheets."),
    )


class CorrectionForm(forms.Form):
    about = forms.ChoiceField(choices=Correction.About.choices, label=_("What is wrong"))
    text = forms.CharField(
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=_("How it should be"),
    )
    organisation: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=_("In the name of"),
        empty_label=_("myself, without a name"),
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = interests.mine(viewer)
        self.fields["organisation"].queryset = mine  # type: ignore[attr-defined]
        if not viewer.represents:
            del self.fields["organisation"]


class AnswerForm(forms.Form):
    answer = TextsFormField(max_length=600, rows=2, label=_("Answer"))


class OverviewForm(forms.Form):
    title = TextsFormField(max_length=200, label=_("Title"))
    body = TextsFormField(
        max_length=12000,
        rows=18,
        label=_("Text"),
        help_text=_("An empty line begins a new paragraph; a line that begins with – is a point."),
    )
