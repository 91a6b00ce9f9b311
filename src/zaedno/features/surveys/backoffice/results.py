"""The results of a survey: readers see what is published, staff also what could be."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zaedno.core import clock
from zaedno.core.filters import Filter, choices
from zaedno.core.filters import read as read_filters
from zaedno.core.http import act, page, refusal, viewer_of
from zaedno.core.viewer import Viewer
from zaedno.features.surveys import rules
from zaedno.features.surveys.actions.results import publish_result
from zaedno.features.surveys.queries import rows
from zaedno.platform.forms import results
from zaedno.platform.forms.logic import Outline
from zaedno.platform.forms.models import Question
from zaedno.platform.forms.queries import rows as forms
from zaedno.platform.forms.queries import tallies
from zaedno.platform.places import queries as places
from zaedno.platform.places.setup import with_map


@require_safe
def shown(request: HttpRequest, slug: str) -> HttpResponse:
    """What was published, question by question, with the groups that were published."""
    viewer = viewer_of(request)
    row = rows.survey(viewer, slug)
    outline = rows.outline(viewer, row)
    asked = {one.pk: one for one in outline.questions()}
    names = _names(viewer, outline)
    found: list[tuple[results.Shown, Question | None, results.Cross | None]] = []
    for result in rows.published(viewer, row):
        question, code = asked[result.question_id], outline.codes[result.question_id]
        if result.by_id is None:
            found.append((results.present(question, code, result.data, names), None, None))
        else:
            group = asked[result.by_id]
            cross = results.present_cross(question, group, result.data)
            found.append((results.Shown(question, code, ""), group, cross))
    context = {"survey": row, "found": found, "may_see": rules.may_see_replies(viewer)}
    return page(request, "surveys/results.html", context)


@require_safe
def desk(request: HttpRequest, slug: str) -> HttpResponse:
    """All questions as they stand now, for staff; a choice in the address adds groups."""
    viewer = viewer_of(request)
    row = rows.survey(viewer, slug)
    if not (verdict := rules.may_see_replies(viewer)):
        return refusal(request, verdict.reason)
    outline = rows.outline(viewer, row)
    counted = [q for q in outline.questions() if results.groups(q)][: tallies.MOST_GROUPS]
    named = choices((outline.codes[q.pk], f"{outline.codes[q.pk]} {q.text}") for q in counted)
    chosen = Filter("by", _("By the groups of"), named)
    read_filters(request, chosen)
    asked = list(outline.questions())
    pairs = [
        (one, group)
        for one, group in results.pairs(asked, tallies.MOST_GROUPS)
        if outline.codes[group.pk] == chosen.value
    ]
    told = tallies.counted(viewer, row.form, asked, pairs)  # type: ignore[arg-type]
    names = _names(viewer, outline)
    context = {
        "survey": row,
        "filters": [chosen],
        "shown": [
            results.present(q, outline.codes[q.pk], told.data[q.pk], names)
            for q in asked
            if q.pk in told.data
        ],
        "on_map": any(q.places for q in asked),
        "told": told,
        "crosses": _crosses(outline, pairs, told),
        "by": chosen.value,
        "done": {r.question_id for r in rows.published(viewer, row) if r.by_id is None},
        "channels": forms.by_channel(viewer, row.form),  # type: ignore[arg-type]
        "may_publish": rules.may_publish_result(viewer, rows.facts(viewer, row, clock.now())),
    }
    return with_map(viewer, page(request, "surveys/desk.html", context))


def _names(viewer: Viewer, outline: Outline) -> dict[str, str]:
    """Of districts, where something is counted by them."""
    if any(q.places for q in outline.questions()):
        return places.district_names(viewer)
    return {}


def _crosses(outline: Outline, pairs: list[Any], told: tallies.Counted) -> list[Any]:
    """Each question by the groups of the chosen one; too few people give no table."""
    made = []
    for question, group in pairs:
        if (counts := told.tables.get((question.pk, group.pk))) is not None:
            table = results.safe(question, group, counts)
            drawn = results.present_cross(question, group, results.kept(table)) if table else None
            made.append((question, outline.codes[question.pk], drawn))
    return made


def _question(outline: Outline, code: str) -> Question | None:
    return next((q for q in outline.questions() if outline.codes[q.pk] == code), None)


@require_POST
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.survey(viewer, slug)
    verdict = rules.may_publish_result(viewer, rows.facts(viewer, row, clock.now()))
    if verdict.kind == "role":
        return refusal(request, verdict.reason)
    outline = rows.outline(viewer, row)
    question = _question(outline, request.POST.get("question", ""))
    by = _question(outline, request.POST.get("by", ""))
    back = reverse("surveys:desk", args=[slug])
    if question is None:
        raise Http404
    said = _("The result is public.")
    return act(request, publish_result, then=back, said=said, survey=row, question=question, by=by)
