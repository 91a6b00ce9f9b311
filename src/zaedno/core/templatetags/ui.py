"""Template tags of the house, loaded in every template."""

from __future__ import annotations

import secrets
from typing import Any

from django import template
from django.middleware.csrf import get_token
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag(takes_context=True)
def form_head(context: Any) -> SafeString:
    """Inside every `<form method=post>`: the CSRF token and a fresh form key."""
    return format_html(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<input type="hidden" name="key" value="{}">',
        get_token(context["request"]),
        secrets.token_urlsafe(16),
    )


@register.simple_tag
def text(value: Any) -> SafeString | str:
    """A text in several languages: the reader's, else another one, marked with its language."""
    if not hasattr(value, "best"):
        return value or ""
    shown, lang = value.best()
    if lang == (get_language() or "bg")[:2]:
        return shown
    return format_html('<span lang="{}">{}</span>', lang, shown)
