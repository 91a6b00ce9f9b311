"""What the keepers of the register type."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from zaedno.core.fields import Texts, texts
from zaedno.core.forms import TextsFormField
from zaedno.core.viewer import Viewer
from zaedno.features.needs.models import Need, Solution, Tag
from zaedno.features.needs.queries import portfolio, register
from zaedno.platform.cities.choices import Scope
from zaedno.platform.cities.queries import themes

RATING = [(i, str(i)) for i in range(1, 6)]


class ThemeChoice(forms.ModelChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("Theme"), queryset=None, required=False, **kwargs)


class Themed(forms.Form):
    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = themes(viewer)  # type: ignore[attr-defined]


class NeedForm(Themed):
    text = TextsFormField(
        label=_("What is needed"),
        max_length=300,
        rows=3,
        help_text=_("One need in one sentence, without names of people."),
    )
    board = forms.ChoiceField(
        label=_("What it is"), choices=Need.Board, widget=forms.RadioSelect, initial="need"
    )
    theme = ThemeChoice()
    scope = forms.ChoiceField(label=_("Field"), choices=[("", "–"), *Scope.choices], required=False)


class PriorityForm(forms.Form):
    importance = forms.TypedChoiceField(
        label=_("Importance"),
        choices=RATING,
        coerce=int,
        widget=forms.RadioSelect,
        help_text=_("1 little, 5 very much."),
    )
    feasibility = forms.TypedChoiceField(
        label=_("Feasibility"),
        choices=RATING,
        coerce=int,
        widget=forms.RadioSelect,
        help_text=_("1 hardly, 5 easily within the city's means."),
    )


class CloseForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is closed"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The reason is public and stays on the page."),
    )


class NeedChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.text)[:110]


class NeedChoices(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.text)[:110]


class EvidenceForm(forms.Form):
    need = NeedChoice(label=_("The need it shows"), queryset=None)
    reason = forms.CharField(label=_("What it shows"), max_length=300, required=False)

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = register.needs(viewer).exclude(state=Need.State.CLOSED)
        self.fields["need"].queryset = shown  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    solution = forms.ModelChoiceField(label=_("The solution that answers it"), queryset=None)

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["solution"].queryset = portfolio.solutions(viewer)  # type: ignore[attr-defined]


class SolutionForm(Themed):
    title = TextsFormField(label=_("Proposed solution"), max_length=200)
    horizon = forms.ChoiceField(
        label=_("Horizon"), choices=Solution.Horizon, widget=forms.RadioSelect
    )
    theme = ThemeChoice()
    benefit = forms.TypedChoiceField(
        label=_("Benefit"), choices=RATING, coerce=int, help_text=_("1 little, 5 very much.")
    )
    effort = forms.TypedChoiceField(
        label=_("Effort"), choices=RATING, coerce=int, help_text=_("1 little, 5 very much.")
    )
    result = TextsFormField(label=_("Expected result"), max_length=600, rows=2, required=False)
    resources = TextsFormField(label=_("Resources"), max_length=600, rows=2, required=False)
    steps = TextsFormField(
        label=_("Steps"),
        max_length=3000,
        rows=4,
        required=False,
        help_text=_("One step on each line."),
    )
    depends_on = forms.ModelMultipleChoiceField(
        label=_("Waits for"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )
    goals = forms.MultipleChoiceField(
        label=_("Goals it serves"),
        choices=Tag.Goal,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    technologies = forms.CharField(
        label=_("Technologies"),
        max_length=300,
        required=False,
        help_text=_("Separated by commas, for example: open data, maps."),
    )

    def __init__(self, viewer: Viewer, *args: Any, without: int = 0, **kwargs: Any) -> None:
        super().__init__(viewer, *args, **kwargs)
        others = portfolio.solutions(viewer).exclude(pk=without)
        self.fields["depends_on"].queryset = others  # type: ignore[attr-defined]

    def clean_technologies(self) -> list[str]:
        names = [" ".join(n.split()).lower() for n in self.cleaned_data["technologies"].split(",")]
        return [name[:40] for name in dict.fromkeys(names) if name]

    def clean_steps(self) -> list[Texts]:
        given: Texts = self.cleaned_data["steps"]
        lines = {
            lang: [" ".join(line.split()) for line in re.split(r"\n+", said) if line.strip()]
            for lang, said in given.items()
        }
        longest = max((len(found) for found in lines.values()), default=0)
        return [
            texts(**{lang: found[i] for lang, found in lines.items() if i < len(found)})
            for i in range(longest)
        ]


class ProposeForm(SolutionForm):
    needs = NeedChoices(
        label=_("Needs it answers"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only validated needs stand here."),
    )
    readiness = forms.TypedChoiceField(
        label=_("Readiness"), choices=Solution.Level, coerce=int, initial=Solution.Level.IDEA
    )

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(viewer, *args, **kwargs)
        ready = register.needs(viewer).filter(state__in=["validated", "answered"])
        self.fields["needs"].queryset = ready  # type: ignore[attr-defined]


class ReadinessForm(forms.Form):
    level = forms.TypedChoiceField(
        label=_("Readiness"), choices=Solution.Level, coerce=int, widget=forms.RadioSelect
    )
    shown_by = TextsFormField(
        label=_("What shows it"),
        max_length=300,
        rows=2,
        help_text=_("For example: an agreement signed, a pilot with a public report."),
    )


def typed(row: Solution) -> dict[str, Any]:
    """A solution as the form would have it typed."""
    steps = list(row.steps.all())
    tags = list(row.tags.all())
    names = ("title", "horizon", "theme", "benefit", "effort", "result", "resources")
    return {name: getattr(row, name) for name in names} | {
        "steps": texts(
            **{
                lang: "\n".join(step.text.get(lang, "") for step in steps)
                for lang, _name in settings.LANGUAGES
            }
        ),
        "depends_on": row.depends_on.all(),
        "goals": [tag.name for tag in tags if tag.kind == Tag.Kind.GOAL],
        "technologies": ", ".join(tag.name for tag in tags if tag.kind == Tag.Kind.TECHNOLOGY),
    }
