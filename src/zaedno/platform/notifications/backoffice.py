"""Letters that did not leave, for the operator: counts, never contents."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zaedno.core.http import act, page, refusal, viewer_of
from zaedno.platform.notifications import actions, rules
from zaedno.platform.notifications.queries import letters


@require_safe
def unsent(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    if not (verdict := rules.may_mend(viewer.has(*rules.MENDERS))):
        return refusal(request, verdict.reason)
    return page(request, "notifications/unsent.html", {"rows": letters.unsent(viewer)})


@require_POST
def resend(request: HttpRequest) -> HttpResponse:
    said = _("The letters will be tried again in a moment.")
    return act(request, actions.resend, then=reverse("notifications:unsent"), said=said)
