"""Template tags that draw forms: label, hint, error and input, tied together by their ids."""

from __future__ import annotations

from typing import Any

from django import forms, template
from django.forms import BaseForm, BoundField
from django.utils.translation import gettext as _

from zaedno.core.forms import Grouped

register = template.Library()

GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


@register.inclusion_tag("core/ui/field.html", takes_context=True)
def field(context: Any, bound: BoundField) -> dict[str, Any]:
    """One question of a form with all that belongs to it."""
    widget = bound.field.widget
    ident = bound.auto_id or bound.html_name
    described = []
    if bound.help_text:
        described.append(f"{ident}-hint")
    if bound.errors:
        described.append(f"{ident}-error")
    attrs: dict[str, Any] = {"aria-describedby": " ".join(described)} if described else {}
    if bound.errors:
        attrs["aria-invalid"] = "true"
    shape = _shape(widget)
    shown: dict[str, Any] = {
        "bound": bound,
        "id": ident,
        "described": " ".join(described),
        "shape": shape,
        "optional": not bound.field.required and shape != "checkbox",
    }
    if shape == "choices":
        shown["choices"] = list(bound.subwidgets)
    elif shape == "group":
        city = context.get("city")
        languages = getattr(city, "languages", None) or None
        shown["parts"] = widget.parts(bound.html_name, bound.value(), ident, attrs, languages)
    else:
        shown["input"] = bound.as_widget(attrs=_dressed(widget, attrs))
    return shown


def _shape(widget: forms.Widget) -> str:
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, Grouped):
        return "group"
    if isinstance(widget, GROUPS):
        return "choices"
    return "checkbox" if isinstance(widget, forms.CheckboxInput) else "input"


def _dressed(widget: forms.Widget, attrs: dict[str, Any]) -> dict[str, Any]:
    """The house's classes, kept together with those the form itself asked for."""
    css = "checkbox" if isinstance(widget, forms.CheckboxInput) else "input"
    if isinstance(widget, forms.Select):
        css = "input input--select"
    return {**attrs, "class": f"{css} {widget.attrs.get('class', '')}".strip()}


@register.inclusion_tag("core/ui/fields.html", takes_context=True)
def fields(context: Any, form: BaseForm) -> dict[str, Any]:
    """All questions of a form in its own order."""
    return {"form": form, "city": context.get("city")}


@register.inclusion_tag("core/ui/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """What must be put right, each with a link to its place; takes the focus when it appears."""
    found = [
        (bound.label, bound.errors[0], _first_input(bound))
        for bound in form.visible_fields()
        if bound.errors
    ]
    hidden = [f"{bound.label}: {error}" for bound in form.hidden_fields() for error in bound.errors]
    return {
        "errors": found,
        "general": [*form.non_field_errors(), *hidden],
        "heading": _("Something needs your attention"),
    }


def _first_input(bound: BoundField) -> str:
    widget = bound.field.widget
    if isinstance(widget, GROUPS):
        return f"{bound.auto_id}_0"
    if isinstance(widget, Grouped):
        return f"{bound.auto_id}_{widget.first}"
    return bound.auto_id
