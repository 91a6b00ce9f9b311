"""`{% load news %}`: the button beside a thing that asks for its news or ends them."""

from __future__ import annotations

from typing import Any

from django import template

from zaedno.core.things import Thing
from zaedno.platform.notifications.queries import follows

register = template.Library()


@register.inclusion_tag("notifications/follow.html", takes_context=True)
def follow(context: Any, thing: Thing) -> dict[str, Any]:
    """Says "stop" to whoever follows it already."""
    request = context["request"]
    return {
        "request": request,
        "viewer": request.viewer,
        "kind": thing.kind,
        "ident": thing.id,
        "following": follows.followed(request.viewer, thing.kind, thing.id),
        "alone": True,
    }
