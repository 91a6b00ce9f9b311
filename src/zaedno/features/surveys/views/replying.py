"""One page of questions for each request, back and forward; without JavaScript nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from zaedno.core import clock
from zaedno.core.editing import said_of
from zaedno.core.http import behind_link, page, perform, read_back, refusal, viewer_of
from zaedno.core.viewer import Viewer
from zaedno.features.surveys import rules
from zaedno.features.surveys.actions import replies
from zaedno.features.surveys.models import Survey
from zaedno.features.surveys.queries import rows
from zaedno.features.surveys.views import holding
from zaedno.platform.cities.addresses import absolute
from zaedno.platform.forms.forms import PageForm
from zaedno.platform.forms.logic import Outline, Sheet, missing, shown
from zaedno.platform.forms.models import Reply
from zaedno.platform.forms.queries import rows as forms
from zaedno.platform.links.private import token_of
from zaedno.platform.places.setup import with_map

form_view = require_http_methods(["GET", "HEAD", "POST"])
BACK, LATER = "back", "later"


@dataclass(frozen=True)
class Place:
    """Where somebody stands in a survey: the pages shown to them, and which one this is."""

    survey: Survey
    outline: Outline
    answers: Mapping[str, Any]
    sheets: list[Sheet]
    at: int

    @property
    def sheet(self) -> Sheet:
        return self.sheets[self.at]

    def address(self, at: int) -> str:
        number = self.outline.sheets.index(self._whole(at)) + 1
        return reverse("surveys:fill", args=[self.survey.slug, number])

    def _whole(self, at: int) -> Sheet:
        """The page as the form has it, with the questions that are not shown now."""
        pk = self.sheets[at].page.pk
        return next(one for one in self.outline.sheets if one.page.pk == pk)


def _place(
    survey: Survey, outline: Outline, answers: Mapping[str, Any], number: int
) -> Place | None:
    """The page of this number, or the nearest shown one before it; None where there is none."""
    sheets = shown(outline, answers)
    order = [one.page.pk for one in outline.sheets]
    before = [at for at, one in enumerate(sheets) if order.index(one.page.pk) < number]
    if not sheets:
        return None
    return Place(survey, outline, answers, sheets, before[-1] if before else 0)


@never_cache
@form_view
def fill(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    row = rows.survey(viewer_of(request), slug)
    viewer = holding.holder(request, row)
    verdict = rules.may_reply(viewer, rows.facts(viewer, row, clock.now()), clock.now())
    if verdict.kind == "role" and (not verdict.needs or request.method == "POST"):
        return refusal(request, verdict.reason, verdict.needs)
    if not verdict and not verdict.needs:
        messages.error(request, str(verdict.reason))
        return redirect(row)
    outline, reply = rows.outline(viewer, row), forms.mine(viewer, row.form)  # type: ignore[arg-type]
    if reply is not None and reply.state != Reply.State.DRAFT and request.method != "POST":
        return redirect("surveys:received", slug, reply.receipt)
    place = _place(row, outline, reply.answers if reply else {}, number)
    if place is None:
        raise Http404
    if request.method == "POST":
        return _sent(request, place)
    if place.address(place.at) != request.path:
        return redirect(place.address(place.at))
    form = PageForm(questions=place.sheet.questions, answers=place.answers)
    return _drawn(request, place, form, asked_later=verdict.reason)


def _drawn(request: HttpRequest, place: Place, form: PageForm, **more: Any) -> HttpResponse:
    context = {
        **more,
        "survey": place.survey,
        "form": form,
        "sheet": place.sheet,
        "number": place.at + 1,
        "of": len(place.sheets),
        "last": place.at + 1 == len(place.sheets),
        "test": place.survey.state == Survey.State.DRAFT,
    }
    status = 422 if form.is_bound else 200
    return with_map(viewer_of(request), page(request, "surveys/fill.html", context, status=status))


def _sent(request: HttpRequest, place: Place) -> HttpResponse:
    """Keep what is on the page, then go where the button says; forward only when it is whole."""
    way = request.POST.get("go", "")
    lenient = way in (BACK, LATER)
    form = PageForm(
        request.POST,
        request.FILES,
        questions=place.sheet.questions,
        answers=place.answers,
        lenient=lenient,
    )
    whole = form.is_valid()
    if whole and not lenient and "again" in request.POST:
        return _drawn(request, place, form)
    if whole and not lenient and (aloud := read_back(request, place.survey.title, said_of(form))):
        return aloud
    kept = form.valid_answers()
    outcome = perform(request, replies.keep, survey=place.survey, answers=kept)
    if not outcome.ok:
        form.add_error(None, str(outcome.reason))
    if not outcome.ok or (form.errors and not lenient):
        return _drawn(request, place, form)
    if way == LATER:
        return redirect("surveys:later", place.survey.slug)
    if way == BACK:
        return redirect(place.address(max(place.at - 1, 0)))
    reply = forms.mine(viewer_of(request), place.survey.form)  # type: ignore[arg-type]
    return _forward(request, place, reply.answers if reply else {})


def _forward(request: HttpRequest, place: Place, answers: dict[str, Any]) -> HttpResponse:
    """The next page; this one again when an answer on it opened a question on it; or send."""
    sheets = shown(place.outline, answers)
    now = Place(place.survey, place.outline, answers, sheets, place.at)
    before = {one.pk for one in place.sheet.questions if one.asks}
    opened = [one for one in sheets[place.at].questions if one.asks and one.pk not in before]
    if opened:
        messages.info(request, _("One more question opens by what you answered."))
        return redirect(now.address(place.at))
    if place.at + 1 < len(sheets):
        return redirect(now.address(place.at + 1))
    left = missing(place.outline, answers)
    if left:
        messages.error(request, _("An answer is still needed on this page."))
        return redirect(now.address(left[0][0] - 1))
    outcome = perform(request, replies.reply, survey=place.survey)
    if not outcome.ok:
        messages.error(request, str(outcome.reason))
        return redirect(now.address(place.at))
    response = redirect("surveys:received", place.survey.slug, outcome.result)
    response.delete_cookie(holding.name_of(place.survey))
    return response


@require_safe
@never_cache
def received(request: HttpRequest, slug: str, receipt: str) -> HttpResponse:
    """The receipt: what was received and on which day, and nothing of what was answered."""
    viewer = viewer_of(request)
    row = rows.survey(viewer, slug)
    reply = forms.by_receipt(viewer, row.form, receipt)  # type: ignore[arg-type]
    if reply is None:
        raise Http404
    return page(request, "surveys/received.html", {"survey": row, "reply": reply})


@require_safe
@never_cache
def later(request: HttpRequest, slug: str) -> HttpResponse:
    """How to come back: by signing in, or without an account by a private link."""
    row = rows.survey(viewer_of(request), slug)
    viewer = holding.holder(request, row)
    reply = forms.mine(viewer, row.form)  # type: ignore[arg-type]
    if reply is None:
        return redirect(row)
    address = absolute(viewer.city, _private(viewer, row, reply))
    context = {"survey": row, "address": address}
    return behind_link(page(request, "surveys/later.html", context))


def _private(viewer: Viewer, survey: Survey, reply: Reply) -> str:
    token = token_of(viewer.city, forms.REPLY, str(reply.pk))
    return reverse("surveys:resume", args=[survey.slug, reply.pk, token])


@require_safe
@never_cache
def resume(request: HttpRequest, slug: str, ident: Any, token: str) -> HttpResponse:
    """The private link: from now on this browser goes on with that draft."""
    viewer = viewer_of(request)
    row = rows.survey(viewer, slug)
    reply = forms.mine(viewer.holding(forms.REPLY, str(ident)), row.form)  # type: ignore[arg-type]
    right = token_of(viewer.city, forms.REPLY, str(ident))
    if not constant_time_compare(token, right) or reply is None or reply.pk != ident:
        return page(request, "surveys/no_draft.html", {"survey": row}, status=404)
    return holding.remember(behind_link(redirect(row)), row, reply)
