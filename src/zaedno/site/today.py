"""What waits for a member of staff or for an organisation, oldest first, from every room."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zaedno.core import registry
from zaedno.core.http import page, refusal, viewer_of
from zaedno.core.partial_dates import When
from zaedno.core.things import Task


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    if not viewer.signed_in:
        return refusal(request, _("Sign in to see what waits for you."))
    tasks = registry.gather("staff_tasks", viewer)
    late = sorted((task for task in tasks if task.late), key=_age)
    others = sorted((task for task in tasks if not task.late), key=_age)
    return page(request, "zaedno_site/today.html", {"late": late, "tasks": others})


def _age(task: Task) -> date:
    """The day since which it waits, however exactly the room knows it."""
    return _day(task.since)


def _day(since: Any) -> date:
    if isinstance(since, datetime):
        return timezone.localdate(since)
    return When.parse(since).first if since else date.min
