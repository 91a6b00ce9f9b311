"""The shape of an invitation, of a change of words, of a merging and a splitting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zaedno.core.verdict import Sentence
from zaedno.core.viewer import Viewer
from zaedno.features.proposals.models.proposal import (
    NAME_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    Proposal,
)
from zaedno.features.proposals.models.together import REASON_LENGTH
from zaedno.features.proposals.queries import rows
from zaedno.features.proposals.rules.together import FEWEST_PARTS, MOST_PARTS


class InviteForm(forms.Form):
    who = forms.CharField(
        max_length=200,
        label=_("E-mail address or name"),
        help_text=_("A name has to be exactly as the person shows it here."),
    )

    def clean_who(self) -> str:
        who = " ".join(self.cleaned_data["who"].split())
        if "@" in who:
            forms.EmailField().clean(who)
        return who


class JoinForm(forms.Form):
    name = forms.CharField(
        max_length=NAME_LENGTH,
        required=False,
        label=_("Show me as"),
        help_text=_("Everybody reads this name. Left blank, you are a co-author without a name."),
    )

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())


class AmendForm(forms.Form):
    title = forms.CharField(max_length=TITLE_LENGTH, label=_("What is proposed"))
    text = forms.CharField(
        max_length=TEXT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        label=_("Why, where and for whom"),
        help_text=_("Change the words as you would have them. The author sees what is different."),
    )
    why = forms.CharField(max_length=REASON_LENGTH, label=_("Why the words should change"))

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        found = {"title": " ".join(data.get("title", "").split())}
        # Browsers send line ends in their own way; only words count as a change.
        found["text"] = data.get("text", "").replace("\r\n", "\n").strip()
        return {**found, "why": " ".join(data.get("why", "").split())}


class ReasonForm(forms.Form):
    reason = forms.CharField(
        max_length=REASON_LENGTH, widget=forms.Textarea(attrs={"rows": 3}), label=_("The reason")
    )


class MoveForm(forms.Form):
    why = forms.CharField(
        max_length=REASON_LENGTH,
        label=_("Why"),
        help_text=_("The authors read this when they are asked."),
    )
    word = forms.CharField(
        max_length=REASON_LENGTH,
        required=False,
        label=_("How an author without an account agreed"),
        help_text=_("Only where one has no account here, for example on paper or by telephone."),
    )


class MergeForm(MoveForm):
    into: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        queryset=None,
        label=_("The proposal that goes on"),
        help_text=_("Both authors are asked. The merged one stays readable."),
    )
    field_order = ("into", "why", "word")

    def __init__(self, *args: Any, viewer: Viewer, proposal: Proposal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = rows.mergeable(viewer, proposal)
        self.fields["into"].queryset = found  # type: ignore[attr-defined]


class SplitForm(MoveForm):
    """Two to five parts, drawn as they are asked for; those left blank are not there."""

    def __init__(self, *args: Any, drawn: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.drawn = drawn or sent_parts(self.data)
        for number in range(1, self.drawn + 1):
            self.fields[f"title_{number}"] = forms.CharField(
                max_length=TITLE_LENGTH,
                required=number <= FEWEST_PARTS,
                label=_("Part %(number)d: what is proposed") % {"number": number},
            )
            self.fields[f"text_{number}"] = forms.CharField(
                max_length=TEXT_LENGTH,
                required=False,
                widget=forms.Textarea(attrs={"rows": 4}),
                label=_("Part %(number)d: why, where and for whom") % {"number": number},
            )
        if drawn:  # asked for just now: there one goes on
            self.fields[f"title_{drawn}"].widget.attrs["autofocus"] = True
        self.order_fields([name for name in self.fields if name not in ("why", "word")])

    @property
    def one_more(self) -> Sentence:
        return _("One more part") if self.drawn < MOST_PARTS else ""

    @property
    def one_less(self) -> Sentence:
        said = _("Remove part %(number)d") % {"number": self.drawn}
        return said if self.drawn > FEWEST_PARTS else ""


def sent_parts(data: Mapping[str, Any]) -> int:
    """How many parts were drawn on the page that was sent."""
    there = (n for n in range(MOST_PARTS, FEWEST_PARTS, -1) if f"title_{n}" in data)
    return next(there, FEWEST_PARTS)


def redrawn(data: Mapping[str, Any]) -> int:
    """How many parts the page shall have that was asked for by one of the form's own buttons."""
    wanted = sent_parts(data) + ("more" in data) - ("fewer" in data)
    return min(max(wanted, FEWEST_PARTS), MOST_PARTS)


def parts(data: dict[str, Any]) -> dict[str, Any]:
    drawn = range(1, sent_parts(data) + 1)
    pairs = [(data[f"title_{n}"], data[f"text_{n}"]) for n in drawn]
    kept = [[" ".join(title.split()), text.strip()] for title, text in pairs if title or text]
    return {"parts": kept, "why": data["why"], "word": data["word"]}
