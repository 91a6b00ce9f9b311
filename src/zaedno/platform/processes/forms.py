"""The shape of what the coordinator types about a process. Days are whole: the last one counts."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zaedno.core import registry
from zaedno.core.forms import TextsFormField, day_input
from zaedno.core.viewer import Viewer
from zaedno.platform.cities.choices import Influence, Scope
from zaedno.platform.cities.queries import districts, themes
from zaedno.platform.identity.queries.residents import groups
from zaedno.platform.moderation.models import Screening
from zaedno.platform.processes.models import Check, Process, Stage


def midnight(day: date) -> datetime:
    """The first moment of a day on the city's clock."""
    return timezone.make_aware(datetime.combine(day, time()))


def after(day: date | None) -> datetime | None:
    """The first moment after a last day."""
    return midnight(day + timedelta(days=1)) if day else None


class WordsForm(forms.Form):
    """What a process is about; the same when it is planned and when it is corrected."""

    title = TextsFormField(max_length=200, label=_("Title"))
    question = TextsFormField(
        max_length=300,
        label=_("The question"),
        help_text=_("One sentence that everybody understands."),
    )
    purpose = TextsFormField(
        max_length=2000,
        rows=5,
        label=_("Why we ask and what the answers can change"),
    )
    promise = forms.ChoiceField(
        choices=Influence.choices,
        widget=forms.RadioSelect,
        label=_("What the city promises"),
        help_text=_("The level is public, and at the end stands beside the one that was kept."),
    )
    scope = forms.ChoiceField(
        choices=Scope.choices, widget=forms.RadioSelect, label=_("What it is for")
    )
    theme: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        queryset=None, required=False, label=_("Theme"), empty_label=_("no theme")
    )
    districts: forms.ModelMultipleChoiceField[Any] = forms.ModelMultipleChoiceField(
        queryset=None,
        required=False,
        label=_("Districts"),
        help_text=_("None chosen means the whole city."),
    )
    owner = TextsFormField(max_length=200, label=_("Unit that answers"))
    contact = forms.CharField(
        max_length=200, required=False, label=_("How to reach it"),
        help_text=_("A public address or phone of the unit, never of a person."),
    )  # fmt: skip
    answer_days = forms.IntegerField(
        min_value=1, max_value=120, initial=20, label=_("Working days until an answer")
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = themes(viewer)  # type: ignore[attr-defined]
        self.fields["districts"].queryset = districts(viewer)  # type: ignore[attr-defined]


class PlanForm(WordsForm):
    starts = forms.DateField(label=_("First day"), widget=day_input())


def words(typed: dict[str, Any]) -> dict[str, Any]:
    """The deed's own words for what the form holds."""
    theme, chosen = typed["theme"], typed["districts"]
    rest = {k: v for k, v in typed.items() if k not in ("theme", "districts", "starts")}
    made = {**rest, "theme_id": theme.pk if theme else None}
    made["district_ids"] = [one.pk for one in chosen]
    if "starts" in typed:
        made["starts_at"] = midnight(typed["starts"])
    return made


def typed_words(row: Process) -> dict[str, Any]:
    names = ("title", "question", "purpose", "promise", "scope", "theme", "owner", "contact")
    now = {name: getattr(row, name) for name in (*names, "answer_days")}
    return {**now, "districts": list(row.districts.all())}


class WhoForm(forms.Form):
    """Who may: the line for all verbs of a stage, and the row of a verb with its own rule."""

    who = forms.ChoiceField(choices=Stage.Who.choices, required=False, label=_("Who may take part"))
    only_districts: forms.ModelMultipleChoiceField[Any] = forms.ModelMultipleChoiceField(
        queryset=None,
        required=False,
        label=_("Only residents of these districts"),
        help_text=_("None chosen means the whole city. Asks for verified residents."),
    )
    youngest = forms.IntegerField(
        min_value=10, max_value=120, required=False, label=_("Only from this age (years)")
    )
    oldest = forms.IntegerField(
        min_value=10, max_value=120, required=False, label=_("Only up to this age (years)")
    )
    only_groups: forms.ModelMultipleChoiceField[Any] = forms.ModelMultipleChoiceField(
        queryset=None, required=False, label=_("Only people of these groups")
    )

    def __init__(self, *args: Any, viewer: Viewer, words: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["only_districts"].queryset = districts(viewer)  # type: ignore[attr-defined]
        self.fields["only_groups"].queryset = groups(viewer)  # type: ignore[attr-defined]
        self.words = words
        if words:
            self.fields["who"].label = _("Who")
            same = [("", _("as the others, by the line above"))]
            self.fields["who"].choices = [*same, *Stage.Who.choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        low, high = typed.get("youngest"), typed.get("oldest")
        if low is not None and high is not None and low > high:
            self.add_error("oldest", _("The upper age is below the lower one."))
        if self.words and not typed.get("who") and only_of(typed):
            self.add_error(
                "who", _("Choose who, so that the narrower rule has something to narrow.")
            )
        return typed


class StageForm(forms.Form):
    """A stage: its name and days, the line for all its verbs, and rows for verbs apart."""

    title = TextsFormField(max_length=200, label=_("Name of the stage"))
    text = TextsFormField(max_length=1000, rows=2, required=False, label=_("What happens in it"))
    opens = forms.DateField(label=_("First day"), widget=day_input())
    closes = forms.DateField(
        label=_("Last day"),
        widget=day_input(),
        required=False,
        help_text=_("It counts whole. Only the last stage may be left without an end."),
    )

    def __init__(self, data: Any, stage: Stage, *, viewer: Viewer) -> None:
        name = f"stage{stage.position}"
        now = {"title": stage.title, "text": stage.text}
        now |= {"opens": stage.first_day, "closes": stage.last_day}
        super().__init__(data, prefix=name, initial=now)
        first = next(iter(stage.who), "")
        asks = {"viewer": viewer}
        self.of_all = (
            WhoForm(data, prefix=name, initial=_typed_who(stage, ""), **asks) if first else None
        )
        self.apart = [
            WhoForm(
                data, prefix=f"{name}-{verb}", words=words, initial=_typed_who(stage, verb), **asks
            )
            for verb, words in _verbs(stage).items()
            if len(stage.who) > 1
        ]
        self.verbs = list(_verbs(stage))

    def parts(self) -> list[forms.Form]:
        return [self, *([self.of_all] if self.of_all else []), *self.apart]

    @property
    def differs(self) -> bool:
        """Whether a verb has its own rule: then the rows stand open."""
        return any(one["who"].value() or one.errors for one in self.apart)

    def all_valid(self) -> bool:
        return all(one.is_valid() for one in self.parts())

    def shaped(self) -> dict[str, Any]:
        typed = self.cleaned_data
        of_all = self.of_all.cleaned_data if self.of_all else {}
        rows = zip(self.verbs, [one.cleaned_data for one in self.apart], strict=False)
        return {
            "title": typed["title"],
            "text": typed["text"],
            "opens_at": midnight(typed["opens"]),
            "closes_at": after(typed["closes"]),
            "who": of_all.get("who") or Stage.Who.ACCOUNT,
            "only": only_of(of_all),
            "verbs": {
                verb: {"who": row["who"], "only": only_of(row)} for verb, row in rows if row["who"]
            },
        }


def _verbs(stage: Stage) -> dict[str, Any]:
    """What people do in a stage, in their words."""
    method, _package = registry.methods().get(stage.method, (None, ""))
    words = method.verbs if method else {}
    return {verb: words.get(verb, verb) for verb in stage.who}


def _typed_who(stage: Stage, verb: str) -> dict[str, Any]:
    """The line of all verbs, or the row of one; it is empty where the verb follows the line.

    The line is the rule of the first verb that has none of its own.
    """
    own = stage.only.get("verbs", {})
    common = next((one for one in stage.who if one not in own), next(iter(stage.who)))
    line = stage.who[common]
    if verb and verb not in own and stage.who[verb] == line:
        return {}
    only = stage.only_for(verb) if verb else stage.only_of_all
    return {
        "who": stage.who[verb] if verb else line,
        "only_districts": only.get("districts", []),
        "only_groups": only.get("groups", []),
        "youngest": only.get("youngest"),
        "oldest": only.get("oldest"),
    }


def only_of(typed: dict[str, Any]) -> dict[str, Any]:
    """Whom a stage or a verb is for, as it is stored: nothing where it is for all."""
    told: dict[str, Any] = {
        "districts": [one.pk for one in typed.get("only_districts") or ()],
        "groups": [one.pk for one in typed.get("only_groups") or ()],
    }
    told = {name: found for name, found in told.items() if found}
    for name in ("youngest", "oldest"):
        if typed.get(name) is not None:
            told[name] = typed[name]
    return told


def stage_forms(viewer: Viewer, stages: list[Stage], data: Any = None) -> list[StageForm]:
    """One form for each stage, numbered; a stage in which people only read asks for no `who`."""
    return [StageForm(data, one, viewer=viewer) for one in stages]


class ReadyForm(forms.Form):
    """The checklist: for each point what was done; an empty one is not done."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, label in Check.choices:
            self.fields[code] = forms.CharField(
                label=label,
                required=False,
                max_length=300,
                widget=forms.Textarea(attrs={"rows": 2}),
            )


class ExtendForm(forms.Form):
    last = forms.DateField(label=_("New last day"), widget=day_input())
    reason = TextsFormField(max_length=300, rows=2, label=_("Why it is extended"))


class CloseForm(forms.Form):
    reason = TextsFormField(max_length=300, rows=2, label=_("Why it is closed early"))


class ScreenForm(forms.Form):
    screening = forms.ChoiceField(
        choices=Screening.choices,
        widget=forms.RadioSelect,
        label=_("What a moderator reads before everybody does"),
        help_text=_("Its author is told that it waits, and gets a letter when it is public."),
    )


class ConcludeForm(forms.Form):
    kept = forms.ChoiceField(
        choices=Influence.choices, widget=forms.RadioSelect, label=_("What the city kept")
    )
    kept_reason = TextsFormField(
        max_length=1000, rows=3, required=False, label=_("What differed from the promise, and why")
    )
