"""Pages on which somebody fills in a form: one way of opening, sending and answering them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from zaedno.core import registry
from zaedno.core.http import page, perform, read_back, refusal, viewer_of
from zaedno.core.things import Thing
from zaedno.core.verdict import Sentence, Verdict

Made = Any


def edit(
    request: HttpRequest,
    verdict: Verdict,
    form: BaseForm,
    action: Callable[..., Made],
    *,
    title: Sentence,
    back: str,
    then: str | Callable[[Made], str],
    said: Sentence | Callable[[Made], Sentence] = "",
    shape: Callable[[dict[str, Any]], dict[str, Any]] | None = None,
    template: str = "core/form_page.html",
    more: Mapping[str, Any] | None = None,
    **inputs: Any,
) -> HttpResponse:
    """Show the form, or do the deed with what it holds.

    A closed door is said before the form is shown, unless anybody can get its key: then people
    write first and are asked for the key when they send. A refusal of the deed stands above the
    form, with what was typed still in it. `shape` turns the cleaned data into the deed's words.
    """
    if not verdict and not verdict.needs:
        return refusal(request, verdict.reason, kind=verdict.kind)
    again = "again" in request.POST  # at a counter it was not right when it was read back
    if form.is_bound and form.is_valid() and not again:
        if (aloud := read_back(request, title, said_of(form))) is not None:
            return aloud
        if not verdict:
            return refusal(request, verdict.reason, verdict.needs)
        typed = shape(form.cleaned_data) if shape else form.cleaned_data
        outcome = perform(request, action, **inputs, **typed)
        if outcome.ok:
            if told := said(outcome.result) if callable(said) else said:
                messages.success(request, str(told))
            return redirect(then(outcome.result) if callable(then) else then)
        form.add_error(None, str(outcome.reason))
    context = {"title": title, "form": form, "back": back, **(more or {})}
    context.update(asked_later=verdict.reason, needs=verdict.needs)
    return page(request, template, context, status=422 if form.is_bound and not again else 200)


def said_of(form: BaseForm) -> list[tuple[Any, str]]:
    """What was filled in, as it can be read aloud: each question with its answer in words."""
    told = []
    for bound in form.visible_fields():
        value = form.cleaned_data.get(bound.name)
        words = dict(getattr(bound.field, "choices", ()) or ())
        several = value if isinstance(value, list | tuple) else [value]
        said = [str(words.get(str(one), one)) for one in several if one not in (None, "", False)]
        told.append((bound.label, ", ".join(said)))
    return told


def sent(request: HttpRequest) -> dict[str, Any]:
    """What a form is bound to: nothing until it is sent."""
    if request.method != "POST":
        return {}
    return {"data": request.POST, "files": request.FILES}


def source_of(request: HttpRequest, *, needed: bool = True) -> Thing | None:
    """The thing a form was started from (`?from=workshops.cluster:17`), as this viewer sees it.

    What the viewer may not see is not there.
    """
    kind, _colon, ident = request.GET.get("from", "").partition(":")
    if not ident and not needed:
        return None
    thing = registry.thing(viewer_of(request), kind, ident) if ident else None
    if thing is None:
        raise Http404
    return thing


def grown_from(request: HttpRequest) -> Thing:
    """As `source_of`, where the form can't begin without one."""
    thing = source_of(request)
    if thing is None:
        raise Http404
    return thing
