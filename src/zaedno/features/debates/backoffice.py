"""Preparing a debate, looking after its arguments, summing it up."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zaedno.core import clock
from zaedno.core.editing import edit, sent
from zaedno.core.http import act, viewer_of
from zaedno.core.verdict import Verdict
from zaedno.features.debates import forms, rules
from zaedno.features.debates.actions import leading, moderation, summing
from zaedno.features.debates.models import Argument
from zaedno.features.debates.queries import rows
from zaedno.platform.moderation.forms import HideForm, RuleForm
from zaedno.platform.moderation.rules import may_moderate, may_rule
from zaedno.platform.processes.queries import rows as processes

form_view = require_http_methods(["GET", "HEAD", "POST"])
WORDS = ("question", "intro", "word_for", "word_against", "scale", "veiled")


@form_view
def pose(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    process = processes.process(viewer, slug)
    return edit(
        request,
        rules.may_pose(viewer),
        forms.DebateForm(**sent(request)),
        leading.pose,
        title=_("Prepare a debate"),
        back=reverse("debates:list", args=[slug]),
        then=lambda made: made.get_absolute_url(),
        said=_("The question stands. It takes arguments while its stage is open."),
        process=process,
    )


@form_view
def reword(request: HttpRequest, receipt: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.debate(viewer, receipt)
    now = {name: getattr(row, name) for name in WORDS}
    return edit(
        request,
        rules.may_reword(viewer, row.arguments.count()),
        forms.DebateForm(initial=now, **sent(request)),
        leading.reword,
        title=_("Word the question better"),
        back=row.get_absolute_url(),
        then=row.get_absolute_url(),
        debate=row,
    )


@require_POST
def approve(request: HttpRequest, receipt: str) -> HttpResponse:
    row = rows.argument(viewer_of(request), receipt)
    said = _("It is public now. Its author gets a letter.")
    then = reverse("moderation:queue")
    return act(request, moderation.approve, then=then, said=said, argument=row)


def _with_form(
    request: HttpRequest, row: Argument, verdict: Verdict, form: Any, action: Any, title: str
) -> HttpResponse:
    address = row.get_absolute_url()
    more = {"argument": row}
    return edit(
        request, verdict, form, action, title=title, back=address, then=address,
        template="debates/about.html", more=more, argument=row,
    )  # fmt: skip


@form_view
def merge(request: HttpRequest, receipt: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.argument(viewer, receipt)
    form = forms.MergeForm(viewer=viewer, argument=row, **sent(request))
    return _with_form(request, row, may_moderate(viewer), form, moderation.merge, _("Merge"))


@form_view
def hide(request: HttpRequest, receipt: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.argument(viewer, receipt)
    verdict = rules.may_hide(viewer, rows.facts(viewer, row, clock.now()))
    form = HideForm(**sent(request))
    return _with_form(request, row, verdict, form, moderation.hide, _("Hide the argument"))


@form_view
def rule(request: HttpRequest, receipt: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.argument(viewer, receipt)
    me = rows.alias(viewer)
    verdict = may_rule(viewer, rows.hiding(viewer, row), me, own=row.author == me)
    form = RuleForm(**sent(request))
    return _with_form(request, row, verdict, form, moderation.rule, _("Decide on the objection"))


@form_view
def summing_up(request: HttpRequest, receipt: str) -> HttpResponse:
    """The lines so far, and the form of the next one."""
    viewer = viewer_of(request)
    row = rows.debate(viewer, receipt)
    lines = rows.lines(viewer, row)
    summed = row.summed_at is not None
    asked = rows.stage(viewer, row, clock.now())
    facts, sides = rows.line_facts(viewer, lines), rows.sides(viewer, row)
    may = rules.may_publish(viewer, summed, facts, sides, asked, clock.now())
    address = reverse("debates:summing", args=[row.receipt])
    return edit(
        request,
        rules.may_sum_up(viewer, summed),
        forms.LineForm(viewer=viewer, debate=row, **sent(request)),
        summing.add_line,
        title=_("Sum up the debate"),
        back=row.get_absolute_url(),
        then=address,
        shape=forms.line,
        template="debates/summing.html",
        more={"debate": row, "lines": lines, "may_publish": may},
        debate=row,
    )


@require_POST
def drop_line(request: HttpRequest, receipt: str, position: int) -> HttpResponse:
    row = rows.debate(viewer_of(request), receipt)
    then = reverse("debates:summing", args=[row.receipt])
    return act(request, summing.drop_line, then=then, debate=row, position=position)


@require_POST
def sum_up(request: HttpRequest, receipt: str) -> HttpResponse:
    row = rows.debate(viewer_of(request), receipt)
    said = _("The summing-up is public. Who follows the debate gets a letter.")
    back = reverse("debates:summing", args=[row.receipt])
    then = row.get_absolute_url()
    return act(request, summing.sum_up, then=then, said=said, back=back, debate=row)
