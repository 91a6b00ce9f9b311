"""Entering from paper, answering, merging, hiding and deciding on objections."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zaedno.core import clock
from zaedno.core.editing import edit, sent
from zaedno.core.http import refusal, viewer_of
from zaedno.core.verdict import Verdict, allow, forbid
from zaedno.core.viewer import Viewer
from zaedno.features.proposals import forms, rules
from zaedno.features.proposals.actions import answers, moderation, writing
from zaedno.features.proposals.models import Proposal
from zaedno.features.proposals.queries import alike, rows
from zaedno.platform.moderation.forms import HideForm, RuleForm
from zaedno.platform.moderation.rules import may_rule
from zaedno.platform.processes.queries import rows as processes

form_view = require_http_methods(["GET", "HEAD", "POST"])


@form_view
def enter(request: HttpRequest, slug: str) -> HttpResponse:
    viewer, now = viewer_of(request), clock.now()
    process = processes.process(viewer, slug)
    return edit(
        request,
        rules.may_enter(viewer, rows.stage(viewer, process, now), now),
        forms.EnterForm(viewer=viewer, **sent(request)),
        writing.enter,
        title=_("Enter a proposal from paper"),
        back=reverse("proposals:list", args=[slug]),
        then=lambda made: made.get_absolute_url(),
        said=_("The proposal is public. Give its receipt number to who handed it in."),
        shape=forms.typed,
        process=process,
        lang=viewer.lang,
    )


def may_see_desk(viewer: Viewer) -> Verdict:
    if viewer.has(*rules.ANSWERING):
        return allow()
    return forbid(_("The coordinator answers proposals."))


@form_view
def desk(request: HttpRequest, slug: str) -> HttpResponse:
    """What is owed, by day; written answers are published from here, one or all of them."""
    viewer = viewer_of(request)
    process = processes.process(viewer, slug)
    if not (verdict := may_see_desk(viewer)):
        return refusal(request, verdict.reason)
    written = list(rows.written(viewer, process))
    more = {
        "process": process,
        "written": written,
        "owed": list(rows.unanswered(viewer, process).filter(outcome="")[:200]),
        "pairs": alike.pairs(viewer, process),
        "today": clock.today(),
    }
    return edit(
        request,
        verdict,
        forms.PublishForm(written=written, **sent(request)),
        answers.publish_answers,
        title=_("Answers to proposals"),
        back=reverse("proposals:list", args=[slug]),
        then=reverse("proposals:list", args=[slug]),
        said=_("The answers are public. Their authors and followers get a letter."),
        shape=lambda typed: {"ids": [int(one) for one in typed["ids"]]},
        template="proposals/desk.html",
        more=more,
        process=process,
    )


def _with_form(
    request: HttpRequest, row: Proposal, verdict: Verdict, form: object, action: object, title: str
) -> HttpResponse:
    address = row.get_absolute_url()
    return edit(
        request, verdict, form, action, title=title, back=address, then=address, proposal=row  # type: ignore[arg-type]
    )  # fmt: skip


@form_view
def answer(request: HttpRequest, receipt: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.proposal(viewer, receipt)
    now = {"outcome": row.outcome, "reason": row.reason}
    return edit(
        request,
        rules.may_answer(viewer, rows.facts(viewer, row, clock.now())),
        forms.AnswerForm(initial=now, **sent(request)),
        answers.answer,
        title=_("Answer: %(title)s") % {"title": row.title},
        back=row.get_absolute_url(),
        then=reverse("proposals:desk", args=[row.process.slug]),
        said=_("The answer is written. Publish it from this page."),
        proposal=row,
    )


@form_view
def merge(request: HttpRequest, receipt: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.proposal(viewer, receipt)
    facts = rows.facts(viewer, row, clock.now())
    verdict = rules.may_merge(viewer, facts, facts, same=False)
    chosen = {"into": request.GET.get("into")}
    form = forms.MergeForm(viewer=viewer, proposal=row, initial=chosen, **sent(request))
    title = _("Merge: %(title)s") % {"title": row.title}
    return _with_form(request, row, verdict, form, answers.merge, title)


@form_view
def hide(request: HttpRequest, receipt: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.proposal(viewer, receipt)
    verdict = rules.may_hide(viewer, rows.facts(viewer, row, clock.now()))
    form = HideForm(**sent(request))
    return _with_form(request, row, verdict, form, moderation.hide, _("Hide the proposal"))


@form_view
def rule(request: HttpRequest, receipt: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.proposal(viewer, receipt)
    verdict = may_rule(viewer, rows.hiding(viewer, row), viewer.alias())
    form = RuleForm(**sent(request))
    return _with_form(request, row, verdict, form, moderation.rule, _("Decide on the objection"))
