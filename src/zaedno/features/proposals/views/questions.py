"""Questions beside a proposal: their editor, their answers, their table."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zaedno.core import clock
from zaedno.core.http import act, page, perform, refusal, viewer_of
from zaedno.features.proposals.actions import questions as actions
from zaedno.features.proposals.queries import questions, rows
from zaedno.features.proposals.rules import questions as rules
from zaedno.platform.forms.exports import AT_ONCE, beside_lines
from zaedno.platform.forms.forms import PageForm
from zaedno.platform.forms.logic import asked
from zaedno.platform.forms.models import Reply
from zaedno.platform.places.setup import with_map
from zaedno.platform.processes.queries import rows as processes


@require_POST
def ask_more(request: HttpRequest, slug: str) -> HttpResponse:
    process = processes.process(viewer_of(request), slug)
    back = reverse("proposals:list", args=[slug])
    then = lambda made: reverse("forms:editor", args=[made.pk])  # noqa: E731
    return act(request, actions.ask_more, then=then, back=back, process=process)


@require_http_methods(["GET", "HEAD", "POST"])
def tell_more(request: HttpRequest, receipt: str) -> HttpResponse:
    """All of them on one page; one that an answer opened is asked when the page comes again."""
    viewer = viewer_of(request)
    row = rows.proposal(viewer, receipt)
    form = questions.form_of(viewer, row.process)
    reply = questions.reply_of(viewer, form, row) if form else None
    sent = reply is not None and reply.state == Reply.State.SENT
    facts = rows.facts(viewer, row, clock.now())
    verdict = rules.may_tell(facts, form is not None, sent)
    if not verdict or form is None:
        return refusal(request, verdict.reason)
    outline, answers = questions.outline_of(viewer, form), reply.answers if reply else {}
    parts = asked(outline, answers)
    shape = PageForm(request.POST or None, request.FILES or None, questions=parts, answers=answers)
    if shape.is_bound and shape.is_valid():
        kept = {**answers, **shape.valid_answers()}
        outcome = perform(request, actions.tell_more, proposal=row, answers=kept)
        if outcome.ok:
            opened = len(asked(outline, kept)) > len(parts)
            return redirect(request.path if opened else row.get_absolute_url())
        shape.add_error(None, str(outcome.reason))
    context = {"proposal": row, "form": shape, "title": _("A few more questions")}
    status = 422 if shape.is_bound else 200
    return with_map(viewer, page(request, "proposals/tell_more.html", context, status=status))


@require_safe
def table(request: HttpRequest, slug: str) -> HttpResponse | StreamingHttpResponse:
    """The answers by receipt, for whoever answers for the process."""
    viewer = viewer_of(request)
    process = processes.process(viewer, slug)
    if not (verdict := rules.may_ask(viewer)):
        return refusal(request, verdict.reason)
    form = questions.form_of(viewer, process)
    if form is None:
        raise Http404
    found = rows.of_process(viewer, process).values_list("receipt", flat=True)
    beside = ((receipt, [receipt]) for receipt in found.iterator(AT_ONCE))
    lines = beside_lines(viewer, form, ["receipt"], beside, answered=True)
    response = StreamingHttpResponse(lines, "text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug}-questions.csv"'
    return response
