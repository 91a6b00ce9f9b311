from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zaedno.core.fields import Texts
from zaedno.core.forms import ShortChoices, TextsFormField
from zaedno.core.viewer import Viewer
from zaedno.features.newsletters import queries, words
from zaedno.platform.cities.queries import districts, themes


class WishesForm(forms.Form):
    """For those with an account: what else besides the newsletters for everybody."""

    topics = forms.MultipleChoiceField(
        label=_("Also newsletters about"),
        required=False,
        help_text=_("Those for everybody come in any case."),
        widget=forms.CheckboxSelectMultiple,
    )
    districts = forms.MultipleChoiceField(
        label=_("And about these districts"), required=False, widget=ShortChoices
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lang = viewer.lang
        self.fields["topics"].choices = [  # type: ignore[attr-defined]
            (theme.code, theme.name.best(lang)[0]) for theme in themes(viewer)
        ]
        self.fields["districts"].choices = [  # type: ignore[attr-defined]
            (district.slug, district.name.best(lang)[0]) for district in districts(viewer)
        ]

    def chosen(self) -> list[tuple[str, str]]:
        return [
            *(("cities.theme", code) for code in self.cleaned_data["topics"]),
            *(("cities.district", slug) for slug in self.cleaned_data["districts"]),
        ]


class SubscribeForm(WishesForm):
    """Without an account: an address, and a yes that nobody has given beforehand."""

    address = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("This is not a whole address, such as name@example.org.")},
    )
    agreed = forms.BooleanField(
        error_messages={"required": _("Without your yes we may not write to you.")}
    )
    field_order = ("address", "topics", "districts", "agreed")

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, viewer=viewer, **kwargs)
        self.fields["agreed"].label = words.consent()


class LetterForm(forms.Form):
    title = TextsFormField(label=_("Title"), max_length=150)
    lead = TextsFormField(
        label=_("Begin with"),
        max_length=600,
        rows=3,
        required=False,
        help_text=_("Two or three sentences: what it is about and why now."),
    )
    audience = forms.ChoiceField(
        label=_("For whom"),
        help_text=_("Always only those who agreed to newsletters."),
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["audience"].choices = queries.audiences(viewer)  # type: ignore[attr-defined]


class PartForm(forms.Form):
    text = TextsFormField(label=_("Words"), max_length=3000, rows=5)


class ThingForm(forms.Form):
    """A chosen thing; words about it may be left out."""

    kind = forms.CharField(max_length=60)
    ident = forms.CharField(max_length=40)

    def clean(self) -> dict[str, Any]:
        return {**self.cleaned_data, "text": Texts()}


class PlanForm(forms.Form):
    send_at = forms.DateTimeField(
        label=_("When"),
        required=False,
        help_text=_("Left empty: now."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M"],
        error_messages={"invalid": _("This is not a whole date with an hour.")},
    )
