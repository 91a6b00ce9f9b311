"""What the keeper of the documents types."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from zaedno.core.fields import Texts, texts
from zaedno.core.forms import TextsFormField, WhenFormField
from zaedno.core.viewer import Viewer
from zaedno.features.documents import queries
from zaedno.features.documents.models import Document, Summary, Version
from zaedno.platform.cities.queries import themes

BLANK_LINE = re.compile(r"\n\s*\n")


class DocumentForm(forms.Form):
    """The card of a document."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Document.Kind)
    title = TextsFormField(label=_("Title"), max_length=300)
    date = WhenFormField(label=_("Date of the document"))
    in_force = WhenFormField(label=_("In force from"), required=False)
    amended = WhenFormField(label=_("Last amended"), required=False)
    ref = forms.CharField(
        label=_("Number or protocol"),
        max_length=120,
        required=False,
        help_text=_("As it stands in the act, for example “Решение № 442 по Протокол № 37”."),
    )
    themes = forms.ModelMultipleChoiceField(
        label=_("Themes"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["themes"].queryset = themes(viewer)  # type: ignore[attr-defined]


class VersionForm(forms.Form):
    """A text of the document: a file, an address, and the paragraphs that can be cited."""

    upload = forms.FileField(label=_("The document as PDF"), required=False)
    url = forms.URLField(
        label=_("Address where it is published"),
        required=False,
        max_length=500,
        assume_scheme="https",
    )
    paragraphs = TextsFormField(
        label=_("Paragraphs"),
        rows=10,
        max_length=40_000,
        required=False,
        help_text=_("One after another, a blank line between them. They are numbered from 1."),
    )

    def clean_paragraphs(self) -> list[dict[str, Any]]:
        given: Texts = self.cleaned_data["paragraphs"]
        parts = {lang: _split(text) for lang, text in given.items()}
        counts = {len(found) for found in parts.values()}
        if len(counts) > 1:
            raise forms.ValidationError(
                _("The languages have different numbers of paragraphs: %(counts)s."),
                params={"counts": ", ".join(f"{k} {len(v)}" for k, v in parts.items())},
            )
        total = counts.pop() if counts else 0
        return [
            {"number": i + 1, "text": texts(**{lang: found[i] for lang, found in parts.items()})}
            for i in range(total)
        ]


def _split(text: str) -> list[str]:
    return [" ".join(part.split()) for part in BLANK_LINE.split(text.strip()) if part.strip()]


def joined(version: Version | None) -> Texts:
    """The paragraphs of a version as one text per language, for typing the next version."""
    rows = list(version.paragraphs.all()) if version else []
    return texts(
        **{
            lang: "\n\n".join(row.text.get(lang, "") for row in rows)
            for lang, _name in settings.LANGUAGES
        }
    )


class FileForm(VersionForm, DocumentForm):
    """A new document: its card and its first version."""

    field_order = [
        "kind",
        "title",
        "date",
        "in_force",
        "amended",
        "ref",
        "themes",
        "upload",
        "url",
        "paragraphs",
    ]


class NewVersionForm(VersionForm):
    note = TextsFormField(
        label=_("What changed"), rows=2, max_length=500, help_text=_("One sentence for readers.")
    )
    field_order = ["note", "upload", "url", "paragraphs"]


class SummaryForm(forms.Form):
    text = TextsFormField(
        label=_("Summary on one page"),
        rows=14,
        max_length=Summary.PAGE,
        help_text=_(
            "In your own words, for somebody who will not read the document: what it decides, "
            "for whom, from when, and what it means for taking part. At most 1,800 characters."
        ),
    )


class DocumentChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.title} ({obj.date.show()})"


class DocumentChoices(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.title} ({obj.date.show()})"


class ReplaceForm(forms.Form):
    successor = DocumentChoice(label=_("The document that takes its place"), queryset=None)

    def __init__(self, viewer: Viewer, document: Document, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = queries.documents(viewer).filter(state=Document.State.PUBLIC)
        self.fields["successor"].queryset = others.exclude(pk=document.pk)  # type: ignore[attr-defined]


class CiteForm(forms.Form):
    """Paragraphs are offered under the titles of their documents."""

    paragraph = forms.TypedChoiceField(label=_("Paragraph"), coerce=int)
    reason = forms.CharField(
        label=_("Why it belongs here"),
        max_length=300,
        required=False,
        help_text=_("One sentence, shown beside the quotation."),
    )

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups: dict[str, list[tuple[int, str]]] = {}
        for row in queries.citable(viewer):
            shown = f"{row.number}. {str(row.text)[:110]}"
            groups.setdefault(str(row.version.document.title), []).append((row.pk, shown))
        self.fields["paragraph"].choices = [("", "–"), *groups.items()]  # type: ignore[attr-defined]


class AttachForm(forms.Form):
    documents = DocumentChoices(
        label=_("Documents"), queryset=None, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = queries.documents(viewer).filter(state=Document.State.PUBLIC)
        self.fields["documents"].queryset = shown  # type: ignore[attr-defined]
