"""Registering needs and proposing solutions."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zaedno.core.editing import edit, grown_from, sent, source_of
from zaedno.core.fields import texts
from zaedno.core.http import act, viewer_of
from zaedno.core.things import Thing
from zaedno.features.needs import forms, rules
from zaedno.features.needs.actions import needs as need_actions
from zaedno.features.needs.actions import solutions as solution_actions
from zaedno.features.needs.models import Need, Solution
from zaedno.features.needs.queries import register
from zaedno.features.needs.views import found_need, found_solution

form_view = require_http_methods(["GET", "HEAD", "POST"])


def own_address(row: Need | Solution) -> str:
    return row.get_absolute_url()


def ref_of(thing: Thing | None) -> tuple[str, str] | None:
    return (thing.kind, thing.id) if thing else None


@form_view
def new(request: HttpRequest) -> HttpResponse:
    """A need, by itself or grown out of what the address names."""
    viewer, source = viewer_of(request), source_of(request, needed=False)
    now: dict[str, Any] = {}
    if source:
        now = {
            "text": texts(**{source.lang or viewer.lang: source.title}),
            "theme": source.facts.get("theme_id"),
            "scope": source.facts.get("scope", ""),
            "board": source.facts.get("board", "need"),
        }
    return edit(
        request,
        rules.may_register(viewer),
        forms.NeedForm(viewer, initial=now, **sent(request)),
        need_actions.register,
        title=_("Register a need"),
        back=source.url if source else reverse("needs:index"),
        then=own_address,
        said=_("The need is in the register. Validate it when the participants had their say."),
        more={"source": source},
        source=ref_of(source),
    )


@form_view
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    viewer, row = viewer_of(request), found_need(request, pk)
    now = {name: getattr(row, name) for name in ("text", "board", "theme", "scope")}
    return edit(
        request,
        rules.may_correct(viewer, rules.NeedFacts(row.state)),
        forms.NeedForm(viewer, initial=now, **sent(request)),
        need_actions.correct,
        title=_("Correct the need"),
        back=row.get_absolute_url(),
        then=own_address,
        need=row,
    )


@require_POST
def validate(request: HttpRequest, pk: int) -> HttpResponse:
    row = found_need(request, pk)
    said = _("The need is validated. Now it can be answered by a solution.")
    return act(request, need_actions.validate, need=row, then=row.get_absolute_url(), said=said)


@form_view
def prioritise(request: HttpRequest, pk: int) -> HttpResponse:
    viewer, row = viewer_of(request), found_need(request, pk)
    now = {"importance": row.importance, "feasibility": row.feasibility}
    return edit(
        request,
        rules.may_prioritise(viewer, rules.NeedFacts(row.state)),
        forms.PriorityForm(initial=now, **sent(request)),
        need_actions.prioritise,
        title=_("Importance and feasibility"),
        back=row.get_absolute_url(),
        then=own_address,
        need=row,
    )


@form_view
def close(request: HttpRequest, pk: int) -> HttpResponse:
    viewer, row = viewer_of(request), found_need(request, pk)
    return edit(
        request,
        rules.may_close(viewer, rules.NeedFacts(row.state)),
        forms.CloseForm(**sent(request)),
        need_actions.close,
        title=_("Close the need"),
        back=row.get_absolute_url(),
        then=own_address,
        need=row,
    )


@form_view
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    viewer, row = viewer_of(request), found_need(request, pk)
    return edit(
        request,
        rules.may_answer(viewer, rules.NeedFacts(row.state)),
        forms.AnswerForm(viewer, **sent(request)),
        solution_actions.answer,
        title=_("Which solution answers it"),
        back=row.get_absolute_url(),
        then=row.get_absolute_url(),
        need=row,
    )


@form_view
def evidence(request: HttpRequest) -> HttpResponse:
    """Started on the page of a note, a paragraph, a group or an indicator."""
    viewer, source = viewer_of(request), grown_from(request)
    return edit(
        request,
        rules.may_register(viewer),
        forms.EvidenceForm(viewer, **sent(request)),
        need_actions.evidence,
        title=_("Evidence for a need"),
        back=source.url,
        then=lambda tie: reverse("needs:need", args=[tie.target_id]),
        more={"source": source},
        source=(source.kind, source.id),
    )


@form_view
def propose(request: HttpRequest) -> HttpResponse:
    viewer, source = viewer_of(request), source_of(request, needed=False)
    now: dict[str, Any] = {}
    if source:
        answered = register.grown_from(viewer, source)
        now = {"theme": source.facts.get("theme_id"), "needs": answered}
    return edit(
        request,
        rules.may_register(viewer),
        forms.ProposeForm(viewer, initial=now, **sent(request)),
        solution_actions.propose,
        title=_("Propose a solution"),
        back=source.url if source else reverse("needs:solutions"),
        then=own_address,
        said=_("The solution is in the portfolio."),
        more={"source": source},
        source=ref_of(source),
    )


@form_view
def revise(request: HttpRequest, pk: int) -> HttpResponse:
    viewer, row = viewer_of(request), found_solution(request, pk)
    return edit(
        request,
        rules.may_register(viewer),
        forms.SolutionForm(viewer, initial=forms.typed(row), without=row.pk, **sent(request)),
        solution_actions.revise,
        title=_("Correct the solution"),
        back=row.get_absolute_url(),
        then=own_address,
        solution=row,
    )


@form_view
def advance(request: HttpRequest, pk: int) -> HttpResponse:
    viewer, row = viewer_of(request), found_solution(request, pk)
    return edit(
        request,
        rules.may_advance(viewer, row.readiness, 0),
        forms.ReadinessForm(initial={"level": row.readiness}, **sent(request)),
        solution_actions.advance,
        title=_("Readiness of the solution"),
        back=row.get_absolute_url(),
        then=own_address,
        solution=row,
    )
