"""Questions and answers of a workshop: reading, asking, liking, moderating, answering."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zaedno.core.editing import edit, sent
from zaedno.core.http import act, page, viewer_of, way_back
from zaedno.features.workshops import boards as live
from zaedno.features.workshops.actions import questions as actions
from zaedno.features.workshops.exports import questions as exports
from zaedno.features.workshops.forms.questions import AnswerForm, AskForm, EnterForm
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import boards
from zaedno.features.workshops.queries import questions as queries
from zaedno.features.workshops.queries.who import kinds_of
from zaedno.features.workshops.rules import questions as rules
from zaedno.features.workshops.rules.boards import may_scribe
from zaedno.features.workshops.rules.notes import written_in
from zaedno.features.workshops.views.files import table


@require_GET
def questions(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    workshop = boards.workshop(viewer, slug)
    context = {
        "panel": queries.panel(viewer, workshop),
        "workshop": workshop,
        "live": live.permission(workshop),
    }
    return page(request, "workshops/questions.html", context)


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """A page with the form alone; a refusal comes back with the question still in it."""
    viewer = viewer_of(request)
    workshop = boards.workshop(viewer, slug)
    panel = queries.panel(viewer, workshop)
    then = way_back(request, _list(workshop))
    waits = _("Your question is in. A moderator reads it first.")
    return edit(
        request,
        panel.may["ask"],
        AskForm(**sent(request)),
        actions.ask_question,
        workshop=workshop,
        title=_("Ask a question"),
        back=then,
        then=then,
        said=waits if panel.moderated else _("Your question stands on the list."),
        shape=lambda typed: {**typed, "lang": written_in(typed["text"], viewer.lang)},
        more={"label": _("Ask")},
    )


@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, slug: str) -> HttpResponse:
    """The city's question, or a participant's from paper."""
    viewer = viewer_of(request)
    workshop = boards.workshop(viewer, slug)
    form = EnterForm(boards.kinds(viewer), **sent(request))
    return edit(
        request,
        may_scribe(viewer),
        form,
        actions.ask_for_city if form.of_city else actions.enter_question,
        workshop=workshop,
        title=_("Enter a question"),
        back=_list(workshop),
        then=_list(workshop),
        said=_("The question stands on the list."),
        shape=lambda typed: {"text": typed["text"], "kind_id": typed["kind_id"]},
        more={"label": _("Ask")},
    )


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.question(viewer, pk)
    addressed = queries.is_addressed(found, kinds_of(viewer))
    filled = {"answer": found.answer, "answered_by": found.answered_by}
    return edit(
        request,
        rules.may_answer(viewer, found.asked_by, found.state, addressed),
        AnswerForm(initial=filled, **sent(request)),
        actions.answer_question,
        question=found,
        title=_("Answer the question"),
        back=_list(found.workshop),
        then=_list(found.workshop),
        said=_("The answer stands in the archive."),
        more={"label": _("Save the answer"), "lead": str(found.text)},
    )


@require_POST
def like(request: HttpRequest, pk: int) -> HttpResponse:
    return _turn(request, pk, actions.like_question, _("Counted: this matters to you."))


@require_POST
def unlike(request: HttpRequest, pk: int) -> HttpResponse:
    return _turn(request, pk, actions.unlike_question, _("Taken back."))


@require_POST
def pin(request: HttpRequest, pk: int) -> HttpResponse:
    pinned = request.POST.get("pinned") != "no"
    said = _("The question stands on top.") if pinned else _("The question is among the others.")
    return _turn(request, pk, actions.pin_question, said, pinned=pinned)


@require_POST
def hide(request: HttpRequest, pk: int) -> HttpResponse:
    said = _("The question is hidden. You can show it again at any time.")
    return _turn(request, pk, actions.hide_question, said)


@require_POST
def show(request: HttpRequest, pk: int) -> HttpResponse:
    return _turn(request, pk, actions.show_question, _("The question is shown."))


def _turn(request: HttpRequest, pk: int, action: Any, said: str, **more: Any) -> HttpResponse:
    found = queries.question(viewer_of(request), pk)
    then = way_back(request, _list(found.workshop))
    return act(request, action, question=found, then=then, said=said, **more)


@require_POST
def take(request: HttpRequest, slug: str) -> HttpResponse:
    workshop = boards.workshop(viewer_of(request), slug)
    return act(
        request,
        actions.take_questions,
        workshop=workshop,
        moderated=bool(request.POST.get("moderated")),
        then=way_back(request, _list(workshop)),
        said=_("Participants may ask now."),
    )


@require_POST
def stop(request: HttpRequest, slug: str) -> HttpResponse:
    workshop = boards.workshop(viewer_of(request), slug)
    then = way_back(request, _list(workshop))
    said = _("No more questions are taken.")
    return act(request, actions.stop_questions, workshop=workshop, then=then, said=said)


@require_GET
def questions_csv(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    viewer = viewer_of(request)
    workshop = boards.workshop(viewer, slug)
    return table(viewer, workshop, "questions", exports.lines(viewer, workshop))


def _list(workshop: Workshop) -> str:
    return reverse("workshops:questions", args=[workshop.slug])
