"""One paper sheet on one screen: its number, its lines, its dots."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zaedno.features.workshops.models.agenda import AgendaItem
from zaedno.features.workshops.models.board import Board, Note
from zaedno.features.workshops.models.paper import LINES, MOST_PRINTED
from zaedno.features.workshops.models.voting import DOTS
from zaedno.features.workshops.rules.paper import LAST_NUMBER, Line
from zaedno.features.workshops.rules.seats import clean_code

NOTES_LIST = "notes-here"


class PrintForm(forms.Form):
    count = forms.IntegerField(
        label=_("How many sheets"), min_value=1, max_value=MOST_PRINTED, initial=10
    )
    step = forms.ChoiceField(label=_("Step"), required=False)

    def __init__(self, steps: Iterable[AgendaItem], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(item.position, str(item.title)) for item in steps]
        self.fields["step"].choices = [*named, ("", _("any step"))]  # type: ignore[attr-defined]


class SheetEntry(forms.Form):
    """A line without a board lies on the board of the line above it."""

    code = forms.CharField(
        label=_("Code on the sheet"),
        required=False,
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "input sheet-entry__code",
            }
        ),
    )
    number = forms.IntegerField(label=_("Number of the sheet"), min_value=1, max_value=LAST_NUMBER)

    def __init__(
        self,
        boards: list[Board],
        kinds: Iterable[tuple[int, str]],
        *args: Any,
        dots: int | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.dots = min(dots or 0, DOTS * 4)
        named = [(b.pk, str(b)) for b in boards]
        for n in range(1, LINES + 1):
            self._line(n, named)
        self.fields["kind_id"] = forms.ChoiceField(
            label=_("Kind of organisation"),
            required=False,
            choices=[("", _("anonymous")), *kinds],
        )
        for n in range(1, self.dots + 1):
            self._place(n)

    def _line(self, n: int, named: list[tuple[int, str]]) -> None:
        first = [] if n == 1 else [("", _("as above"))]
        self.fields[f"text_{n}"] = forms.CharField(
            label=gettext("Line %(n)d") % {"n": n},
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 2, "data-count": "140", "class": "input"}),
        )
        self.fields[f"board_{n}"] = forms.ChoiceField(
            label=gettext("Board of line %(n)d") % {"n": n},
            required=False,
            choices=[*first, *named],
            widget=forms.Select(attrs={"class": "input input--select"}),
        )

    def _place(self, n: int) -> None:
        self.fields[f"note_{n}"] = forms.CharField(
            label=gettext("Number of the note, place %(n)d") % {"n": n},
            required=False,
            max_length=20,
            widget=forms.TextInput(
                attrs={"list": NOTES_LIST, "autocomplete": "off", "class": "input"}
            ),
        )
        self.fields[f"dots_{n}"] = forms.IntegerField(
            label=gettext("Dots, place %(n)d") % {"n": n},
            required=False,
            min_value=0,
            max_value=self.dots,
            widget=forms.NumberInput(attrs={"class": "input"}),
        )

    def lines(self) -> list[tuple[int, Any, Any]]:
        """(number, its text, its board) for the page."""
        return [(n, self[f"text_{n}"], self[f"board_{n}"]) for n in range(1, LINES + 1)]

    def places(self) -> list[tuple[int, Any, Any]]:
        return [(n, self[f"note_{n}"], self[f"dots_{n}"]) for n in range(1, self.dots + 1)]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for n in range(1, self.dots + 1):
            note, count = given.get(f"note_{n}"), given.get(f"dots_{n}")
            if count and not note:
                self.add_error(f"note_{n}", _("Say on which note these dots lie."))
            elif note and count is None and f"dots_{n}" not in self.errors:
                given[f"dots_{n}"] = 1  # one note and no number is one dot
        return given

    def shaped(self) -> dict[str, Any]:
        """The deed's own words."""
        given = self.cleaned_data
        lines, board = [], None
        for n in range(1, LINES + 1):
            board = given.get(f"board_{n}") or board
            if given.get(f"text_{n}"):
                lines.append(Line(n, int(board) if board else None, given[f"text_{n}"]))
        dots: dict[str, int] = {}
        for n in range(1, self.dots + 1):
            if note := given.get(f"note_{n}"):
                note = note.strip().upper()
                dots[note] = dots.get(note, 0) + (given.get(f"dots_{n}") or 0)
        kind = given.get("kind_id")
        return {
            "code": clean_code(given["code"]),
            "number": given["number"],
            "lines": lines,
            "dots": dots,
            "kind_id": int(kind) if kind else None,
        }


def note_choices(notes: Iterable[Note]) -> list[tuple[str, str]]:
    """What the list beside the field offers: a note's number and its words."""
    return [(note.receipt, str(note.text)) for note in notes]
