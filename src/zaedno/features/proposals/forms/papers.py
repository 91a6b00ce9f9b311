"""The shape of a file that is laid beside a proposal."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from zaedno.features.proposals.models.papers import ABOUT_LENGTH


class AttachForm(forms.Form):
    upload = forms.FileField(
        label=_("File"),
        help_text=_(
            "PDF up to 20 MB, or a picture (JPEG, PNG) up to 10 MB. Place and camera stored in "
            "a picture are removed. Leave out faces and number plates of others."
        ),
    )
    about = forms.CharField(
        max_length=ABOUT_LENGTH,
        label=_("What it shows"),
        help_text=_("One sentence for those who do not see the picture; it is the file's name."),
    )

    def clean_about(self) -> str:
        return " ".join(self.cleaned_data["about"].split())
