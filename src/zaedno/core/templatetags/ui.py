"""Template tags of the house, loaded in every template; forms have theirs in `ui_forms`."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import template
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from zaedno.core import charts, clock, live, registry
from zaedno.core.partial_dates import When, show_end, show_moment, show_start
from zaedno.core.things import Step

register = template.Library()

TONES = ("", "done", "now", "late", "dropped", "next")


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


@register.simple_tag
def when(value: Any, end: str = "") -> SafeString | str:
    """A date as exact as its source, or a moment with its hour, for people and machines.

    `end` closes the sentence, unless the date has a full stop of its own, as Bulgarian ones do.
    """
    if not value:
        return ""
    if isinstance(value, datetime):
        return format_html("{}{}", _moment(value, show_moment(value)), end)
    if isinstance(value, (When, date)):
        exact = When.parse(value)
        shown = exact.show()
        closed = end and shown.endswith(end)
        said = format_html('<time datetime="{}">{}</time>', exact.iso(), shown)
        return said if closed else format_html("{}{}", said, end)
    return f"{value}{end}"


def _moment(value: datetime, shown: str) -> SafeString:
    return format_html(
        '<time datetime="{}">{}</time>', clock.local(value).isoformat(timespec="minutes"), shown
    )


@register.simple_tag
def opening(value: datetime | None) -> SafeString | str:
    """From when something is open; a midnight is its day."""
    return _moment(value, show_start(value)) if value else ""


@register.simple_tag
def closing(value: datetime | None) -> SafeString | str:
    """Until when something is open; a midnight is the day before it."""
    return _moment(value, show_end(value)) if value else ""


@register.filter
def day(value: datetime | None) -> date | None:
    """The day of a moment where the reader is."""
    return clock.day(value) if value else None


@register.filter
def moment(value: datetime) -> str:
    """A moment in plain words, for letters."""
    return show_moment(value)


@register.simple_tag
def mark(value: Any) -> SafeString | str:
    """The badge of a checked fact or of an invented illustration; nothing for real records."""
    if value == "fact":
        return format_html('<span class="badge badge--fact">{}</span>', _("checked fact"))
    if value in ("illustrative", True):
        return format_html('<span class="badge badge--illustrative">{}</span>', _("illustrative"))
    return ""


@register.inclusion_tag("core/ui/status.html")
def status(word: Any, tone: str = "") -> dict[str, Any]:
    """A state in words with its shape: the meaning never hangs on colour alone."""
    return {"word": word, "tone": tone if tone in TONES else ""}


@register.inclusion_tag("core/ui/thread.html")
def thread(steps: Iterable[Step]) -> dict[str, Any]:
    """What happened, in order: the thread that runs through the whole product."""
    words = {
        "done": _("done"),
        "now": _("now"),
        "next": _("to come"),
        "dropped": _("dropped"),
    }
    ordered = sorted(steps, key=lambda step: (step.date, step.order))
    return {"steps": [(step, words.get(step.tone, words["done"])) for step in ordered]}


@register.simple_tag
def station(name: str) -> str:
    """The station's name on the thread, as people say it."""
    names = {
        "note": _("Note"),
        "need": _("Need"),
        "proposal": _("Proposal"),
        "decision": _("Decision"),
        "commitment": _("Commitment"),
        "result": _("Result"),
        "answer": _("Answer"),
    }
    return names.get(name, "")


@register.inclusion_tag("core/ui/crumbs.html")
def crumbs(*pairs: Any) -> dict[str, Any]:
    """The way up: `{% crumbs url title url title %}`."""
    return {"links": list(zip(pairs[::2], pairs[1::2], strict=True))}


@register.inclusion_tag("core/ui/empty.html")
def empty(title: Any, text: Any = "", url: str = "", label: Any = "") -> dict[str, Any]:
    """Nothing here yet: say when something comes and what one can do."""
    return {"title": title, "text": text, "url": url, "label": label}


@register.simple_tag
def button(label: Any, kind: str = "", name: str = "", value: str = "") -> SafeString:
    """The submit button of a form; `kind` is "", "quiet" or "danger"."""
    css = f"button button--{kind}" if kind else "button"
    named = format_html(' name="{}" value="{}"', name, value) if name else ""
    return format_html('<button class="{}"{}>{}</button>', css, named, label)


@register.inclusion_tag("core/ui/growths.html", takes_context=True)
def growths(context: Any, thing: Any) -> dict[str, Any]:
    """The buttons of what this viewer may make of a thing; the form is the other room's."""
    offered = registry.growths(context["viewer"], thing.kind)
    return {
        "buttons": [
            (growth.title, f"{_start(growth.start_url)}?from={thing.kind}:{thing.id}")
            for _verb, growth in offered
        ]
    }


def _start(address: str) -> str:
    """Where the form of a growth begins: a name of an address, or a path without its language."""
    return f"/{get_language()}{address}" if address.startswith("/") else reverse(address)


@register.inclusion_tag("core/ui/page_links.html", takes_context=True)
def page_links(context: Any, page_obj: Any) -> dict[str, Any]:
    """Links to the other pages of a long list; filters in the address are kept."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    kept = query.urlencode()
    return {"page": page_obj, "prefix": f"?{kept}&page=" if kept else "?page="}


@register.inclusion_tag("core/ui/chart.html")
def bar_chart(chart: charts.BarChart) -> dict[str, Any]:
    return {"chart": chart, "svg": SafeString(charts.bars(chart)), "table": charts.table(chart)}


@register.inclusion_tag("core/ui/chart.html")
def interval_chart(chart: charts.IntervalChart) -> dict[str, Any]:
    svg = SafeString(charts.intervals(chart))
    return {"chart": chart, "svg": svg, "table": charts.table(chart)}


@register.inclusion_tag("core/ui/swot.html")
def swot_picture(chart: charts.Swot) -> dict[str, Any]:
    """Four lists on a page; a printed report takes the drawn picture (`charts.swot`)."""
    return {"chart": chart}


@register.simple_tag
def live_token(board: Any) -> str:
    """Permission to listen to a board; only on pages of those who may see it."""
    return live.token(str(board))
