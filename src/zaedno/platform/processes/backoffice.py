"""Planning, publishing, moving and concluding a process."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zaedno.core import clock, registry
from zaedno.core.editing import edit, sent
from zaedno.core.http import act, page, perform, refusal, viewer_of
from zaedno.platform.processes import actions, forms, rules
from zaedno.platform.processes.models import Process, Stage
from zaedno.platform.processes.queries import rows
from zaedno.platform.processes.recipes import recipes

form_view = require_http_methods(["GET", "HEAD", "POST"])


def address(row: Process) -> str:
    return row.get_absolute_url()


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """The ten recipes, with what each is for and what this house lacks for it."""
    viewer = viewer_of(request)
    if not (verdict := rules.may_plan(viewer)):
        return refusal(request, verdict.reason)
    return page(request, "processes/choose.html", {"recipes": list(recipes().values())})


@form_view
def plan(request: HttpRequest, recipe: str) -> HttpResponse:
    viewer = viewer_of(request)
    chosen = recipes().get(recipe)
    if chosen is None:
        raise Http404
    now = {"promise": chosen.promise, "scope": "dec"}
    return edit(
        request,
        rules.may_plan(viewer),
        forms.PlanForm(viewer=viewer, initial=now, **sent(request)),
        actions.plan,
        title=_("Plan a process: %(recipe)s") % {"recipe": chosen.title},
        back=reverse("processes:choose"),
        then=lambda made: reverse("processes:stages", args=[made.slug]),
        said=_("The draft is there. Look at the days of its stages."),
        shape=forms.words,
        recipe=chosen,
    )


@form_view
def revise(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.process(viewer, slug)
    form = forms.WordsForm(viewer=viewer, initial=forms.typed_words(row), **sent(request))
    if row.state != Process.State.DRAFT:
        del form.fields["promise"]
    return edit(
        request,
        rules.may_revise(viewer, row.state),
        form,
        actions.revise,
        title=_("Correct the process"),
        back=address(row),
        then=address,
        shape=forms.words,
        process=row,
    )


@form_view
def stages(request: HttpRequest, slug: str) -> HttpResponse:
    """All stages on one page; a mistake in their order is said above, nothing typed is lost."""
    viewer = viewer_of(request)
    row = rows.process(viewer, slug)
    if not (verdict := rules.may_set_stages(viewer, row.state)):
        return refusal(request, verdict.reason)
    found = list(row.stages.all())
    typed = forms.stage_forms(viewer, found, request.POST if request.method == "POST" else None)
    wrong = ""
    if request.method == "POST" and all(one.all_valid() for one in typed):
        outcome = perform(
            request, actions.set_stages, process=row, stages=[one.shaped() for one in typed]
        )
        if outcome.ok:
            messages.success(request, _("The stages are kept."))
            return redirect("processes:ready", slug=row.slug)
        wrong = str(outcome.reason)
    there = registry.methods()
    context = {
        "process": row,
        "wrong": wrong,
        "parts": [
            (stage, form, there.get(stage.method, (None, ""))[0])
            for stage, form in zip(found, typed, strict=True)
        ],
    }
    return page(
        request, "processes/stages.html", context, status=422 if request.method == "POST" else 200
    )


@form_view
def ready(request: HttpRequest, slug: str) -> HttpResponse:
    """The checklist before opening."""
    viewer = viewer_of(request)
    row = rows.process(viewer, slug)
    return edit(
        request,
        rules.may_set_stages(viewer, row.state),
        forms.ReadyForm(initial=row.ready, **sent(request)),
        actions.tick,
        title=_("Before it opens"),
        back=address(row),
        then=address(row),
        said=_("The checklist is kept."),
        shape=lambda typed: {"ready": typed},
        template="processes/ready.html",
        more={"process": row},
        process=row,
    )


@require_POST
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    row = rows.process(viewer_of(request), slug)
    said = _("The process is published.")
    return act(request, actions.publish, process=row, then=address(row), said=said)


def _stage(request: HttpRequest, slug: str, position: int) -> tuple[Process, Stage]:
    viewer = viewer_of(request)
    row = rows.process(viewer, slug)
    return row, rows.stage(viewer, row, position)


@form_view
def extend(request: HttpRequest, slug: str, position: int) -> HttpResponse:
    row, stage = _stage(request, slug, position)
    return edit(
        request,
        rules.may_move(viewer_of(request), row.state),
        forms.ExtendForm(**sent(request)),
        actions.extend,
        title=_("Extend: %(stage)s") % {"stage": stage.title},
        back=address(row),
        then=address(row),
        said=_("The stage is extended. Those who follow the process are told."),
        shape=lambda typed: {
            "closes_at": forms.after(typed["last"]),
            "reason": typed["reason"],
        },
        stage=stage,
    )


@form_view
def close_stage(request: HttpRequest, slug: str, position: int) -> HttpResponse:
    row, stage = _stage(request, slug, position)
    return edit(
        request,
        rules.may_close_early(viewer_of(request), row.state, stage.span, clock.now()),
        forms.CloseForm(**sent(request)),
        actions.close_stage,
        title=_("Close early: %(stage)s") % {"stage": stage.title},
        back=address(row),
        then=address(row),
        said=_("The stage is closed. Those who follow the process are told."),
        stage=stage,
    )


@form_view
def screen(request: HttpRequest, slug: str, position: int) -> HttpResponse:
    row, stage = _stage(request, slug, position)
    return edit(
        request,
        rules.may_screen(viewer_of(request), row.state),
        forms.ScreenForm(initial={"screening": rows.screening_of(stage)}, **sent(request)),
        actions.screen,
        title=_("What moderators read first: %(stage)s") % {"stage": stage.title},
        back=address(row),
        then=address(row),
        said=_("From now on it is so. What is public already stays public."),
        stage=stage,
    )


@form_view
def conclude(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.process(viewer, slug)
    now: dict[str, Any] = {"kept": row.promise}
    return edit(
        request,
        rules.may_conclude(viewer, rows.facts(viewer, row), clock.now()),
        forms.ConcludeForm(initial=now, **sent(request)),
        actions.conclude,
        title=_("Conclude the process"),
        back=address(row),
        then=address(row),
        said=_("The process is concluded."),
        process=row,
    )
