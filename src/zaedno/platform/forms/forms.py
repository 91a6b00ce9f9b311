"""The inputs of one page of a form, made from its questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from zaedno.algorithms import geometry
from zaedno.core.fields import Texts
from zaedno.core.forms import day_input
from zaedno.platform.forms.logic import Outline
from zaedno.platform.forms.models import LONG_LENGTH, SHORT_LENGTH, Question
from zaedno.platform.forms.widgets import (
    MatrixField,
    PaperField,
    RankingField,
    WhereaboutsField,
)

OTHER = "other"
Kind = Question.Kind


def name_of(question: Question) -> str:
    return f"q{question.pk}"


class PageForm(forms.Form):
    """One page. `lenient` takes what is there, for whoever goes back: nothing typed is lost."""

    def __init__(
        self,
        *args: Any,
        questions: Sequence[Question],
        answers: Mapping[str, Any],
        lenient: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.all_parts = questions
        self.questions = [one for one in questions if one.asks]
        for question in self.questions:
            name = name_of(question)
            field = FIELDS[question.kind](question)
            field.label, field.help_text = str(question.text), str(question.hint)
            if lenient:
                field.required = False
            self.fields[name] = field
            value = answers.get(str(question.pk))
            if isinstance(field, PaperField):
                field.kept = value
            if isinstance(value, dict) and "chosen" in value:
                chosen = value["chosen"]
                self.initial[f"{name}_other"] = value.get(OTHER, "")
                value = chosen if question.kind == Kind.MULTIPLE else (chosen or [""])[0]
            self.initial[name] = value
            if question.other:
                self.fields[f"{name}_other"] = forms.CharField(
                    label=_("Other, namely"), max_length=SHORT_LENGTH, required=False
                )

    @property
    def has_places(self) -> bool:
        """Whether the page needs a map."""
        return any(one.places for one in self.questions)

    def parts(self) -> list[tuple[Question, list[forms.BoundField]]]:
        """Each question or text with its inputs, in order."""
        found = []
        for part in self.all_parts:
            names = [
                name for name in (name_of(part), f"{name_of(part)}_other") if name in self.fields
            ]
            found.append((part, [self[name] for name in names]))
        return found

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = self.cleaned_data
        for question in self.questions:
            name = name_of(question)
            if question.other and name in data:
                self._clean_other(name, data)
            value = data.get(name)
            most = question.most if question.kind == Kind.MULTIPLE else None
            if most and value and len(value) > most:
                said = _("Choose at most %(most)d; you chose %(now)d.")
                self.add_error(name, said % {"most": most, "now": len(value)})
        return data

    def _clean_other(self, name: str, data: dict[str, Any]) -> None:
        """Words typed beside "other" choose it; "other" without words is asked for them."""
        typed = data.get(f"{name}_other", "")
        chosen = data[name]
        if typed and isinstance(chosen, list) and OTHER not in chosen:
            data[name] = [*chosen, OTHER]
        elif typed and not chosen:
            data[name] = OTHER
        elif not typed and OTHER in (chosen if isinstance(chosen, list) else [chosen]):
            self.add_error(f"{name}_other", _("Say in a few words what the other one is."))

    def valid_answers(self) -> dict[str, Any]:
        """Those that are right; what is wrong stays on the page and out of the draft."""
        wrong = set(self.errors)
        names = {one.pk: {name_of(one), f"{name_of(one)}_other"} for one in self.questions}
        return {
            str(one.pk): self._value(one) for one in self.questions if not names[one.pk] & wrong
        }

    def _value(self, question: Question) -> Any:
        name = name_of(question)
        value = self.cleaned_data.get(name)
        if question.kind in (Kind.SINGLE, Kind.MULTIPLE):
            chosen = value if isinstance(value, list) else [value] if value else []
            if not chosen:
                return None
            typed = self.cleaned_data.get(f"{name}_other", "") if OTHER in chosen else ""
            return {"chosen": chosen, **({OTHER: typed} if typed else {})}
        if question.kind == Kind.SCALE:
            return int(value) if value else None
        if question.kind == Kind.DATE:
            return value.isoformat() if value else None
        return None if value in ("", False) else value


class SheetForm(PageForm):
    """Every question at once, as it stands on paper, where nothing can be insisted on."""

    def __init__(self, *args: Any, outline: Outline, numbered: bool = True, **kwargs: Any) -> None:
        questions = [q for one in outline.sheets for q in one.questions]
        super().__init__(*args, questions=questions, lenient=True, **kwargs)
        if numbered:
            self.fields["sheet"] = forms.CharField(
                max_length=40,
                label=_("Sheet number"),
                help_text=_("As it stands on the sheet; each is entered once."),
            )
        for question in self.questions:
            field = self.fields[name_of(question)]
            field.label = f"{outline.codes[question.pk]}. {field.label}"

    @property
    def number(self) -> str:
        return str(self.cleaned_data["sheet"]).strip()


def _text(question: Question) -> forms.Field:
    most = question.most or SHORT_LENGTH
    return forms.CharField(required=question.required, max_length=min(most, SHORT_LENGTH))


def _long(question: Question) -> forms.Field:
    most = min(question.most or LONG_LENGTH, LONG_LENGTH)
    area = forms.Textarea(attrs={"rows": 5})
    return forms.CharField(required=question.required, max_length=most, widget=area)


def options(question: Question) -> list[tuple[str, str]]:
    more = [(OTHER, _("Other"))] if question.other else []
    return [*question.choices(), *more]


def drawn(question: Question) -> list[tuple[str, str]]:
    """Options as they are shown: those with a picture have it before their words."""
    return [
        (code, _pictured(question.pictures[int(code) - 1], words))
        if code.isdigit() and int(code) <= len(question.pictures)
        else (code, words)
        for code, words in options(question)
    ]


def _pictured(picture: dict[str, Any] | None, words: str) -> str:
    if not picture:
        return words
    shown = '<img class="choice__picture" src="{}" alt="{}" loading="lazy"> <span>{}</span>'
    address = reverse("files:download", args=[picture["file"]])
    return format_html(shown, address, Texts(picture["alt"]), words)


def _skip(question: Question) -> list[tuple[str, str]]:
    """A button that was pressed cannot be released without JavaScript; this one takes it back."""
    return [] if question.required else [("", _("I skip this"))]


def _single(question: Question) -> forms.Field:
    choices = [*drawn(question), *_skip(question)]
    return forms.ChoiceField(choices=choices, required=question.required, widget=forms.RadioSelect)


def _multiple(question: Question) -> forms.Field:
    return forms.MultipleChoiceField(
        choices=drawn(question),
        required=question.required,
        widget=forms.CheckboxSelectMultiple,
    )


def steps(question: Question) -> list[tuple[str, str]]:
    """The steps of a scale, the ends with their words."""
    low, high = question.scale
    ends = {low: question.low_label, high: question.high_label}
    return [
        (str(at), f"{at} – {ends[at]}" if str(ends.get(at, "")) else str(at))
        for at in range(low, high + 1)
    ]


def _scale(question: Question) -> forms.Field:
    choices = [*steps(question), *_skip(question)]
    return forms.ChoiceField(choices=choices, required=question.required, widget=forms.RadioSelect)


def _number(question: Question) -> forms.Field:
    return forms.FloatField(
        required=question.required,
        min_value=question.least,
        max_value=question.most,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )


FIELDS: dict[str, Any] = {
    Kind.SHORT: _text,
    Kind.LONG: _long,
    Kind.SINGLE: _single,
    Kind.MULTIPLE: _multiple,
    Kind.RANKING: lambda q: RankingField(choices=q.choices(), required=q.required),
    Kind.SCALE: _scale,
    Kind.MATRIX: lambda q: MatrixField(lines=q.lines(), choices=q.choices(), required=q.required),
    Kind.NUMBER: _number,
    Kind.DATE: lambda q: forms.DateField(required=q.required, widget=day_input()),
    Kind.CONSENT: lambda q: forms.BooleanField(required=q.required),
    Kind.POINT: lambda q: WhereaboutsField(shape=geometry.POINT, required=q.required),
    Kind.LINE: lambda q: WhereaboutsField(shape=geometry.LINE, required=q.required),
    Kind.AREA: lambda q: WhereaboutsField(shape=geometry.AREA, required=q.required),
    Kind.FILE: lambda q: PaperField(required=q.required),
}
