"""The result of an event: its versions, corrections, the evaluation, the overview article."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from zaedno.core import clock, registry
from zaedno.core.editing import edit, sent
from zaedno.core.http import page, viewer_of
from zaedno.features.workshops.actions.results import correct
from zaedno.features.workshops.forms.people import AnswerForm, CorrectionForm
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import afterwards, balance, events, outcome, snapshot
from zaedno.features.workshops.queries import results as rows
from zaedno.features.workshops.queries.evaluation_results import outcome as outcome_of
from zaedno.features.workshops.rules import afterwards as after_rules
from zaedno.features.workshops.rules import balance as balance_rules
from zaedno.features.workshops.rules import results as rules


def url_of(event: Workshop) -> str:
    return reverse("workshops:results", args=[event.slug])


@require_safe
def results(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    event = events.one(viewer, slug)
    facts = rows.facts_for(viewer, event)
    counts = balance.counts(viewer, event)
    now = clock.now()
    context = {
        "event": event,
        "status": events.status_word(viewer, event),
        "tone": events.TONES.get(event.state, ""),
        "versions": list(rows.versions(viewer, event)),
        "ranking": snapshot.ranking(viewer, event),
        "voting": snapshot.closed_voting(viewer, event),
        "counts": counts,
        "missing": [balance_rules.none_of(count) for count in balance_rules.missing(counts)],
        "corrections": [(c, AnswerForm(prefix=c.receipt)) for c in rows.corrections(viewer, event)],
        "corrected": rows.correction_counts(viewer, event),
        "outcome": outcome_of(viewer, event),
        "window_open": bool(event.corrections_until and now < event.corrections_until),
        "may": {
            "freeze": rules.may_freeze(viewer, facts),
            "open": rules.may_open_corrections(viewer, facts),
            "correct": rules.may_correct(viewer, facts, now=now),
            "validate": rules.may_validate(viewer, facts, now=now),
            "publish": rules.may_publish(viewer, facts),
            "thank": after_rules.may_thank(
                viewer, event_state=event.state, thanked=event.thanked_at is not None
            ),
        },
    }
    return page(request, "workshops/results.html", context)


@require_safe
def harvest(request: HttpRequest, slug: str) -> HttpResponse:
    """From groups to what grows of them: each button opens a form that is filled in already."""
    viewer = viewer_of(request)
    event = events.one(viewer, slug)
    rows = outcome.grown(viewer, event)
    count = sum(len(row.things) for row in rows)
    context = {
        "event": event,
        "rows": rows,
        "without": sum(not row.things for row in rows),
        "makes": bool(registry.growths(viewer, outcome.CLUSTER)),
        "may_tell": after_rules.may_tell_outcome(
            viewer,
            event_state=event.state,
            told=event.outcome_told_at is not None,
            grown=count,
        ),
    }
    return page(request, "workshops/harvest.html", context)


@require_safe
def frozen(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The exact bytes of a snapshot: whoever hashes them gets the number on the page."""
    viewer = viewer_of(request)
    kept = rows.snapshot(viewer, events.one(viewer, slug), number)
    headers = {"Content-Disposition": f'attachment; filename="{slug}-{number}.json"'}
    return HttpResponse(kept.content.encode(), content_type="application/json", headers=headers)


@require_http_methods(["GET", "POST"])
def file_correction(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    event = events.one(viewer, slug)
    return edit(
        request,
        rules.may_correct(viewer, rows.facts_for(viewer, event), now=clock.now()),
        CorrectionForm(
            **sent(request), viewer=viewer, initial={"about": request.GET.get("about", "")}
        ),
        correct,
        title=_("What is wrong in the draft?"),
        back=url_of(event),
        then=f"{url_of(event)}#corrections",
        said=_("Received. Your correction is answered before the result is validated."),
        more={"label": _("Send the correction")},
        event=event,
    )


@require_safe
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    event = events.one(viewer, slug)
    found = afterwards.one_overview(viewer, event)
    body, lang = found.body.best()
    today = clock.today()
    context = {
        "event": event,
        "overview": found,
        "blocks": after_rules.blocks(body),
        "body_lang": lang,
        "minutes": after_rules.reading_minutes(body),
        "late": after_rules.is_late(found.due_on, bool(found.published_at), today),
        "may_write": after_rules.as_writer(viewer),
    }
    return page(request, "workshops/overview.html", context)
