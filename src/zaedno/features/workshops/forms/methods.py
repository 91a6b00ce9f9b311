"""A method's template as a file, or pasted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zaedno.features.workshops.methods.checking import MOST_BYTES


class MethodFileForm(forms.Form):
    file = forms.FileField(
        required=False,
        label=_("File of the method"),
        help_text=_("A YAML file that another city saved from its page of methods."),
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml"}),
    )
    text = forms.CharField(
        required=False,
        label=_("Or paste it here"),
        max_length=MOST_BYTES,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )
    origin = forms.CharField(
        required=False, max_length=200, label=_("Where it comes from"), strip=True
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        found = given.get("file")
        if found is not None:
            if found.size > MOST_BYTES:
                self.add_error("file", _("The file is larger than 50 kB."))
                return given
            try:
                given["text"] = found.read().decode("utf-8-sig")
            except UnicodeDecodeError:
                self.add_error("file", _("The file must be written in UTF-8."))
        elif not given.get("text") and not self.errors:
            self.add_error("file", _("Choose a file or paste its text."))
        return given
