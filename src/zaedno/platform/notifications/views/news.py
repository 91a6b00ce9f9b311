"""What is new for me: on the page always, whatever the letters do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zaedno.core.http import ctx_of, page, refusal, viewer_of
from zaedno.platform.notifications import actions
from zaedno.platform.notifications.queries import news as found


@require_safe
def news(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    if not viewer.signed_in:
        return refusal(request, _("Sign in to see what is new for you."))
    before = request.GET.get("before", "")
    start = int(before[:18]) if before.isdecimal() else None
    lines, following = found.my_news(viewer, start)
    days: dict[object, list[found.Line]] = {}
    for line in lines:
        days.setdefault(timezone.localdate(line.news.at), []).append(line)
    context = {
        "days": list(days.items()),
        "following": following,
        "start": start,
        "unread": sum(line.unread for line in lines),
    }
    return page(request, "notifications/news.html", context)


@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    actions.mark_seen(ctx_of(request))
    return redirect("notifications:news")
