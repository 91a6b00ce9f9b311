"""Reading: the list of processes, and one process with its stages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from zaedno.core import clock, registry
from zaedno.core.filters import Filter, choices, read
from zaedno.core.http import page, viewer_of
from zaedno.core.things import Panel
from zaedno.core.viewer import Viewer
from zaedno.platform.cities.choices import Scope
from zaedno.platform.cities.queries import themes
from zaedno.platform.processes import rules, words
from zaedno.platform.processes.models import Process, Stage
from zaedno.platform.processes.queries import rows


@dataclass(frozen=True)
class Shown:
    """A stage as the page draws it."""

    stage: Stage
    tone: str
    word: str
    panel: Panel | None
    who: list[str]
    may: dict[str, Any]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    by = [
        Filter("theme", _("Theme"), choices((t.code, t.name) for t in themes(viewer))),
        Filter("scope", _("What it is for"), choices(Scope.choices)),
    ]
    asked = read(request, *by)
    narrow = {"theme__code": asked["theme"], "scope": asked["scope"]}
    found = rows.processes(viewer).filter(**{k: v for k, v in narrow.items() if v})
    context = {
        "groups": _groups(viewer, list(found), clock.now()),
        "filters": by,
        "chosen": any(asked.values()),
        "may": {"plan": rules.may_plan(viewer)},
    }
    return page(request, "processes/index.html", context)


def _groups(viewer: Viewer, found: list[Process], now: datetime) -> list[dict[str, Any]]:
    """Open, to come, between stages or answered, and drafts; each with the stage that counts."""
    names = {
        "open": _("Open now"),
        "coming": _("To come"),
        "over": _("Concluded or waiting for answers"),
        "draft": _("Drafts"),
    }
    sorted_in: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
    for row in found:
        stage, following = rows.on_now(viewer, row, now), rows.next_of(viewer, row, now)
        group = "open" if stage else "coming" if following else "over"
        group = "draft" if row.state == Process.State.DRAFT else group
        sorted_in[group].append({"row": row, "stage": stage, "next": following})
    return [{"title": names[name], "rows": rows_} for name, rows_ in sorted_in.items() if rows_]


@require_safe
def process(request: HttpRequest, slug: str) -> HttpResponse:
    viewer, now = viewer_of(request), clock.now()
    row = rows.process(viewer, slug)
    facts = rows.facts(viewer, row)
    ref = ("processes.process", row.pk)
    thing = registry.thing(viewer, *ref)
    context = {
        "process": row,
        "promise": rules.PROMISES[row.promise],
        "thing": thing,
        "asides": registry.asides(viewer, thing) if thing and row.published_at else [],
        "stages": [_shown(viewer, row, stage, now) for stage in row.stages.all()],
        "on": rows.on_now(viewer, row, now),
        "steps": registry.stories(viewer, [ref]),
        "changes": [change for stage in row.stages.all() for change in stage.changes.all()],
        "may": {
            "revise": rules.may_revise(viewer, row.state),
            "set_stages": rules.may_set_stages(viewer, row.state),
            "publish": rules.may_publish(viewer, facts, now),
            "conclude": rules.may_conclude(viewer, facts, now),
        },
    }
    return page(request, "processes/process.html", context)


def _shown(viewer: Viewer, row: Process, stage: Stage, now: datetime) -> Shown:
    on = stage.is_on(now) and row.state == Process.State.PUBLIC
    over = row.state == Process.State.CONCLUDED or stage.is_over(now)
    method, _package = registry.methods().get(stage.method, (None, ""))
    return Shown(
        stage=stage,
        tone="now" if on else "done" if over else "next",
        word=_word(on, over),
        who=words.who_may(method, stage.who, rows.only_by_verb(viewer, stage)),
        panel=registry.panel(viewer, stage.method, row, stage),
        may={
            "extend": stage.closes_at and not over and rules.may_move(viewer, row.state),
            "close": rules.may_close_early(viewer, row.state, stage.span, now),
            "screen": bool(stage.who) and not over and rules.may_screen(viewer, row.state),
        },
    )


def _word(on: bool, over: bool) -> str:
    """Where a stage stands, agreeing with the noun."""
    if on:
        return pgettext("stage", "open now")
    return pgettext("stage", "closed") if over else pgettext("stage", "to come")
