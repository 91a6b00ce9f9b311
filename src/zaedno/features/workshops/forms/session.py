"""What people type to join a session and to lead it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zaedno.features.workshops.models.board import Board
from zaedno.features.workshops.models.rooms import Round
from zaedno.features.workshops.models.session import CODE_LENGTH, NAME_LENGTH, Privacy
from zaedno.features.workshops.rules.seats import clean_code, clean_line


class LineField(forms.CharField):
    """What is typed or pasted may hold a null sign; it is left out, not complained about."""

    def to_python(self, value: Any) -> str:
        return super().to_python(str(value or "").replace("\x00", "")) or ""


class CodeForm(forms.Form):
    """The six signs from the screen, typed as people type."""

    code = LineField(
        label=_("Code of the workshop"),
        help_text=_("Six signs, as they stand on the screen or on the sheet."),
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "inputmode": "text",
                "class": "code-input",
            }
        ),
    )

    def clean_code(self) -> str:
        code = clean_code(self.cleaned_data["code"])
        if len(code) != CODE_LENGTH:
            wrong = _("A code has %(most)d signs; you typed %(length)d.")
            raise forms.ValidationError(wrong, params={"most": CODE_LENGTH, "length": len(code)})
        return code


class JoinForm(forms.Form):
    """A name if one likes, and the consent that is asked once."""

    name = LineField(
        label=_("How shall we call you?"),
        help_text=_("Not needed. Shown only where the promise above says so."),
        required=False,
        max_length=400,
        widget=forms.TextInput(attrs={"autocomplete": "nickname", "maxlength": NAME_LENGTH}),
    )
    consent = forms.BooleanField(
        label=_("I agree that what I write and vote here is kept and used as said above."),
        error_messages={"required": _("Tick that you agree; without it your notes can't be kept.")},
    )

    def clean_name(self) -> str:
        return clean_line(self.cleaned_data["name"])


class SayForm(forms.Form):
    """A note from the session; its length is the rule's to judge."""

    board = forms.IntegerField()
    text = LineField(max_length=20000, strip=False)


class OpenSessionForm(forms.Form):
    """How the session is opened: who may vote, where the video call is."""

    seats_vote = forms.BooleanField(
        label=_("Whoever joins with the code may vote"),
        help_text=_("Without it only those admitted by name place dots and answer polls."),
        required=False,
        initial=True,
    )
    meeting_url = forms.URLField(
        label=_("Link to the video call, if there is one"),
        help_text=_("The city's own meeting service; participants see the link, nothing more."),
        required=False,
        max_length=300,
        assume_scheme="https",
    )


class PrivacyForm(forms.Form):
    level = forms.ChoiceField(label=_("How notes are signed"), choices=Privacy.Level.choices)


class MinutesForm(forms.Form):
    minutes = forms.IntegerField()


class ShowForm(forms.Form):
    """A switch of the shared state: `what` is its name, `value` what it turns to."""

    what = forms.CharField(max_length=20)
    value = forms.CharField(max_length=20)

    def turned(self) -> dict[str, Any]:
        what, value = self.cleaned_data["what"], self.cleaned_data["value"]
        return {"what": what, "value": value if what == "focus" else value == "yes"}


class SplitForm(forms.Form):
    """Into how many rooms, how, for how long, on which board they work."""

    rooms = forms.IntegerField(
        label=_("Number of rooms"),
        min_value=0,
        max_value=1000,
        initial=3,
        widget=forms.NumberInput(attrs={"class": "input--year"}),
    )
    how = forms.ChoiceField(
        label=_("Who sits where"),
        choices=Round.How.choices,
        initial=Round.How.RANDOM,
        widget=forms.RadioSelect,
    )
    minutes = forms.IntegerField(
        label=_("Minutes for the rooms"),
        min_value=0,
        max_value=180,
        initial=15,
        required=False,
        widget=forms.NumberInput(attrs={"class": "input--year"}),
    )
    board = forms.ChoiceField(label=_("Board they work on"), required=False)

    def __init__(self, boards: list[Board], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        fields: Any = self.fields
        named = [(board.pk, board.get_kind_display()) for board in boards]
        fields["board"].choices = [("", _("any open board")), *named]
        self.boards = {str(board.pk): board for board in boards}

    def shaped(self, typed: dict[str, Any]) -> dict[str, Any]:
        board = self.boards.get(typed["board"])
        return {**typed, "board": board, "minutes": typed["minutes"] or 0}


class MoveSeatForm(forms.Form):
    seat = forms.IntegerField()
    room = forms.IntegerField()
    reason = LineField(required=False, max_length=2000)

    def clean_reason(self) -> str:
        return clean_line(self.cleaned_data["reason"])
