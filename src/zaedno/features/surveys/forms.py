"""The shape of what is typed about a survey."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zaedno.core.forms import TextsFormField, day_input
from zaedno.core.viewer import Viewer
from zaedno.features.surveys.models import Survey
from zaedno.features.surveys.queries import rows
from zaedno.platform.processes.forms import after, midnight


class SurveyForm(forms.Form):
    title = TextsFormField(max_length=200, label=_("Title"))
    purpose = TextsFormField(
        max_length=2000,
        rows=4,
        label=_("Why we ask and what the answers are used for"),
    )
    process: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=_("Process"),
        empty_label=_("none, it has days of its own"),
        help_text=_("In a process its stage says when it is open and who may reply."),
    )
    opens = forms.DateField(label=_("First day"), widget=day_input(), required=False)
    closes = forms.DateField(
        label=_("Last day"), widget=day_input(), required=False, help_text=_("It counts whole.")
    )
    who = forms.ChoiceField(
        choices=Survey.Who.choices, widget=forms.RadioSelect, label=_("Who may reply")
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["process"].queryset = rows.processes_with_stage(viewer)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = self.cleaned_data
        opens, closes = data.get("opens"), data.get("closes")
        if not data.get("process") and not opens and "opens" in data:
            self.add_error("opens", _("Give the first day, or choose a process."))
        if opens and closes and closes < opens:
            self.add_error("closes", _("The last day is before the first."))
        return data


def typed(data: dict[str, Any]) -> dict[str, Any]:
    """The deed's own words; in a process days of its own have no say."""
    process, own = data["process"], not data["process"]
    return {
        "title": data["title"],
        "purpose": data["purpose"],
        "who": data["who"],
        "process_id": process.pk if process else None,
        "opens_at": midnight(data["opens"]) if own else None,
        "closes_at": after(data["closes"]) if own else None,
    }


def now_typed(row: Survey) -> dict[str, Any]:
    stage = rows.own_days(row)
    return {
        "title": row.title,
        "purpose": row.purpose,
        "process": row.process,
        "who": row.who,
        "opens": stage[0],
        "closes": stage[1],
    }
