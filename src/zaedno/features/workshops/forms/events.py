"""The shape of what people type about an event and its minutes."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zaedno.core.forms import TextsFormField, WhenFormField
from zaedno.core.partial_dates import When
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.actions.plan import Announcement
from zaedno.features.workshops.choices import Access, Method, Output
from zaedno.features.workshops.methods import Part, Template
from zaedno.features.workshops.models.board import Board
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import events, methods
from zaedno.platform.people.queries import organisations
from zaedno.platform.processes.queries.rows import with_method

LANGUAGES = [("bg", _("Bulgarian")), ("en", _("English"))]


def moment(day: Any, hour: time | None) -> datetime | None:
    """A day and an hour on the city's clock."""
    if day is None or hour is None:
        return None
    return timezone.make_aware(datetime.combine(day, hour))


class EventText(forms.Form):
    """What an event is about, where, and for whom; the same when it is called and mended."""

    title = TextsFormField(max_length=200, label=_("Title"))
    question = TextsFormField(
        max_length=300,
        required=False,
        label=_("The question"),
        help_text=_("One sentence that everybody understands."),
    )
    audience = TextsFormField(max_length=300, required=False, label=_("For whom"))
    format = forms.ChoiceField(
        choices=Workshop.Format.choices, widget=forms.RadioSelect, label=_("Format")
    )
    venue = TextsFormField(
        max_length=300, required=False, label=_("Place"), help_text=_("For meetings in person.")
    )
    languages = forms.MultipleChoiceField(
        choices=LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        initial=["bg"],
        label=_("Languages of the meeting"),
    )
    access = forms.MultipleChoiceField(
        choices=Access.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        label=_("What we offer to those who need it"),
    )
    host: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        queryset=None, required=False, label=_("Host"), empty_label=_("no host")
    )
    process: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=_("Part of the process"),
        empty_label=_("no process"),
        help_text=_("It then stands on the page of the process and in its calendar."),
    )
    level = forms.ChoiceField(
        choices=Workshop.Level.choices, initial="local", label=_("Whose event it is")
    )
    series = forms.SlugField(
        max_length=60,
        required=False,
        label=_("Series"),
        help_text=_("A short name in Latin letters that ties events together."),
    )
    next = TextsFormField(max_length=300, required=False, label=_("What happens with the result"))

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        self.fields["host"].queryset = organisations(viewer)  # type: ignore[attr-defined]
        self.fields["process"].queryset = with_method(viewer, "workshop")  # type: ignore[attr-defined]

    def announcement(self, **dates: Any) -> Announcement:
        given = self.cleaned_data
        return Announcement(
            title=given["title"],
            question=given["question"],
            audience=given["audience"],
            format=given["format"],
            venue=given["venue"],
            languages=tuple(given["languages"]),
            access=tuple(given["access"]),
            level=given["level"],
            series=given["series"],
            next=given["next"],
            process_id=given["process"].pk if given["process"] else None,
            **dates,
        )


class NewEvent(EventText):
    """A new event from a template: its day and hour, or the days of an open board."""

    template = forms.ChoiceField(widget=forms.RadioSelect, label=_("Method"))
    planned = WhenFormField(
        required=False,
        label=_("Planned date"),
        help_text=_("A day, or only a month when the day is not known yet."),
    )
    starts = forms.TimeField(
        required=False,
        label=_("Begins at"),
        widget=forms.TimeInput(attrs={"type": "time"}),
    )
    opens = forms.DateField(
        required=False,
        label=_("The open board opens on"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    closes = forms.DateField(
        required=False,
        label=_("and closes at the end of"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    input_from: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=_("Builds on"),
        empty_label=_("nothing yet"),
        help_text=_("The event whose result this one takes as its input."),
    )

    field_order = ("template", "title", "planned", "starts", "opens", "closes", "question")

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, viewer=viewer, **kwargs)
        self.methods = methods.newest(viewer)
        options = [(t.code, f"{t.title} – {t.purpose}") for t in self.methods]
        self.fields["template"].choices = options  # type: ignore[attr-defined]
        self.fields["input_from"].queryset = events.visible(viewer)  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Template:
        return next(t for t in self.methods if t.code == self.cleaned_data["template"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "template" not in given:
            return given
        if self.chosen.kind == Workshop.Kind.OPEN_BOARD:
            self._check_days(given)
        elif not given.get("planned") and "planned" not in self.errors:
            self.add_error("planned", _("Give a date: a day, or only the month."))
        elif given.get("starts") and given["planned"].precision != "day":
            self.add_error("starts", _("An hour needs a day: the date is only a month."))
        return given

    def _check_days(self, given: dict[str, Any]) -> None:
        opens, closes = given.get("opens"), given.get("closes")
        if not opens or not closes:
            self.add_error(
                "opens", _("An open board needs the day it opens and the day it closes.")
            )
        elif closes < opens:
            self.add_error("closes", _("The board would close before it opens."))

    def dated(self) -> Announcement:
        """The announcement with its dates on the city's clock."""
        given = self.cleaned_data
        if self.chosen.kind == Workshop.Kind.OPEN_BOARD:
            return self.announcement(
                planned=When.day(given["opens"]),
                opens_at=moment(given["opens"], time(0, 0)),
                closes_at=moment(given["closes"], time(23, 59)),
            )
        planned: When = given["planned"]
        day = planned.first if planned.precision == "day" else None
        return self.announcement(planned=planned, starts_at=moment(day, given["starts"]))


class NewDate(forms.Form):
    to = WhenFormField(label=_("New date of the event"))
    starts = forms.TimeField(
        required=False,
        label=_("Begins at"),
        widget=forms.TimeInput(attrs={"type": "time"}),
    )
    reason = TextsFormField(
        max_length=300,
        label=_("Why it moves"),
        help_text=_("Everybody registered gets a letter with this sentence."),
    )

    def starts_at(self) -> datetime | None:
        to: When = self.cleaned_data["to"]
        day = to.first if to.precision == "day" else None
        return moment(day, self.cleaned_data["starts"])


class Cancelling(forms.Form):
    reason = TextsFormField(
        max_length=300,
        label=_("Why it does not take place"),
        help_text=_("Everybody registered gets a letter with this sentence."),
    )


class PartForm(forms.Form):
    """One part of the minute plan; a row left empty is no part."""

    minutes = forms.IntegerField(
        min_value=1, max_value=240, label=_("Minutes"), widget=forms.NumberInput(attrs={"size": 4})
    )
    title = TextsFormField(max_length=200, label=_("What"))
    method = forms.ChoiceField(choices=Method.choices, label=_("How"), initial=Method.OTHER)
    output = forms.ChoiceField(
        choices=[("", _("nothing")), *Output.choices], required=False, label=_("What it leaves")
    )
    boards = forms.MultipleChoiceField(
        choices=Board.Kind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Boards"),
    )
    rooms = forms.IntegerField(min_value=1, max_value=50, required=False, label=_("Rooms"))
    dots = forms.IntegerField(
        min_value=1, max_value=20, required=False, label=_("Dots for each participant")
    )

    tell = TextsFormField(
        max_length=1000, rows=2, required=False, label=_("What participants read")
    )
    script = TextsFormField(
        max_length=1000, rows=2, required=False, label=_("What the facilitator says and does")
    )

    def part(self) -> Part:
        given = self.cleaned_data
        return Part(
            minutes=given["minutes"],
            method=given["method"],
            title=given["title"],
            output=given["output"],
            boards=tuple(given["boards"]),
            rooms=given["rooms"],
            dots=given["dots"],
            tell=given["tell"],
            script=given["script"],
        )

    def has_changed(self) -> bool:
        """Choosing a method alone does not make a part."""
        return bool({"minutes", "title"} & set(self.changed_data))


class Slot(forms.Form):
    slot = forms.IntegerField(min_value=10, max_value=480, label=_("Minutes in all"))


PartSet = forms.formset_factory(PartForm, extra=2, can_order=True, can_delete=True)


def plan_of(formset: Any) -> list[Part]:
    """The parts in the order that was typed; those ticked away are left out."""
    return [form.part() for form in formset.ordered_forms if form.has_changed()]
