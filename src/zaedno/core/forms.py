"""Form fields for texts in several languages and for dates no more precise than known."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from zaedno.core.fields import Texts, texts
from zaedno.core.partial_dates import PARTS, When, clean_when


class TextsWidget(forms.MultiWidget):
    """One labelled input per language; each says its language, so that it is spelt and read so."""

    use_fieldset = True

    def __init__(self, *, rows: int = 0, attrs: dict[str, Any] | None = None) -> None:
        kind: Any = forms.Textarea if rows else forms.TextInput
        one = {"rows": rows} if rows else {}
        super().__init__(
            {code: kind(attrs={"lang": code, **one}) for code, _name in settings.LANGUAGES}, attrs
        )

    def decompress(self, value: Any) -> list[str]:
        return [(value or {}).get(code, "") for code, _name in settings.LANGUAGES]

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        context = self.get_context(name, value, attrs)["widget"]
        base = context["attrs"].get("id", f"id_{name}")
        rows = [
            (f"{base}_{code}", label, self._draw(sub, inner, f"{base}_{code}", renderer))
            for (code, label), sub, inner in zip(
                settings.LANGUAGES, context["subwidgets"], self.widgets, strict=True
            )
        ]
        line = '<div class="field__lang"><label for="{}">{}</label>{}</div>'
        return format_html('<div class="field__langs">{}</div>', format_html_join("", line, rows))

    @staticmethod
    def _draw(sub: dict[str, Any], widget: forms.Widget, ident: str, renderer: Any) -> str:
        return widget.render(sub["name"], sub["value"], {**sub["attrs"], "id": ident}, renderer)


class TextsFormField(forms.MultiValueField):
    """Gives `Texts`. Required means: in at least one language; `both`: in every one."""

    def __init__(self, *, max_length: int = 300, rows: int = 0, both: bool = False, **kwargs: Any):
        self.both = both
        parts = tuple(
            forms.CharField(max_length=max_length, required=False) for _lang in settings.LANGUAGES
        )
        super().__init__(parts, widget=TextsWidget(rows=rows), require_all_fields=False, **kwargs)

    def compress(self, data_list: list[str]) -> Texts:
        codes = [code for code, _name in settings.LANGUAGES]
        return texts(**dict(zip(codes, data_list or [""] * len(codes), strict=True)))

    def validate(self, value: Texts) -> None:
        if self.required and not value:
            raise ValidationError(_("Write the text in at least one language."), code="required")
        if self.both and value and len(value) < len(settings.LANGUAGES):
            raise ValidationError(_("Write the text in both languages."), code="both")

    def clean(self, value: Any) -> Texts:
        value = [part.strip() if isinstance(part, str) else "" for part in value or []]
        if not any(value):
            found = Texts()
            self.validate(found)
            return found
        return super().clean(value)


class WhenWidget(forms.MultiWidget):
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        parts = [
            ("", _("exactly so")),
            ("beginning", _("the beginning of the month")),
            ("middle", _("the middle of the month")),
            ("end", _("the end of the month")),
        ]
        text = forms.TextInput(
            attrs={"placeholder": "2021-02-08", "aria-label": _("Day or month"), "size": 12}
        )
        part = forms.Select(choices=parts, attrs={"aria-label": _("How exactly")})
        super().__init__({"date": text, "part": part}, attrs)

    def decompress(self, value: Any) -> list[str]:
        if not value:
            return ["", ""]
        when = When.parse(value)
        return [when.iso(), when.part_name]


class WhenFormField(forms.MultiValueField):
    """Gives a `When`: a day, a month, or a part of a month."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("A day (2021-02-08) or only a month (2021-02)."))
        parts = (
            forms.CharField(max_length=10, required=False),
            forms.ChoiceField(choices=[("", ""), *((p, p) for p in PARTS)], required=False),
        )
        super().__init__(parts, widget=WhenWidget(), require_all_fields=False, **kwargs)

    def compress(self, data_list: list[str]) -> When | None:
        if not data_list or not data_list[0]:
            return None
        date, part = data_list
        if part:
            return clean_when({"part": part, "month": date[:7]})
        return clean_when(date)
