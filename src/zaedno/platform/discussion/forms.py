"""The shape of a comment, of a report, of a hiding and of an objection."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zaedno.core.viewer import Viewer
from zaedno.platform.discussion.models import TEXT_LENGTH, Comment, Reaction
from zaedno.platform.discussion.rules import SPEAKING
from zaedno.platform.moderation import forms as moderation
from zaedno.platform.moderation.forms import Trap
from zaedno.platform.moderation.models import Rule
from zaedno.platform.people.queries import organisations

CITY = "city"


class WordsForm(forms.Form):
    text = forms.CharField(
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
        label=_("Your comment"),
        help_text=_(
            "Please leave out names, telephone numbers and addresses of people. To speak to "
            "somebody write @ and their number: @3."
        ),
    )
    position = forms.ChoiceField(
        choices=Comment.Position.choices,
        initial=Comment.Position.NEUTRAL,
        widget=forms.RadioSelect,
        label=_("Where you stand"),
    )


class CommentForm(WordsForm, Trap):
    """Whoever speaks for nobody but themselves is not asked for whom they write."""

    voice = forms.ChoiceField(required=False, label=_("You write"))

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        voices: list[tuple[str, Any]] = [("", _("as a participant, under a number"))]
        if viewer.represents:
            spoken = organisations(viewer).filter(pk__in=viewer.represents)
            voices += [(str(one.pk), str(one.name)) for one in spoken]
        if viewer.has(*SPEAKING):
            voices.append((CITY, _("as the city, officially")))
        self.fields["voice"].choices = voices  # type: ignore[attr-defined]
        if len(voices) == 1:
            del self.fields["voice"]


def typed(data: dict[str, Any]) -> dict[str, Any]:
    """The deed's own words for what the form holds."""
    voice = data.get("voice", "")
    return {
        "text": data["text"],
        "position": data["position"],
        "official": voice == CITY,
        "organisation_id": int(voice) if voice.isdigit() else None,
    }


class SignForm(forms.Form):
    sign = forms.ChoiceField(choices=Reaction.Sign.choices)


class ReportForm(Trap):
    rule = forms.ChoiceField(
        choices=Rule.choices, widget=forms.RadioSelect, label=_("Which rule it breaks")
    )
    note = forms.CharField(
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=_("What we should look at"),
        help_text=_("Only moderators read this, and they do not learn who wrote it."),
    )


class HideForm(moderation.HideForm):
    parts = forms.CharField(
        max_length=TEXT_LENGTH,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=_("Hide only these parts"),
        help_text=_("One on each line, as they stand in the comment. Empty hides all of it."),
    )

    def clean_parts(self) -> list[str]:
        lines = self.cleaned_data["parts"].splitlines()
        return [line.strip() for line in lines if line.strip()]
