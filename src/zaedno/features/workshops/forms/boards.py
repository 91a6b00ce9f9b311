"""What people type on boards: notes, names of groups, dots, paper sheets, polls."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zaedno.core.forms import TextsFormField
from zaedno.features.workshops.models.board import Board, Cluster, Note
from zaedno.features.workshops.models.poll import Poll
from zaedno.features.workshops.models.voting import DOTS, MOST_DOTS
from zaedno.features.workshops.queries.polls import ItemView
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
        fields["board"].choices = [(b.pk, b.get_kind_display()) for b in boards]
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
    kinds = forms.MultipleChoiceField(
        label=_("Boards"), choices=Board.Kind.choices, widget=forms.CheckboxSelectMultiple
    )


class PollForm(forms.Form):
    """A poll for the room; what is asked one by one stands on a line each."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Poll.Kind.choices, widget=forms.RadioSelect)
    question = TextsFormField(label=_("Question"), max_length=300)
    lines = forms.CharField(
        label=_("Answers, rows or statements"),
        help_text=_("One on each line; a scale needs none."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def shaped(self, data: dict[str, Any], lang: str) -> dict[str, Any]:
        lines = [line.strip() for line in data["lines"].splitlines() if line.strip()]
        told = [{lang: line[:300]} for line in lines]
        shaped = {"kind": data["kind"], "question": data["question"]}
        if data["kind"] == Poll.Kind.SINGLE:
            return {**shaped, "choices": told}
        if data["kind"] == Poll.Kind.SCALE:
            return shaped
        items = [{"text": text} for text in told]
        return {**shaped, "items": items, "open_list": data["kind"] == Poll.Kind.CONSENT}


class SheetForm(forms.Form):
    """One person's answers: a choice for each item (and axis), a sentence of dissent."""

    def __init__(
        self,
        poll: Poll,
        items: list[ItemView],
        mine: dict[tuple[int, str], int],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for view in items:
            for axis in poll.axes or [""]:
                self.fields[f"a_{view.item.pk}_{axis}"] = self._answer(poll, view, axis, mine)
            if poll.kind == Poll.Kind.CONSENT:
                self.fields[f"d_{view.item.pk}"] = forms.CharField(
                    label=_("If not: what would have to change"), required=False, max_length=500
                )

    def _answer(
        self, poll: Poll, view: ItemView, axis: str, mine: dict[tuple[int, str], int]
    ) -> forms.TypedChoiceField:
        axes = {"benefit": _("benefit"), "effort": _("effort")}
        label = f"{view.item.text} – {axes[axis]}" if axis in axes else str(view.item.text)
        return forms.TypedChoiceField(
            label=label,
            choices=[(c.value, c.label) for c in view.choices],
            coerce=int,
            required=False,
            empty_value=None,
            initial=mine.get((view.item.pk, axis)),
            widget=forms.RadioSelect,
        )

    def shaped(self, data: dict[str, Any]) -> dict[str, Any]:
        answers, dissent = [], {}
        for name, value in data.items():
            kind, item_id, *axis = name.split("_", 2)
            if kind == "a" and value is not None:
                answers.append((int(item_id), axis[0], value))
            elif kind == "d" and value:
                dissent[int(item_id)] = value
        return {"answers": answers, "dissent": dissent}


class StatementForm(forms.Form):
    text = forms.CharField(label=_("Statement"), max_length=1000, widget=forms.Textarea)
