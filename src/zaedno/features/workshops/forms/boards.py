"""What people type on boards: notes, names of groups, dots, paper sheets."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zaedno.core.forms import TextsFormField
from zaedno.features.workshops.models.board import Board, Cluster, Note
from zaedno.features.workshops.models.voting import DOTS, MOST_DOTS
from zaedno.platform.people.models import Organisation


class NoteForm(forms.Form):
    """One thought. The limit is said by the rule, with the number of characters too many."""

    board = forms.ChoiceField(label=_("Board"))
    text = forms.CharField(
        label=_("Your note"),
        help_text=_("One thought, at most 140 characters. Please leave out names and addresses."),
        max_length=2000,
        error_messages={"required": _("Write your thought first.")},
        widget=forms.Textarea(attrs={"rows": 3, "data-count": "140"}),
    )
    authorship = forms.ChoiceField(
        label=_("Signed by"),
        choices=Note.Authorship.choices,
        initial=Note.Authorship.ANONYMOUS,
        widget=forms.RadioSelect,
    )
    organisation = forms.ChoiceField(label=_("Organisation"))
    consent = forms.BooleanField(
        label=_("The organisation agrees to be named under this note"), required=False
    )
    website = forms.CharField(label=_("Leave this field empty"), required=False, max_length=200)

    def __init__(
        self, boards: list[Board], organisations: list[Organisation], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["board"].choices = [(b.pk, str(b)) for b in boards]
        if len(boards) == 1:
            self.fields["board"].widget = forms.HiddenInput()
            self.fields["board"].initial = boards[0].pk
        if organisations:
            fields["organisation"].choices = [(o.pk, str(o)) for o in organisations]
        else:
            for name in ("authorship", "organisation", "consent"):
                del self.fields[name]

    def clean_website(self) -> str:
        """A person never sees this field; whoever fills it in is told so, not fooled."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Leave this field empty, then send the note again."))
        return ""

    @property
    def signed(self) -> bool:
        """Whether the note is for an organisation and not anonymous."""
        chosen = self.cleaned_data.get("authorship", Note.Authorship.ANONYMOUS)
        return bool(chosen != Note.Authorship.ANONYMOUS)


class MoveForm(forms.Form):
    """Where a note goes: a group that is there, none, or a new one with this name."""

    cluster = forms.ChoiceField(label=_("Group of notes"), required=False, widget=forms.RadioSelect)
    title = forms.CharField(label=_("Or a new group named"), required=False, max_length=200)

    def __init__(self, clusters: list[Cluster], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(c.pk, str(c)) for c in clusters]
        fields: Any = self.fields
        fields["cluster"].choices = [*named, ("", _("Without a group"))]


class GroupForm(forms.Form):
    """A group's name in the languages of the city."""

    title = TextsFormField(label=_("Name of the group"), max_length=200)


class OpenVotingForm(forms.Form):
    dots = forms.IntegerField(
        label=_("Dots for each participant"), min_value=1, max_value=MOST_DOTS, initial=DOTS
    )


class PaperVoteForm(forms.Form):
    """A vote counted on paper: who could, who did, and the dots on each note."""

    could_vote = forms.IntegerField(label=_("How many could vote"), min_value=0)
    did_vote = forms.IntegerField(label=_("How many voted"), min_value=0)
    dots = forms.IntegerField(
        label=_("Dots for each participant"), min_value=1, max_value=MOST_DOTS, initial=DOTS
    )

    def __init__(self, notes: list[Note], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for note in notes:
            self.fields[f"note_{note.pk}"] = forms.IntegerField(
                label=str(note.text), required=False, min_value=0, max_value=9999
            )

    def shaped(self, data: dict[str, Any]) -> dict[str, Any]:
        """The deed's own words."""
        own = {name: data[name] for name in ("could_vote", "did_vote", "dots")}
        counted = {
            int(name.removeprefix("note_")): value
            for name, value in data.items()
            if name.startswith("note_") and value
        }
        return {**own, "dots_by_note": counted}


class BoardsForm(forms.Form):
    """The boards that a method knows; a column of one's own has a form of its own."""

    kinds = forms.MultipleChoiceField(
        label=_("Boards"),
        choices=[(kind.value, kind.label) for kind in Board.Kind if kind != Board.Kind.OWN],
        widget=forms.CheckboxSelectMultiple,
    )


class ColumnForm(forms.Form):
    title = TextsFormField(label=_("Title of the column"), max_length=60)
    question = TextsFormField(label=_("Question"), max_length=200, required=False)
