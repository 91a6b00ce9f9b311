from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class BringForm(forms.Form):
    upload = forms.FileField(
        label=_("File of a process"),
        help_text=_("The ZIP file as it was downloaded, up to 200 MB."),
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
    )
