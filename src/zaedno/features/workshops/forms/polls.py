"""What people type in polls: the question, a sheet of answers, a word, a text, a statement."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zaedno.core.forms import TextsFormField
from zaedno.features.workshops.models.poll import Poll
from zaedno.features.workshops.queries.asks import Ask
from zaedno.features.workshops.rules.polls import LISTED, MOST_ITEMS
from zaedno.features.workshops.rules.sheets import POINTS, STEP

K = Poll.Kind


class PollForm(forms.Form):
    """A poll for the room; what is asked one by one stands on a line each."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Poll.Kind.choices, widget=forms.RadioSelect)
    question = TextsFormField(label=_("Question"), max_length=300)
    lines = forms.CharField(
        label=_("Answers, options, rows or statements"),
        help_text=_("One on each line; a scale, a word cloud and an open text need none."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    most = forms.IntegerField(
        label=_("At most so many for each person"),
        help_text=_("Ticks where several answers are allowed, words of a cloud, texts."),
        required=False,
        min_value=1,
        max_value=MOST_ITEMS,
    )
    right = forms.IntegerField(
        label=_("Number of the right answer of a quiz"),
        required=False,
        min_value=1,
        max_value=MOST_ITEMS,
    )

    def shaped(self, data: dict[str, Any], lang: str) -> dict[str, Any]:
        lines = [line.strip() for line in data["lines"].splitlines() if line.strip()]
        told = [{lang: line[:300]} for line in lines]
        kind = data["kind"]
        shaped = {"kind": kind, "question": data["question"], "most": data["most"] or 0}
        if kind in (K.SINGLE, K.QUIZ):
            right = data["right"] if kind == K.QUIZ else None
            return {**shaped, "choices": told, "right": right}
        if kind not in (*LISTED, K.CONSENT):
            return shaped
        return {**shaped, "items": [{"text": t} for t in told], "open_list": kind == K.CONSENT}


class SheetForm(forms.Form):
    """One person's answers: a choice for each item (and axis), a sentence of dissent."""

    def __init__(self, poll: Poll, asks: list[Ask], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for ask in asks:
            self.fields[ask.name] = _answer(poll, ask)
            if poll.kind == K.CONSENT:
                self.fields[f"d_{ask.item.pk}"] = forms.CharField(
                    label=_("If not: what would have to change"), required=False, max_length=500
                )

    def shaped(self, data: dict[str, Any]) -> dict[str, Any]:
        answers, dissent = [], {}
        for name, value in data.items():
            kind, item_id, *axis = name.split("_", 2)
            if kind == "a" and value is not None and value is not False:
                answers.append((int(item_id), axis[0], int(value)))
            elif kind == "d" and value:
                dissent[int(item_id)] = value
        return {"answers": answers, "dissent": dissent}


def _answer(poll: Poll, ask: Ask) -> forms.Field:
    label = f"{ask.item.text} – {ask.axis}" if ask.axis else str(ask.item.text)
    if poll.kind == K.MULTIPLE:
        return forms.BooleanField(label=label, required=False, initial=bool(ask.value))
    if poll.kind == K.HUNDRED:
        return forms.IntegerField(
            label=label,
            required=False,
            min_value=0,
            max_value=POINTS,
            initial=ask.value or 0,
            widget=forms.NumberInput(attrs={"step": STEP, "class": "input input--year"}),
        )
    ranked = poll.kind == K.RANKING
    return forms.TypedChoiceField(
        label=label,
        choices=[*([("", "–")] if ranked else []), *((o.value, o.label) for o in ask.options)],
        coerce=int,
        required=False,
        empty_value=None,
        initial=ask.value,
        widget=forms.Select if ranked else forms.RadioSelect,
    )


class WordForm(forms.Form):
    """A word or a short text; how long it may be is said by the rule."""

    text = forms.CharField(label=_("Your answer"), max_length=2000, required=False)


class StopForm(forms.Form):
    text = forms.CharField(
        label=_("Word that the cloud should not show"), max_length=200, required=False
    )


class StatementForm(forms.Form):
    text = forms.CharField(label=_("Statement"), max_length=1000, widget=forms.Textarea)
