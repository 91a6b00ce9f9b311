"""An answer, a piece of evidence and its grade."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zaedno.core.fields import Texts
from zaedno.core.forms import TextsFormField, WhenFormField
from zaedno.features.maturity.models.answers import Answer, Evidence
from zaedno.features.maturity.models.assessment import Assessment


class AnswerForm(forms.Form):
    """Five levels as full sentences, "cannot say", "does not apply"; and what shows it."""

    choice = forms.ChoiceField(
        label=_("Which sentence describes the city best today?"),
        widget=forms.RadioSelect,
        help_text=_("A level is reached only if all lower ones are."),
        error_messages={"required": _("Choose a sentence, or say that you cannot judge.")},
    )
    reason = forms.CharField(
        label=_("Why it does not apply"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only for “does not apply”. The reason is published without your name."),
    )
    evidence = forms.MultipleChoiceField(
        label=_("What shows it"), required=False, widget=forms.CheckboxSelectMultiple
    )
    change_reason = forms.CharField(
        label=_("Why you change your answer"),
        max_length=300,
        help_text=_("The draft is public; the reason stands beside it without your name."),
    )

    def __init__(self, row: Assessment, code: str, items: list[Evidence], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        indicator = row.framework.model.indicators[code][1]
        levels = [(str(n), f"{n}. {Texts(said)}") for n, said in indicator.levels.items()]
        self.fields["choice"].choices = [  # type: ignore[attr-defined]
            *levels,
            (Answer.State.CANNOT_SAY, _("I cannot judge this")),
            (Answer.State.NOT_APPLICABLE, _("This does not apply to our city")),
        ]
        self.fields["evidence"].choices = [  # type: ignore[attr-defined]
            (str(item.pk), f"{item.code} {item.title}") for item in items
        ]
        if not items:
            del self.fields["evidence"]
        if row.state != Assessment.State.PUBLISHED:
            del self.fields["change_reason"]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("choice") == Answer.State.NOT_APPLICABLE and not typed.get("reason"):
            self.add_error("reason", _("Write why this does not apply."))
        return typed

    def shaped(self) -> dict[str, Any]:
        """The deed's own words."""
        typed = self.cleaned_data
        level = int(typed["choice"]) if typed["choice"].isdigit() else None
        return {
            "state": Answer.State.LEVEL if level else typed["choice"],
            "level": level,
            "reason": typed["reason"],
            "change_reason": typed.get("change_reason", ""),
            "evidence": sorted(int(pk) for pk in typed.get("evidence", [])),
        }


class EvidenceForm(forms.Form):
    """A piece of evidence; its type decides the grade that it starts with."""

    type = forms.ChoiceField(label=_("Type of evidence"))
    title = TextsFormField(label=_("What it is"), max_length=300)
    date = WhenFormField(label=_("Date of the evidence"))
    about = TextsFormField(label=_("What it shows"), max_length=1000, rows=3, required=False)
    url = forms.URLField(label=_("Address"), required=False, assume_scheme="https", max_length=200)

    def __init__(self, row: Assessment, code: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        usual = row.framework.model.indicators[code][1].evidence
        kinds = sorted(row.framework.model.evidence_types, key=lambda k: k.id not in usual)
        self.fields["type"].choices = [  # type: ignore[attr-defined]
            (kind.id, f"{kind.id} {Texts(kind.name)} ({kind.grade})") for kind in kinds
        ]


class SupportForm(forms.Form):
    """Which indicator of the running assessment something is evidence for."""

    indicator = forms.ChoiceField(label=_("Evidence for the indicator"))

    def __init__(self, row: Assessment, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields["indicator"].choices = indicator_choices(row)  # type: ignore[attr-defined]


def indicator_choices(row: Assessment) -> list[tuple[str, str]]:
    pairs = row.framework.model.indicators.values()
    return [(i.id, f"{i.id} {Texts(i.name)}") for _dimension, i in pairs]


class GradeForm(forms.Form):
    grade = forms.ChoiceField(label=_("Grade"), choices=Evidence.Grade)
    accept = forms.TypedChoiceField(
        label=_("Does it count?"),
        choices=[("yes", _("accepted")), ("no", _("not accepted"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        initial="yes",
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed where the grade differs from the usual one, or it is not accepted."),
    )
