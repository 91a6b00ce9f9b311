"""Reading threads, writing in them, reacting and reporting."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zaedno.core import clock
from zaedno.core.editing import edit, sent
from zaedno.core.http import act, page, viewer_of
from zaedno.core.viewer import Viewer
from zaedno.platform.discussion import exports, forms, rules
from zaedno.platform.discussion import words as told
from zaedno.platform.discussion.actions import moderation, reactions, writing
from zaedno.platform.discussion.models import Comment
from zaedno.platform.discussion.queries import rows
from zaedno.platform.discussion.templatetags.discussion import section
from zaedno.platform.moderation.forms import AppealForm
from zaedno.platform.moderation.rules import may_appeal

form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def thread(request: HttpRequest, kind: str, ident: str) -> HttpResponse:
    """A thread on a page of its own."""
    thing = rows.thing(viewer_of(request), kind, ident)
    return page(request, "discussion/thread.html", {"thing": thing, **section(request, thing)})


@require_safe
def comment(request: HttpRequest, receipt: str) -> HttpResponse:
    """The lasting address of a comment leads to its place in the thread."""
    viewer = viewer_of(request)
    row = rows.comment(viewer, receipt)
    number = rows.page_of(viewer, row)
    where = f"?order={rows.OLDEST}&comments={number}#c-{row.receipt}"
    return redirect(row.thread.get_absolute_url() + where)


def _file(
    request: HttpRequest, kind: str, ident: str, lines: Any, media: str, ending: str
) -> StreamingHttpResponse:
    viewer = viewer_of(request)
    rows.thing(viewer, kind, ident)
    content = lines(viewer, rows.thread(viewer, kind, ident))
    response = StreamingHttpResponse(content, content_type=f"{media}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="comments.{ending}"'
    return response


@require_safe
def table(request: HttpRequest, kind: str, ident: str) -> StreamingHttpResponse:
    return _file(request, kind, ident, exports.table, "text/csv", "csv")


@require_safe
def document(request: HttpRequest, kind: str, ident: str) -> StreamingHttpResponse:
    return _file(request, kind, ident, exports.document, "application/json", "json")


def _said(made: Comment) -> str:
    if made.state == Comment.State.WAITING:
        return _("A moderator reads your comment first. You get a letter when it is public.")
    return _("Your comment is public. You get a letter when somebody answers it.")


def _changed(made: Comment) -> str:
    if made.state == Comment.State.WAITING:
        return _said(made)
    return _("Changed. How it read before stays readable.")


@form_view
def write(request: HttpRequest, kind: str, ident: str) -> HttpResponse:
    """Where the form beside a thing goes; a mistake keeps what was typed."""
    viewer = viewer_of(request)
    thing = rows.thing(viewer, kind, ident)
    found, where = rows.thread(viewer, kind, ident), rows.page_with(viewer, thing)
    return edit(
        request,
        rules.may_comment(viewer, rows.thread_facts(viewer, kind, ident, found)),
        forms.CommentForm(viewer=viewer, **sent(request)),
        writing.comment,
        title=_("Write a comment"),
        back=f"{where}#discussion",
        then=lambda made: f"{where}#c-{made.receipt}",
        said=_said,
        shape=forms.typed,
        template="discussion/write.html",
        more={"thing": thing},
        kind=kind,
        ident=ident,
        lang=viewer.lang,
    )


def quoted(viewer: Viewer, row: Comment) -> dict[str, Any]:
    """A comment above the form that is about it."""
    own = rows.facts(viewer, row, clock.now()).own
    text = rows.words(viewer, row, own=own)
    return {"row": row, "speaker": told.speaker(viewer, row), "text": text}


@form_view
def reply(request: HttpRequest, receipt: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.comment(viewer, receipt)
    held = row.thread
    facts = rows.facts(viewer, row, clock.now())
    thread_facts = rows.thread_facts(viewer, held.kind, held.ident, held)
    return edit(
        request,
        rules.may_reply(viewer, thread_facts, facts),
        forms.CommentForm(viewer=viewer, **sent(request)),
        writing.reply,
        title=_("Answer a comment"),
        back=row.get_absolute_url(),
        then=lambda made: made.get_absolute_url(),
        said=_said,
        shape=forms.typed,
        template="discussion/write.html",
        more=quoted(viewer, row),
        parent=row,
        lang=viewer.lang,
    )


@form_view
def change(request: HttpRequest, receipt: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.comment(viewer, receipt)
    now = {"text": row.text, "position": row.position}
    return edit(
        request,
        rules.may_edit(viewer, rows.facts(viewer, row, clock.now())),
        forms.WordsForm(initial=now, **sent(request)),
        writing.edit,
        title=_("Change your comment"),
        back=row.get_absolute_url(),
        then=row.get_absolute_url(),
        said=_changed,
        template="discussion/write.html",
        comment=row,
    )


@require_POST
def withdraw(request: HttpRequest, receipt: str) -> HttpResponse:
    row = rows.comment(viewer_of(request), receipt)
    said = _("Your comment is withdrawn. Its place stays.")
    return act(request, writing.withdraw, then=row.get_absolute_url(), said=said, comment=row)


@require_POST
def react(request: HttpRequest, receipt: str) -> HttpResponse:
    row = rows.comment(viewer_of(request), receipt)
    form = forms.SignForm(request.POST)
    then = row.get_absolute_url()
    if not form.is_valid():
        return redirect(then)
    sign = form.cleaned_data["sign"]
    return act(request, reactions.react, then=then, comment=row, sign=sign)


@require_POST
def unreact(request: HttpRequest, receipt: str) -> HttpResponse:
    row = rows.comment(viewer_of(request), receipt)
    return act(request, reactions.unreact, then=row.get_absolute_url(), comment=row)


@require_safe
def history(request: HttpRequest, receipt: str) -> HttpResponse:
    """How a comment read before; what is withdrawn or hidden has no history to read."""
    viewer = viewer_of(request)
    row = rows.comment(viewer, receipt)
    own = rows.facts(viewer, row, clock.now()).own
    hidden = rows.hides_words(viewer, row, own=own)
    context = {"wordings": [] if hidden else list(row.wordings.all()), **quoted(viewer, row)}
    return page(request, "discussion/history.html", context)


@form_view
def report(request: HttpRequest, receipt: str) -> HttpResponse:
    """Anybody may, also without an account."""
    viewer = viewer_of(request)
    row = rows.comment(viewer, receipt)
    return edit(
        request,
        rules.may_report(viewer, rows.facts(viewer, row, clock.now())),
        forms.ReportForm(**sent(request)),
        moderation.report,
        title=_("Report a comment"),
        back=row.get_absolute_url(),
        then=row.get_absolute_url(),
        said=_("Thank you. A moderator looks at it."),
        shape=lambda data: {"rule": data["rule"], "note": data["note"].strip()},
        template="discussion/write.html",
        more={"label": _("Report"), **quoted(viewer, row)},
        comment=row,
    )


@form_view
def appeal(request: HttpRequest, receipt: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.comment(viewer, receipt)
    own = rows.facts(viewer, row, clock.now()).own
    return edit(
        request,
        may_appeal(own, rows.hiding(viewer, row)),
        AppealForm(**sent(request)),
        moderation.appeal,
        title=_("Object to the hiding of your comment"),
        back=row.get_absolute_url(),
        then=row.get_absolute_url(),
        said=_("Your objection was received. Another person than who hid it decides."),
        template="discussion/write.html",
        more={"label": _("Send"), **quoted(viewer, row)},
        comment=row,
    )
