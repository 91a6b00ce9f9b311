"""The desk of moderators: reports by age, hiding, keeping, deciding on objections."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zaedno.core import clock
from zaedno.core.editing import edit, sent
from zaedno.core.http import act, page, refusal, viewer_of
from zaedno.platform.discussion import forms, rules
from zaedno.platform.discussion.actions import moderation, writing
from zaedno.platform.discussion.queries import desk as queue
from zaedno.platform.discussion.queries import rows
from zaedno.platform.discussion.views import quoted
from zaedno.platform.moderation import rules as moderating
from zaedno.platform.moderation.forms import RuleForm

form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    if not (verdict := moderating.may_moderate(viewer)):
        return refusal(request, verdict.reason)
    context = {"reported": queue.reported(viewer), "objections": queue.objections(viewer)}
    return page(request, "discussion/desk.html", context)


@form_view
def hide(request: HttpRequest, receipt: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.comment(viewer, receipt)
    return edit(
        request,
        rules.may_hide(viewer, rows.facts(viewer, row, clock.now())),
        forms.HideForm(**sent(request)),
        moderation.hide,
        title=_("Hide a comment"),
        back=row.get_absolute_url(),
        then=reverse("discussion:desk"),
        said=_("It is hidden. Its author gets a letter with the reason."),
        template="discussion/write.html",
        more={"label": _("Hide"), **quoted(viewer, row)},
        comment=row,
    )


@require_POST
def keep(request: HttpRequest, receipt: str) -> HttpResponse:
    row = rows.comment(viewer_of(request), receipt)
    said = _("The comment stays; its reports are closed.")
    return act(request, moderation.keep, then=reverse("discussion:desk"), said=said, comment=row)


@require_POST
def approve(request: HttpRequest, receipt: str) -> HttpResponse:
    row = rows.comment(viewer_of(request), receipt)
    said = _("It is public now. Its author gets a letter.")
    then = reverse("moderation:queue")
    return act(request, moderation.approve, then=then, said=said, comment=row)


@form_view
def rule(request: HttpRequest, receipt: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.comment(viewer, receipt)
    hiding = rows.hiding(viewer, row)
    me = rows.alias(viewer)
    return edit(
        request,
        moderating.may_rule(viewer, hiding, me, own=row.author == me),
        RuleForm(**sent(request)),
        moderation.rule,
        title=_("Decide on an objection"),
        back=row.get_absolute_url(),
        then=reverse("discussion:desk"),
        said=_("Decided. The author gets a letter."),
        template="discussion/write.html",
        more={"label": _("Decide"), "hiding": hiding, **quoted(viewer, row)},
        comment=row,
    )


def _set(request: HttpRequest, kind: str, ident: str, action: Any, said: str) -> HttpResponse:
    viewer = viewer_of(request)
    then = f"{rows.page_with(viewer, rows.thing(viewer, kind, ident))}#discussion"
    return act(request, action, then=then, said=said, kind=kind, ident=ident)


@require_POST
def close(request: HttpRequest, kind: str, ident: str) -> HttpResponse:
    return _set(request, kind, ident, writing.close, _("The discussion is closed."))


@require_POST
def open_thread(request: HttpRequest, kind: str, ident: str) -> HttpResponse:
    return _set(request, kind, ident, writing.open_thread, _("The discussion is open."))
