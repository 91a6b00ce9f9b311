from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zaedno.core.fields import Texts
from zaedno.core.forms import TextsFormField
from zaedno.core.viewer import Viewer
from zaedno.features.newsletters import queries, words
from zaedno.platform.cities.queries import districts, themes


class WishesForm(forms.Form):
    """For those with an account: what else besides the newsletters for everybody."""

    wishes = forms.MultipleChoiceField(
        label=_("Also newsletters about"),
        required=False,
        help_text=_("Those for everybody come in any case."),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lang = viewer.lang
        self.fields["wishes"].choices = [  # type: ignore[attr-defined]
            *((f"cities.theme|{t.code}", t.name.best(lang)[0]) for t in themes(viewer)),
            *((f"cities.district|{d.slug}", d.name.best(lang)[0]) for d in districts(viewer)),
        ]

    def chosen(self) -> list[tuple[str, str]]:
        pairs = [one.partition("|") for one in self.cleaned_data["wishes"]]
        return [(kind, ident) for kind, _bar, ident in pairs]


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
    field_order = ("address", "wishes", "agreed")

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
