"""The minutes as people read them: the page, each passage's wordings, the files."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zaedno.core import clock
from zaedno.core.http import page, refusal, viewer_of
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.exports import minutes as exports
from zaedno.features.workshops.forms.minutes import DecisionForm
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.minutes import MinutesEdit, MinutesVersion
from zaedno.features.workshops.queries import events
from zaedno.features.workshops.queries import minutes as queries
from zaedno.features.workshops.queries import minutes_versions as version_rows
from zaedno.features.workshops.queries import results as result_rows
from zaedno.features.workshops.rules import minutes as rules
from zaedno.features.workshops.rules import results as result_rules


@require_safe
def minutes(request: HttpRequest, slug: str) -> HttpResponse:
    """Who works on them sees the draft, everybody else the last version that was given out."""
    viewer = viewer_of(request)
    event = events.one(viewer, slug)
    verdict = queries.verdict(viewer, event)
    if not verdict and verdict.kind != "role":
        return page(request, "workshops/minutes/not_yet.html", {"event": event, "verdict": verdict})
    versions = queries.versions(viewer, event)
    chosen = _chosen(request, viewer, event, versions)
    may_edit = rules.may_edit(viewer, state=event.state)
    context: dict[str, Any] = {
        "event": event,
        "versions": versions,
        "version": chosen,
        "sections": queries.frozen(viewer, chosen) if chosen else [],
        "chapters": [] if chosen else queries.chapters(viewer, event),
        "newer": []
        if event.state == "results_draft"
        else version_rows.newer(viewer, event, versions),
        "changed": version_rows.since_before(viewer, chosen, versions),
        "decisions": queries.results.resolutions(viewer, event),
        "decision_form": DecisionForm(),
        "may": {
            "edit": may_edit,
            "issue": rules.may_issue(viewer, state=event.state),
            "resolve": rules.may_resolve(viewer, state=event.state),
            "correct": result_rules.may_correct(
                viewer, result_rows.facts_for(viewer, event), now=clock.now()
            ),
        },
    }
    return page(request, "workshops/minutes/minutes.html", context)


def _chosen(
    request: HttpRequest, viewer: Viewer, event: Workshop, versions: list[MinutesVersion]
) -> MinutesVersion | None:
    """The version that was asked for; else the draft for those who work on it, else the last."""
    asked = request.GET.get("version", "")
    if asked.isdecimal():
        return queries.version(viewer, event, int(asked[:9]))
    works = bool(rules.as_counter(viewer)) or viewer.has("editor")
    waits = event.state == "results_draft"
    return None if works or waits or not versions else versions[0]


@require_safe
def passage(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Every wording of a passage: who wrote it, when, and which words changed."""
    viewer = viewer_of(request)
    event = events.one(viewer, slug)
    if not (verdict := queries.verdict(viewer, event)):
        return refusal(request, verdict.reason)
    part = queries.part(viewer, event, key)
    figures = part.passage.figures
    told, before = [], rules.plain(part.passage.text, figures)
    for edit in queries.edits(viewer, event, key):
        after = _said(edit, part.passage)
        told.append((edit, rules.changes(before, after)))
        before = after
    context = {"event": event, "part": part, "edits": list(reversed(told))}
    return page(request, "workshops/minutes/passage.html", context)


def _said(edit: MinutesEdit, told: rules.Passage) -> str:
    """A wording with today's figures; a figure that is gone leaves a dash."""
    text = edit.text or told.text
    gone = {key: rules.Figure(key, "–") for key in rules.REFERENCE.findall(text)}
    return rules.plain(text, {**gone, **told.figures})


@require_safe
def minutes_file(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    viewer = viewer_of(request)
    event = events.one(viewer, slug)
    if form not in exports.MEDIA:
        raise Http404
    if not (verdict := queries.verdict(viewer, event)):
        return refusal(request, verdict.reason)
    chosen = _chosen(request, viewer, event, queries.versions(viewer, event))
    body = exports.file_bytes(viewer, event, chosen, form)
    number = f"v{chosen.number}" if chosen else "draft"
    name = f"{slug}-minutes-{number}-{viewer.lang}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=exports.MEDIA[form], headers=headers)
