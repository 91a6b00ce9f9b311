"""Writing newsletters: the desk, the letter with its parts, preview, test, planning."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from zaedno.core import clock
from zaedno.core.http import act, page, refusal, viewer_of
from zaedno.features.newsletters import letters, queries, rules
from zaedno.features.newsletters.actions import writing
from zaedno.features.newsletters.forms import LetterForm, PartForm, PlanForm, ThingForm
from zaedno.features.newsletters.models import Newsletter
from zaedno.platform.notifications import letter_pages


@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    if not (verdict := rules.may_write(viewer)):
        return refusal(request, verdict.reason)
    return page(request, "newsletters/desk.html", {"rows": queries.newsletters(viewer)[:100]})


def new(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    if not (verdict := rules.may_write(viewer)):
        return refusal(request, verdict.reason)
    form = LetterForm(request.POST or None, viewer=viewer)
    if request.method == "POST" and form.is_valid():
        return act(request, writing.draft, then=edit_url, **form.cleaned_data)
    status = 422 if form.errors else 200
    return page(request, "newsletters/new.html", {"form": form}, status=status)


def edit_url(row: Newsletter) -> str:
    return reverse("newsletters:edit", args=[row.pk])


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The words of the letter; below it its parts, a search for things, and what to do with it."""
    viewer = viewer_of(request)
    if not (verdict := rules.may_write(viewer)):
        return refusal(request, verdict.reason)
    row = queries.newsletter(viewer, pk)
    form = LetterForm(request.POST or None, viewer=viewer, initial=_typed(row))
    if request.method == "POST" and form.is_valid():
        then, said = edit_url(row), _("Saved.")
        return act(request, writing.write, then=then, said=said, pk=pk, **form.cleaned_data)
    return _edit(request, row, form)


def _typed(row: Newsletter) -> dict[str, Any]:
    audience = f"{row.audience}|{row.ident}" if row.ident else row.audience
    return {"title": row.title, "lead": row.lead, "audience": audience}


def _edit(
    request: HttpRequest, row: Newsletter, form: LetterForm, part: PartForm | None = None
) -> HttpResponse:
    viewer = viewer_of(request)
    facts, asked = queries.facts(viewer, row), request.GET.get("q", "")[:200]
    context = {
        "row": row,
        "form": form,
        "part_form": part or PartForm(),
        "plan_form": PlanForm(),
        "parts": letters.parts(viewer, row),
        "asked": asked,
        "found": queries.suggestions(viewer, asked),
        "readers": facts.audience,
        "may": {
            "change": rules.may_change(facts),
            "plan": rules.may_plan(facts, clock.now(), clock.now()),
            "call_back": rules.may_call_back(facts),
        },
    }
    wrong = form.errors or (part is not None and part.errors)
    return page(request, "newsletters/edit.html", context, status=422 if wrong else 200)


@require_POST
def add_words(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    if not (verdict := rules.may_write(viewer)):
        return refusal(request, verdict.reason)
    row = queries.newsletter(viewer, pk)
    part = PartForm(request.POST)
    if not part.is_valid():
        return _edit(request, row, LetterForm(viewer=viewer, initial=_typed(row)), part)
    text = part.cleaned_data["text"]
    return act(request, writing.add_part, then=edit_url(row), said=_("Added."), pk=pk, text=text)


@require_POST
def add_thing(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    if not (verdict := rules.may_write(viewer)):
        return refusal(request, verdict.reason)
    row = queries.newsletter(viewer, pk)
    form = ThingForm(request.POST)
    chosen = form.cleaned_data if form.is_valid() else {"kind": "none", "ident": "0", "text": {}}
    return act(request, writing.add_part, then=edit_url(row), said=_("Added."), pk=pk, **chosen)


@require_POST
def drop_part(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    return _act(request, pk, writing.drop_part, _("Taken out."), part=part)


@require_POST
def try_out(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(request, pk, writing.try_out, _("The test letter is on its way to your address."))


@require_POST
def call_back(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(request, pk, writing.call_back, _("Called back: it is a draft again."))


@require_POST
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    form = PlanForm(request.POST)
    if not form.is_valid():
        viewer = viewer_of(request)
        if not (verdict := rules.may_write(viewer)):
            return refusal(request, verdict.reason)
        row = queries.newsletter(viewer, pk)
        return _edit(request, row, LetterForm(viewer=viewer, initial=_typed(row)))
    said = _("Planned. Until it leaves you can call it back.")
    return _act(request, pk, writing.plan, said, send_at=form.cleaned_data["send_at"])


def _act(request: HttpRequest, pk: int, deed: Any, said: str, **inputs: Any) -> HttpResponse:
    if not (verdict := rules.may_write(viewer_of(request))):
        return refusal(request, verdict.reason)
    then = reverse("newsletters:edit", args=[pk])
    return act(request, deed, then=then, said=said, pk=pk, **inputs)


@require_GET
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter itself, alone on its page, in the language of the address."""
    viewer = viewer_of(request)
    if not (verdict := rules.may_write(viewer)):
        return refusal(request, verdict.reason)
    row = queries.newsletter(viewer, pk)
    return letter_pages.shown(letters.preview(viewer.city, row, viewer.lang))
