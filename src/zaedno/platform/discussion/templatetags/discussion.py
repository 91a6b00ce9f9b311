"""`{% discussion "needs.need" need.pk %}` on the page of a thing: its thread, and the form."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString

from zaedno.core import clock
from zaedno.platform.discussion.forms import CommentForm
from zaedno.platform.discussion.mentions import linked
from zaedno.platform.discussion.queries import rows, shown

register = template.Library()


@register.inclusion_tag("discussion/section.html", takes_context=True)
def discussion(context: Any, kind: str, ident: Any) -> dict[str, Any]:
    """Nothing where the thing is not one that is discussed, or not everybody sees it."""
    request = context["request"]
    viewer = request.viewer
    thing = rows.public_thing(viewer, kind, str(ident))
    return section(request, thing) if thing else {}


@register.filter
def with_mentions(text: str, urls: dict[int, str]) -> SafeString:
    """“@3” leads to what participant 3 said first."""
    return linked(text, urls)


def section(request: Any, thing: Any) -> dict[str, Any]:
    """What the section of a thread is drawn with, beside a thing and on its own page."""
    viewer = request.viewer
    asked = request.GET.get("comments", "")
    found = shown.show(
        viewer,
        thing,
        order=rows.OLDEST if request.GET.get("order") == rows.OLDEST else "",
        number=int(asked) if asked.isdecimal() and len(asked) < 8 else 1,
        now=clock.now(),
    )
    return {
        "request": request,
        "viewer": viewer,
        "city": viewer.city,
        "shown": found,
        "form": CommentForm(viewer=viewer, auto_id="say_%s") if found.may["comment"] else None,
    }
