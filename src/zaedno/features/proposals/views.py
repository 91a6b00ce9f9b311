"""Reading proposals, writing one's own, supporting those of others."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zaedno.core import clock, registry
from zaedno.core.editing import edit, sent, source_of
from zaedno.core.filters import Filter, choices, read
from zaedno.core.http import act, page, viewer_of
from zaedno.core.viewer import Viewer
from zaedno.features.proposals import exports, forms, rules
from zaedno.features.proposals.actions import moderation, supports, writing
from zaedno.features.proposals.models import Proposal
from zaedno.features.proposals.queries import alike, rows, things
from zaedno.platform.cities.queries import districts
from zaedno.platform.links.private import private_path
from zaedno.platform.moderation import rules as moderating
from zaedno.platform.moderation.forms import AppealForm
from zaedno.platform.processes.models import Process
from zaedno.platform.processes.queries import rows as processes

PER_PAGE = 30
form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def listed(request: HttpRequest, slug: str) -> HttpResponse:
    """The public proposals of a process; the order and the choice stand in the address."""
    viewer, now = viewer_of(request), clock.now()
    process = processes.process(viewer, slug)
    outcomes = [("waiting", _("waits for an answer")), *choices(Proposal.Outcome.choices)]
    by = [
        Filter("outcome", _("Answer"), outcomes),
        Filter("district", _("District"), choices((d.slug, d.name) for d in districts(viewer))),
        Filter("sort", _("Order"), [("new", _("newest first")), ("support", _("most supported"))]),
    ]
    found = rows.listed(viewer, process, **read(request, *by))
    part = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    stage = rows.stage(viewer, process, now)
    context = {
        "process": process,
        "part": part,
        "lines": [(row, *things.status_of(row)[1:]) for row in part],
        "filters": by,
        "figures": rows.figures(viewer, process),
        "drafts": list(rows.drafts(viewer, process)),
        "may": {
            "submit": rules.may_submit(viewer, stage, now),
            "enter": rules.may_enter(viewer, stage, now),
            "answer": viewer.has(*rules.ANSWERING),
        },
    }
    return page(request, "proposals/list.html", context)


@require_safe
def answered(request: HttpRequest) -> HttpResponse:
    """The answered proposals of all processes: exactly the rows of the figure on the home page."""
    viewer = viewer_of(request)
    found = rows.proposals(viewer).filter(state=Proposal.State.PUBLISHED, answered_at__isnull=False)
    part = Paginator(found.order_by("-answered_at", "-pk"), PER_PAGE)
    shown = part.get_page(request.GET.get("page"))
    lines = [(row, *things.status_of(row)[1:]) for row in shown]
    return page(request, "proposals/answered.html", {"part": shown, "lines": lines})


@require_safe
def table(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    viewer = viewer_of(request)
    process = processes.process(viewer, slug)
    response = StreamingHttpResponse(exports.lines(viewer, process), "text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug}-proposals.csv"'
    return response


@require_safe
def proposal(request: HttpRequest, receipt: str) -> HttpResponse:
    viewer, now = viewer_of(request), clock.now()
    row = rows.proposal(viewer, receipt)
    ref, facts = (things.KIND, row.pk), rows.facts(viewer, row, now)
    hiding = rows.hiding(viewer, row)
    word, tone = things.status_of(row)[1:]
    context = {
        "proposal": row,
        "own": facts.own,
        "word": word,
        "tone": tone,
        "thing": registry.thing(viewer, *ref),
        "wordings": list(row.wordings.all()),
        "alike": _alike(viewer, row, facts),
        "merged": rows.merged_here(viewer, row),
        "supported": row.pk in rows.supported(viewer, row.process),
        "hiding": hiding,
        "steps": registry.stories(viewer, [ref]),
        "may": _may(viewer, row, facts, hiding),
    }
    return page(request, "proposals/proposal.html", context)


def _alike(viewer: Viewer, row: Proposal, facts: rules.Facts) -> list[alike.Alike]:
    """Beside one's own draft: what others proposed already."""
    if not (facts.own and row.state == Proposal.State.DRAFT):
        return []
    return alike.alike(viewer, row.process, alike.said(row), row.pk)


def _may(viewer: Viewer, row: Proposal, facts: rules.Facts, hiding: Any) -> dict[str, Any]:
    return {
        "revise": rules.may_revise(viewer, facts),
        "publish": rules.may_publish(viewer, facts),
        "withdraw": rules.may_withdraw(viewer, facts),
        "support": rules.may_support(viewer, facts),
        "answer": rules.may_answer(viewer, facts),
        "merge": rules.may_merge(viewer, facts, facts, same=False),
        "hide": rules.may_hide(viewer, facts),
        "appeal": moderating.may_appeal(facts.own, hiding),
        "rule": moderating.may_rule(viewer, hiding, viewer.alias()) if hiding else None,
    }


@form_view
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """With an account a draft is kept first; without one it is published at once."""
    viewer, now = viewer_of(request), clock.now()
    process = processes.process(viewer, slug)
    source = source_of(request, needed=False)
    verdict = rules.may_submit(viewer, rows.stage(viewer, process, now), now)
    form = forms.ProposalForm(viewer=viewer, **sent(request))
    near = _look_first(request, process, form) if verdict or verdict.needs else []
    if near:
        shown = {"process": process, "form": form, "title": _("Propose"), "near": near}
        back = reverse("proposals:list", args=[slug])
        return page(request, "proposals/write.html", {**shown, "back": back})
    more: dict[str, Any] = {"lang": viewer.lang}
    if viewer.signed_in and source:
        more["source"] = (source.kind, source.id)
    return edit(
        request,
        verdict,
        form,
        writing.draft if viewer.signed_in else writing.submit,
        title=_("Propose"),
        back=reverse("proposals:list", args=[slug]),
        then=lambda made: _after(viewer, made),
        said=_said(viewer),
        shape=forms.typed,
        template="proposals/write.html",
        more={"process": process, "source": source},
        process=process,
        **more,
    )


def _said(viewer: Viewer) -> str:
    if viewer.signed_in:
        return ""
    if viewer.guest:
        return _("Your proposal is public. Make an account with the same address to follow it.")
    return _("Your proposal is public. Keep this address.")


def _look_first(
    request: HttpRequest, process: Process, form: forms.ProposalForm
) -> list[alike.Alike]:
    """Without an account there is no draft: what is near is shown once before sending."""
    viewer = viewer_of(request)
    if viewer.signed_in or "looked" in request.POST or not (form.is_bound and form.is_valid()):
        return []
    typed = forms.typed(form.cleaned_data)
    return alike.alike(viewer, process, f"{typed['title']}. {typed['text']}")


def _after(viewer: Viewer, made: Proposal) -> str:
    """One's own page; for somebody unknown a private link that only its author knows."""
    if viewer.somebody:
        return made.get_absolute_url()
    return private_path(viewer.city, things.KIND, str(made.pk))


@form_view
def revise(request: HttpRequest, receipt: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.proposal(viewer, receipt)
    now = {"title": row.title, "text": row.text, "district": row.district_id}
    return edit(
        request,
        rules.may_revise(viewer, rows.facts(viewer, row, clock.now())),
        forms.ProposalForm(viewer=viewer, initial=now, **sent(request)),
        writing.revise,
        title=_("Change the proposal"),
        back=row.get_absolute_url(),
        then=row.get_absolute_url(),
        shape=forms.typed,
        proposal=row,
    )


def _button(request: HttpRequest, receipt: str, action: Any, said: str = "") -> HttpResponse:
    row = rows.proposal(viewer_of(request), receipt)
    return act(request, action, then=row.get_absolute_url(), said=said, proposal=row)


@require_POST
def publish(request: HttpRequest, receipt: str) -> HttpResponse:
    said = _("Your proposal is public. You get a letter when something becomes of it.")
    return _button(request, receipt, writing.publish, said)


@require_POST
def withdraw(request: HttpRequest, receipt: str) -> HttpResponse:
    return _button(request, receipt, writing.withdraw, _("Your proposal is withdrawn."))


@require_POST
def support(request: HttpRequest, receipt: str) -> HttpResponse:
    return _button(request, receipt, supports.support, _("You support this proposal."))


@require_POST
def unsupport(request: HttpRequest, receipt: str) -> HttpResponse:
    return _button(request, receipt, supports.unsupport, _("Your support is taken back."))


@form_view
def appeal(request: HttpRequest, receipt: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.proposal(viewer, receipt)
    return edit(
        request,
        moderating.may_appeal(rows.own(viewer, row), rows.hiding(viewer, row)),
        AppealForm(**sent(request)),
        moderation.appeal,
        title=_("Object to the hiding"),
        back=row.get_absolute_url(),
        then=row.get_absolute_url(),
        said=_("Your objection was received. Another person than who hid it decides."),
        proposal=row,
    )
