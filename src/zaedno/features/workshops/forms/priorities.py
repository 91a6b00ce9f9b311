"""What people type about priorities: the question, scores with dots, one of two."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zaedno.core.forms import TextsFormField
from zaedno.features.workshops.models.board import Cluster
from zaedno.features.workshops.models.criteria import WEIGHT_DOTS, Priorities
from zaedno.features.workshops.queries.priorities import PrioritiesPanel
from zaedno.features.workshops.rules.priorities import SCALE

LINE = 140


class PrioritiesForm(forms.Form):
    """What is put in order, and how."""

    kind = forms.ChoiceField(
        label=_("How"), choices=Priorities.Kind.choices, widget=forms.RadioSelect
    )
    question = TextsFormField(label=_("Question"), max_length=300)
    lines = forms.CharField(
        label=_("What is put in order"),
        help_text=_("One on each line, besides the groups ticked below."),
        required=False,
        max_length=9000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    groups = forms.MultipleChoiceField(
        label=_("Groups of notes"), required=False, widget=forms.CheckboxSelectMultiple
    )
    criteria = forms.CharField(
        label=_("Criteria"),
        help_text=_(
            "One on each line. “Reach = 3” sets the weight 3; without weights the participants' "
            "dots decide."
        ),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, clusters: list[Cluster], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.clusters = {str(c.pk): c for c in clusters}
        fields: Any = self.fields
        fields["groups"].choices = [(key, str(c)) for key, c in self.clusters.items()]
        if not clusters:
            del self.fields["groups"]

    def shaped(self, data: dict[str, Any], lang: str) -> dict[str, Any]:
        chosen = [self.clusters[key] for key in data.get("groups", [])]
        options: list[dict[str, Any]] = [{"text": c.title, "cluster": c} for c in chosen]
        options += [{"text": {lang: line[:LINE]}} for line in _lines(data["lines"])]
        shaped = {"kind": data["kind"], "question": data["question"], "options": options}
        if data["kind"] == Priorities.Kind.PAIRS:
            return shaped
        return {**shaped, "criteria": [_criterion(c, lang) for c in _lines(data["criteria"])]}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _criterion(line: str, lang: str) -> dict[str, Any]:
    """“Reach = 3” is a criterion with its weight."""
    text, equals, weight = line.rpartition("=")
    if equals and weight.strip().isdigit():
        return {"text": {lang: text.strip()[:120]}, "weight": int(weight)}
    return {"text": {lang: line[:120]}}


class ScoresForm(forms.Form):
    """Every option by every criterion, and dots for the weights where people give them."""

    def __init__(self, panel: PrioritiesPanel, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if panel.priorities.weights == Priorities.Weights.DOTS:
            for criterion, name, given in panel.weights:
                self.fields[name] = forms.IntegerField(
                    label=_("Dots: %(criterion)s") % {"criterion": criterion},
                    min_value=0,
                    max_value=WEIGHT_DOTS,
                    required=False,
                    initial=given,
                )
        for option, cells in panel.rows:
            for criterion, name, score in cells:
                self.fields[name] = forms.TypedChoiceField(
                    label=f"{option} – {criterion}",
                    choices=[("", "–"), *((n, n) for n in range(1, SCALE + 1))],
                    coerce=int,
                    required=False,
                    empty_value=None,
                    initial=score or "",
                )

    def shaped(self, data: dict[str, Any]) -> dict[str, Any]:
        scores = {name[2:]: v for name, v in data.items() if name.startswith("s_") and v}
        dots = {int(name[2:]): v for name, v in data.items() if name.startswith("w_") and v}
        return {"scores": scores, "dots": dots}


class PreferForm(forms.Form):
    """Which of the two that were shown; empty means: can't decide."""

    left = forms.IntegerField(widget=forms.HiddenInput)
    right = forms.IntegerField(widget=forms.HiddenInput)
    chosen = forms.IntegerField(required=False, widget=forms.HiddenInput)
