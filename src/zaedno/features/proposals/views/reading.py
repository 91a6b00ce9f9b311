"""Reading proposals: the list in orders that stand in the address, one of them, the table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zaedno.core import clock, registry
from zaedno.core.filters import Filter, choices, read
from zaedno.core.http import page, viewer_of
from zaedno.core.viewer import Viewer
from zaedno.features.proposals import exports
from zaedno.features.proposals.models.proposal import Proposal
from zaedno.features.proposals.queries import (
    alike,
    answering,
    carrying,
    lists,
    papers,
    questions,
    rows,
    screened,
    things,
    together,
    valuation,
)
from zaedno.features.proposals.rules import answering as answer_rules
from zaedno.features.proposals.rules import papers as paper_rules
from zaedno.features.proposals.rules import proposal as rules
from zaedno.features.proposals.rules import together as together_rules
from zaedno.features.proposals.rules import valuation as expert_rules
from zaedno.platform.cities.queries import districts, themes
from zaedno.platform.moderation import rules as moderating
from zaedno.platform.places.setup import with_map
from zaedno.platform.processes.queries import rows as processes

PER_PAGE, PER_MAP, MOST_SHOWN = 30, 200, 20


@require_safe
def listed(request: HttpRequest, slug: str) -> HttpResponse:
    """The public proposals of a process; the order and the choice stand in the address."""
    viewer, now = viewer_of(request), clock.now()
    process = processes.process(viewer, slug)
    outcomes = [("waiting", _("waits for an answer")), *choices(Proposal.Outcome.choices)]
    by = [
        Filter("outcome", _("Answer"), outcomes),
        Filter("district", _("District"), choices((d.slug, d.name) for d in districts(viewer))),
        Filter("theme", _("Topic"), choices((t.code, t.name) for t in themes(viewer))),
        Filter("sort", _("Order"), [("new", _("newest first")), ("support", _("most supported"))]),
    ]
    asked, figures = read(request, *by), lists.figures(viewer, process)
    on_map = request.GET.get("view") == "map"
    found: Any = lists.pages_of(viewer, process, asked, figures)
    if on_map:
        asked["sort"] = asked["sort"] or "new"
        found = rows.placed(viewer, rows.listed(viewer, process, **asked))
    part = Paginator(found, PER_MAP if on_map else PER_PAGE).get_page(request.GET.get("page"))
    stage = rows.stage(viewer, process, now)
    context = {
        "process": process,
        "part": part,
        "lines": [(row, *things.status_of(row)[1:]) for row in part],
        "filters": by,
        "on_map": on_map,
        "kept": _kept(request),
        "questions": viewer.has(*rules.ANSWERING) and questions.form_of(viewer, process),
        "figures": figures,
        "drafts": list(rows.drafts(viewer, process)),
        "may": {
            "submit": rules.may_submit(viewer, stage, now),
            "enter": rules.may_enter(viewer, stage, now),
            "answer": viewer.has(*rules.ANSWERING),
            "take_in": viewer.has(*rules.ANSWERING) and carrying.takes(viewer, process),
        },
    }
    response = page(request, "proposals/list.html", context)
    return with_map(viewer, response) if on_map else response


def _kept(request: HttpRequest) -> str:
    """The choice in the address without the view and the page, for the way to the other view."""
    asked = request.GET.copy()
    for name in ("view", "page"):
        asked.pop(name, None)
    return asked.urlencode()


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
    return _file(exports.lines(viewer, process), "text/csv; charset=utf-8", f"{slug}-proposals.csv")


@require_safe
def as_json(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    viewer = viewer_of(request)
    process = processes.process(viewer, slug)
    lines = exports.json_lines(viewer, process)
    return _file(lines, "application/json", f"{slug}-proposals.json")


def _file(lines: Iterator[str], kind: str, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(lines, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def proposal(request: HttpRequest, receipt: str) -> HttpResponse:
    viewer, now = viewer_of(request), clock.now()
    row = rows.proposal(viewer, receipt)
    ref, facts = (things.KIND, row.pk), rows.facts(viewer, row, now)
    hiding = rows.hiding(viewer, row)
    changes = list(together.amendments(viewer, row)[:MOST_SHOWN])
    word, tone = things.status_of(row)[1:]
    context = {
        "proposal": row,
        "own": facts.own,
        "word": word,
        "tone": tone,
        "thing": registry.thing(viewer, *ref),
        "wordings": row.wordings.count(),
        "ours": facts.ours,
        "coauthors": together.coauthors(viewer, row),
        "amendments": screened.changes(viewer, row, changes, now, ours=facts.ours),
        "moves": together.moves(viewer, row),
        "valuations": valuation.valuations(viewer, row),
        "values": valuation.mine(viewer, row),
        "asks_more": facts.ours and questions.form_of(viewer, row.process) is not None,
        "inquiries": answering.inquiries(viewer, row),
        "standing": answering.standing(row, clock.today()),
        "attachments": (attached := papers.attachments(viewer, row)),
        "alike": _alike(viewer, row, facts),
        "merged": rows.merged_here(viewer, row),
        "supported": row.pk in rows.supported(viewer, row.process),
        "hiding": hiding,
        "grew_from": things.grew_from(viewer, row),
        "steps": registry.stories(viewer, [ref]),
        "may": {
            **_may(viewer, row, facts, hiding),
            "attach": paper_rules.may_attach(viewer, facts, len(attached)),
            "invite": facts.own and viewer.signed_in and row.state == Proposal.State.DRAFT,
            "leave": together_rules.may_leave(facts),
            "amend": together_rules.may_amend(viewer, facts),
            "go_on": answer_rules.may_go_on(viewer, row.waiting_since is not None),
            "explain": answer_rules.may_explain(
                viewer, row.outcome, row.answered, row.led_at is not None
            ),
            "assign": expert_rules.may_assign(viewer, facts),
        },
    }
    return with_map(viewer, page(request, "proposals/proposal.html", context))


def _alike(viewer: Viewer, row: Proposal, facts: rules.Facts) -> list[alike.Alike]:
    """Beside one's own draft: what others proposed already."""
    if not (facts.own and row.state == Proposal.State.DRAFT):
        return []
    return alike.alike(viewer, row.process, alike.said(row), row.pk)


def _may(viewer: Viewer, row: Proposal, facts: rules.Facts, hiding: Any) -> dict[str, Any]:
    answers = rules.may_answer(viewer, facts)
    return {
        "revise": rules.may_revise(viewer, facts),
        "publish": rules.may_publish(viewer, facts),
        "withdraw": rules.may_withdraw(viewer, facts),
        "support": rules.may_support(viewer, facts),
        "answer": answers,
        "copy": bool(answers) and bool(carrying.targets(viewer, row)),
        "merge": together_rules.may_move(viewer, facts),
        "hide": rules.may_hide(viewer, facts),
        "appeal": moderating.may_appeal(facts.own, hiding),
        "rule": moderating.may_rule(viewer, hiding, viewer.alias(), own=facts.ours)
        if hiding
        else None,
    }
