"""Starting an assessment, who answers, frameworks."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from zaedno.core.fields import Texts
from zaedno.core.forms import TextsFormField
from zaedno.core.viewer import Viewer
from zaedno.features.maturity.models.assessment import Assessment, Framework, Group
from zaedno.features.maturity.queries import assessments as queries

FILE_LIMIT = 400_000


def day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), **more)


class StartForm(forms.Form):
    """Which framework, what about, and the days."""

    framework = forms.ModelChoiceField(label=_("Framework and version"), queryset=None)
    title = TextsFormField(label=_("Title"), max_length=200)
    scope = TextsFormField(
        label=_("What is assessed"),
        max_length=600,
        rows=3,
        required=False,
        help_text=_("Which part of the city's work, which period."),
    )
    opens_on = day(_("Answers open on"))
    closes_on = day(_("Answers close on"))
    assessed_on = day(
        _("Day of the assessment"), help_text=_("The age of evidence is counted to this day.")
    )

    def __init__(self, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields["framework"].queryset = queries.frameworks(viewer)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        opens, closes = typed.get("opens_on"), typed.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", _("The answers cannot close before they open."))
        return typed


class InviteForm(forms.Form):
    person = forms.TypedChoiceField(label=_("Who"), coerce=int)
    group = forms.ChoiceField(label=_("Answers for"), choices=Group)

    def __init__(self, viewer: Viewer, row: Assessment, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields["person"].choices = queries.invitable(viewer, row)  # type: ignore[attr-defined]


class ImportForm(forms.Form):
    """One line per median: indicator; group; median; number of people."""

    rows = forms.CharField(
        label=_("Summarised answers"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "One per line: indicator; group (admin, stakeholders, reviewer); median; people. "
            "For example: D3.3; stakeholders; 2; 14"
        ),
    )

    def clean_rows(self) -> list[dict[str, Any]]:
        rows = []
        for number, line in enumerate(self.cleaned_data["rows"].splitlines(), 1):
            if line.strip():
                rows.append(self._row(number, [part.strip() for part in line.split(";")]))
        return rows

    @staticmethod
    def _row(number: int, cells: list[str]) -> dict[str, Any]:
        if len(cells) != 4 or cells[1] not in Group.values:
            raise ValidationError(
                _("Line %(line)d is not: indicator; group; median; number of people."),
                params={"line": number},
            )
        try:
            value, n = Decimal(cells[2].replace(",", ".")), int(cells[3])
        except (ArithmeticError, ValueError) as error:
            raise ValidationError(
                _("Line %(line)d: the median and the number of people are numbers."),
                params={"line": number},
            ) from error
        return {"indicator": cells[0], "group": cells[1], "value": value, "n": n}


class CorrectForm(forms.Form):
    note = TextsFormField(label=_("What is corrected, and why"), max_length=600, rows=3)


class FrameworkFileForm(forms.Form):
    file = forms.FileField(
        label=_("Framework file"),
        help_text=_("YAML or JSON, UTF-8. A mistake is named by line and field."),
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        sent = typed.pop("file", None)
        if sent is None:
            return typed
        if sent.size > FILE_LIMIT:
            raise ValidationError(_("The file is too large for a framework."))
        try:
            typed["text"] = sent.read().decode("utf-8")
        except UnicodeDecodeError as error:
            raise ValidationError(_("The file is not a text in UTF-8.")) from error
        return typed


class CopyForm(forms.Form):
    """A copy with other weights: it is another framework and compares only with itself."""

    code = forms.SlugField(label=_("New identifier"), max_length=40)
    name = TextsFormField(label=_("Name"), max_length=200)

    def __init__(self, source: Framework, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.dimensions = [d.id for d in source.model.dimensions]
        for dimension in source.model.dimensions:
            self.fields[f"weight_{dimension.id}"] = forms.FloatField(
                label=f"{dimension.id} {Texts(dimension.name)}",
                min_value=0,
                max_value=100,
                initial=dimension.weight,
            )

    def shaped(self) -> dict[str, Any]:
        typed = self.cleaned_data
        weights = {ident: typed[f"weight_{ident}"] for ident in self.dimensions}
        return {"code": typed["code"], "name": typed["name"], "weights": weights}
