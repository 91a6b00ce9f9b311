"""The shape of the days and units of answers, of a question back, of copying and of a table."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zaedno.core.forms import TextsFormField
from zaedno.core.viewer import Viewer
from zaedno.features.proposals.models.answering import QUESTION_LENGTH
from zaedno.features.proposals.rules.answering import MOST_DAYS, USUAL_COMMIT_DAYS
from zaedno.platform.cities.queries import themes
from zaedno.platform.processes.models import Process


class RuleForm(forms.Form):
    theme: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=_("Topic"),
        empty_label=_("all other topics"),
        help_text=_("Set again, it replaces what stood there."),
    )
    days = forms.IntegerField(
        min_value=1, max_value=MOST_DAYS, initial=20, label=_("Working days for an answer")
    )
    commit_days = forms.IntegerField(
        min_value=1,
        max_value=MOST_DAYS,
        initial=USUAL_COMMIT_DAYS,
        label=_("Working days in which an accepted proposal leads to a commitment"),
    )
    unit = TextsFormField(max_length=200, required=False, label=_("Unit that answers"))
    mailbox = forms.EmailField(
        required=False,
        label=_("Mailbox of the unit"),
        help_text=_("Reminders go there; left blank, they go to the coordinators."),
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = themes(viewer)  # type: ignore[attr-defined]


def rule_words(data: dict[str, Any]) -> dict[str, Any]:
    found = {name: data[name] for name in ("days", "commit_days", "unit", "mailbox")}
    return {**found, "theme_id": data["theme"].pk if data["theme"] else None}


class QuestionForm(forms.Form):
    text = forms.CharField(
        max_length=QUESTION_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=_("Your question"),
        help_text=_("Everybody reads it. Until the author answers, the clock stands still."),
    )


class ReplyForm(forms.Form):
    text = forms.CharField(
        max_length=QUESTION_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=_("Your answer"),
        help_text=_("Everybody reads it. Leave out names, telephone numbers and addresses."),
    )


class WhyNotForm(forms.Form):
    why_not = TextsFormField(
        max_length=1000, rows=4, label=_("Why nothing follows"), help_text=_("Read by everybody.")
    )


class CopyForm(forms.Form):
    process = forms.ChoiceField(label=_("Where it should stand as well"))

    def __init__(self, *args: Any, targets: list[Process], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.targets = {str(one.pk): one for one in targets}
        self.fields["process"].choices = [  # type: ignore[attr-defined]
            (pk, str(one.title)) for pk, one in self.targets.items()
        ]

    def clean_process(self) -> Process:
        return self.targets[self.cleaned_data["process"]]


class TableForm(forms.Form):
    file = forms.FileField(
        label=_("Table (CSV)"),
        help_text=_(
            "UTF-8 or Windows-1251, parted by commas, semicolons or tabs. The first line names the "
            "columns; only “title” is needed. At most 500 lines and 2 MB."
        ),
    )
