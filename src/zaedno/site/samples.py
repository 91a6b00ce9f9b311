"""Invented contents for the page that shows every component."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from zaedno.core import charts
from zaedno.core.forms import TextsFormField, WhenFormField
from zaedno.core.partial_dates import When
from zaedno.core.things import Step


class SampleForm(forms.Form):
    """One question of each shape."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("a", _("Agree")), ("b", _("Can live with it")), ("c", _("Disagree"))]
        self.fields.update(
            note=forms.CharField(
                label=_("Your note"),
                help_text=_("At most 140 characters. Nobody sees who wrote it."),
                max_length=140,
                widget=forms.Textarea(attrs={"rows": 3}),
            ),
            stand=forms.ChoiceField(
                label=_("Where do you stand?"), choices=choices, widget=forms.RadioSelect
            ),
            title=TextsFormField(label=_("Title"), max_length=120),
            due=WhenFormField(label=_("Due"), help_text=_("A day, or only the month.")),
            many=forms.MultipleChoiceField(
                label=_("Kinds of organisations"),
                choices=choices,
                widget=forms.CheckboxSelectMultiple,
                required=False,
            ),
            news=forms.BooleanField(label=_("Write to me when something happens"), required=False),
        )


def everything() -> dict[str, Any]:
    return {
        "form": SampleForm(),
        "wrong": SampleForm({}, prefix="w"),
        "steps": _steps(),
        "bars": _bars(),
        "profile": _profile(),
        "swot": _swot(),
        "tones": [
            (_("delivered"), "done"),
            (_("under way"), "now"),
            (_("late by 12 days"), "late"),
            (_("dropped"), "dropped"),
            (_("to come"), ""),
        ],
    }


def _steps() -> list[Step]:
    told = [
        ("2021-01-07", _("A participant wrote a note."), "note", "done"),
        ("2021-02", _("A second proposal was withdrawn."), "proposal", "dropped"),
        ("2021-03", _("The owner confirmed a commitment."), "commitment", "now"),
        ("2021-06", _("The result is due."), "result", "next"),
    ]
    steps = [Step(When.parse(day), text, place, tone=tone) for day, text, place, tone in told]
    voted = _("The note came first of 12 groups with 20 dots.")
    day = When.parse("2021-02-08")
    return [*steps, Step(day, voted, "need", url="#thread", illustrative=True)]


def _bars() -> charts.BarChart:
    return charts.BarChart(
        title=_("Dots by group of notes"),
        unit=_("dots"),
        bars=(
            charts.Bar(_("Feedback and tracking of proposals"), 20),
            charts.Bar(_("One place for all consultations"), 16),
            charts.Bar(_("Plain language"), 9),
            charts.Bar(_("Not counted"), 3, faint=True),
        ),
        watermark=_("DEMO DATA"),
    )


def _profile() -> charts.IntervalChart:
    return charts.IntervalChart(
        title=_("Maturity by dimension"),
        caption=_("Scores from 1 to 5 with their intervals of uncertainty"),
        rows=(
            charts.Interval(_("Openness of data and information"), 2.4, 1.9, 2.9, target=3.5),
            charts.Interval(_("Feedback and accountability"), 1.7, 1.2, 2.3, target=3),
            charts.Interval(_("Inclusion"), None),
        ),
        watermark=_("DEMO DATA"),
    )


def _swot() -> charts.Swot:
    return charts.Swot(
        title=_("Strengths and weaknesses"),
        strengths=(_("Active organisations"), _("Open data portal")),
        weaknesses=(_("Late feedback"),),
        opportunities=(_("A programme of ten cities"),),
        threats=(_("Tired participants"),),
    )
