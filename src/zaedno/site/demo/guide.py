"""The demo's own page: a button per role, and the walk in ten steps."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.views.decorators.http import require_GET

from zaedno.core import registry
from zaedno.core.http import page, viewer_of
from zaedno.platform.people.demo_backend import MAILBOXES, demo_doors_open

ROLES = (
    ("coordinator", _("Coordinator"), _("Calls workshops, invites, builds the report")),
    ("facilitator", _("Facilitator"), _("Runs the workshop, groups notes, opens and closes votes")),
    ("notetaker", _("Note-taker"), _("Enters paper sheets")),
    ("participant", _("Participant"), _("Writes notes, places dots, follows what became of them")),
    ("org", _("Organisation representative"), _("Confirms commitments and reports progress")),
    ("editor", _("Editor"), _("Writes news and summaries in both languages")),
    ("moderator", _("Moderator"), _("Reads citizens' checks before they are shown")),
    ("clerk", _("Clerk at the counter"), _("Verifies residents and acts for people who come")),
    ("reviewer", _("Reviewer"), _("Rates indicators without seeing others' answers")),
    ("operator", _("Operator"), _("Looks after the system and the journal")),
)


@require_GET
def front(request: HttpRequest) -> HttpResponse:
    """`/demo/`, as the start prints it, in the city's own language."""
    with override(request.city.default_language):  # type: ignore[attr-defined]
        return redirect(reverse("demo"))


@require_GET
def guide(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO:
        raise Http404
    viewer = viewer_of(request)
    questions = registry.gather("home_question", viewer)
    reports = registry.gather("report_sources", viewer)
    context = {
        "roles": [(role, f"{role}{MAILBOXES}", title, does) for role, title, does in ROLES],
        "doors_open": demo_doors_open(request),
        "question": questions[0] if questions else None,
        "assessment": next((t for t in reports if t.kind == "maturity.assessment"), None),
    }
    return page(request, "zaedno_site/demo.html", context)
