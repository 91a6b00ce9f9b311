"""Entering from paper, answering, merging, hiding and deciding on objections."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zaedno.core import clock
from zaedno.core.editing import edit, sent
from zaedno.core.http import act, refusal, viewer_of
from zaedno.core.verdict import Verdict, allow, forbid
from zaedno.core.viewer import Viewer
from zaedno.features.proposals.actions import answers, moderation, moves, writing
from zaedno.features.proposals.actions import valuation as valuing
from zaedno.features.proposals.forms import proposal as forms
from zaedno.features.proposals.forms import together
from zaedno.features.proposals.forms import valuation as experts
from zaedno.features.proposals.models.proposal import Proposal
from zaedno.features.proposals.queries import alike, rows, valuation
from zaedno.features.proposals.rules import proposal as rules
from zaedno.features.proposals.rules import together as together_rules
from zaedno.features.proposals.rules import valuation as expert_rules
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
    owed = list(rows.unanswered(viewer, process).filter(outcome="")[:200])
    summed = valuation.summaries(viewer, [row.pk for row in owed])
    more = {
        "process": process,
        "written": written,
        "owed": [(row, summed.get(row.pk)) for row in owed],
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
    request: HttpRequest,
    row: Proposal,
    verdict: Verdict,
    form: BaseForm,
    action: Any,
    title: str,
    shape: Any = None,
) -> HttpResponse:
    address = row.get_absolute_url()
    more: dict[str, Any] = {"proposal": row}
    return edit(
        request, verdict, form, action, title=title, back=address, then=address, shape=shape, **more
    )


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
    verdict = together_rules.may_move(viewer, rows.facts(viewer, row, clock.now()))
    chosen = {"into": request.GET.get("into")}
    form = together.MergeForm(viewer=viewer, proposal=row, initial=chosen, **sent(request))
    title = _("Merge: %(title)s") % {"title": row.title}
    return _with_form(request, row, verdict, form, moves.merge, title)


@form_view
def split(request: HttpRequest, receipt: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.proposal(viewer, receipt)
    verdict = together_rules.may_move(viewer, rows.facts(viewer, row, clock.now()))
    if {"more", "fewer"} & request.POST.keys():  # what was typed stays
        typed, drawn = request.POST.dict(), together.redrawn(request.POST)
        form = together.SplitForm(initial=typed, drawn=drawn)
    else:
        words = {"title_1": row.title, "text_1": row.text}
        form = together.SplitForm(initial=words, **sent(request))
    title = _("Split: %(title)s") % {"title": row.title}
    return _with_form(request, row, verdict, form, moves.split, title, together.parts)


@form_view
def assign(request: HttpRequest, receipt: str) -> HttpResponse:
    """Who looks at it until when, and what they said."""
    viewer = viewer_of(request)
    row = rows.proposal(viewer, receipt)
    verdict = expert_rules.may_assign(viewer, rows.facts(viewer, row, clock.now()))
    return edit(
        request,
        verdict,
        experts.AssignForm(experts=valuation.experts(viewer), **sent(request)),
        valuing.assign,
        title=_("Experts: %(title)s") % {"title": row.title},
        back=row.get_absolute_url(),
        then=row.get_absolute_url(),
        said=_("The experts get a letter."),
        shape=lambda typed: {"people": [int(one) for one in typed["people"]], "due": typed["due"]},
        template="proposals/experts.html",
        more={"asked": valuation.valuations(viewer, row) if verdict else [], "label": _("Ask")},
        proposal=row,
    )


@form_view
def value(request: HttpRequest, receipt: str) -> HttpResponse:
    """What an expert who was asked says."""
    viewer = viewer_of(request)
    row = rows.proposal(viewer, receipt)
    mine = valuation.mine(viewer, row)
    names = ("feasible", "note", "cost", "takes", "public")
    now = {name: getattr(mine, name) for name in names} if mine else {}
    return edit(
        request,
        expert_rules.may_value(mine is not None, rows.facts(viewer, row, clock.now())),
        experts.ValueForm(initial=now, **sent(request)),
        valuing.value,
        title=_("Can it be done? %(title)s") % {"title": row.title},
        back=row.get_absolute_url(),
        then=row.get_absolute_url(),
        said=_("What you found is kept."),
        proposal=row,
    )


@require_POST
def approve(request: HttpRequest, receipt: str) -> HttpResponse:
    row = rows.proposal(viewer_of(request), receipt)
    said = _("It is public now. Its author gets a letter.")
    return act(
        request, moderation.approve, then=reverse("moderation:queue"), said=said, proposal=row
    )


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
    ours = rows.facts(viewer, row, clock.now()).ours
    verdict = may_rule(viewer, rows.hiding(viewer, row), viewer.alias(), own=ours)
    form = RuleForm(**sent(request))
    return _with_form(request, row, verdict, form, moderation.rule, _("Decide on the objection"))
