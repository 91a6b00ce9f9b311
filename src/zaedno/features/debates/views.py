"""Reading a debate as a list and as a picture, arguing, weighing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zaedno.core import clock, registry
from zaedno.core.editing import edit, sent
from zaedno.core.http import act, page, viewer_of
from zaedno.core.viewer import Viewer
from zaedno.features.debates import exports, forms, picture, rules
from zaedno.features.debates.actions import arguing, moderation
from zaedno.features.debates.models import Argument, Debate, Line, Side
from zaedno.features.debates.queries import alike, rows, things
from zaedno.features.debates.queries import map as maps
from zaedno.platform.moderation.forms import AppealForm
from zaedno.platform.moderation.rules import may_appeal
from zaedno.platform.processes.queries import rows as processes

form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def listed(request: HttpRequest, slug: str) -> HttpResponse:
    """The debates of a process."""
    viewer = viewer_of(request)
    process = processes.process(viewer, slug)
    found = [(row, *things.status_of(viewer, row)) for row in rows.of_process(viewer, process)]
    context = {"process": process, "lines": found, "may": {"pose": rules.may_pose(viewer)}}
    return page(request, "debates/list.html", context)


@require_safe
def debate(request: HttpRequest, receipt: str) -> HttpResponse:
    viewer, now = viewer_of(request), clock.now()
    row = rows.debate(viewer, receipt)
    drawn = maps.draw(viewer, row, now)
    ref = (things.KIND, row.pk)
    lines = rows.lines(viewer, row) if row.summed_at else []
    _status, word, tone = things.status_of(viewer, row)
    context = {
        "debate": row,
        "map": drawn,
        "word": word,
        "tone": tone,
        "scale": scale_of(row),
        "summing": by_kind(lines),
        "grows": growths(viewer),
        "thing": registry.thing(viewer, *ref),
        "steps": registry.stories(viewer, [ref]),
        "may": {
            "argue": rules.may_argue(viewer, rows.stage(viewer, row, now), now),
            "reword": rules.may_reword(viewer, drawn.count),
            "sum_up": rules.may_sum_up(viewer, row.summed_at is not None),
        },
    }
    return page(request, "debates/debate.html", context)


def growths(viewer: Viewer) -> list[tuple[Any, str]]:
    """What this viewer may make of any argument: the words and the beginning of the address."""
    return [
        (growth.title, f"{reverse(growth.start_url)}?from={maps.ARGUMENT}:")
        for _verb, growth in registry.growths(viewer, maps.ARGUMENT)
    ]


def scale_of(row: Debate) -> list[tuple[int, Any]]:
    """The answers of the weighing, each with its words."""
    if row.scale == Debate.Scale.AGREE:
        return [(1, pgettext("weigh", "It counts")), (0, pgettext("weigh", "Not to the point"))]
    return [(value, str(value)) for value in rules.SCALES[Debate.Scale.WEIGHT]]


def by_kind(lines: list[Line]) -> list[tuple[Any, list[Line]]]:
    """The summing-up in its parts, those that nobody filled left out."""
    parts = [(kind.label, [one for one in lines if one.kind == kind]) for kind in Line.Kind]
    return [(label, found) for label, found in parts if found]


@require_safe
def argument(request: HttpRequest, receipt: str) -> HttpResponse:
    """The lasting address of an argument leads to its place in the map."""
    row = rows.argument(viewer_of(request), receipt)
    at = row.merged_into or row
    return redirect(f"{row.debate.get_absolute_url()}#a-{at.receipt}")


@require_safe
def drawing(request: HttpRequest, receipt: str) -> HttpResponse:
    """The map as a picture, with the same as a table beside it."""
    viewer = viewer_of(request)
    row = rows.debate(viewer, receipt)
    drawn = maps.draw(viewer, row, clock.now())
    context = {"debate": row, "map": drawn, "svg": picture.svg(viewer, row, drawn)}
    return page(request, "debates/picture.html", context)


@form_view
def argue(request: HttpRequest, receipt: str, under: str = "") -> HttpResponse:
    """What is near is shown once before it is sent."""
    viewer, now = viewer_of(request), clock.now()
    row = rows.debate(viewer, receipt)
    parent = rows.argument(viewer, under) if under else None
    if parent is not None and parent.debate_id != row.pk:
        parent = None
    asked = rows.stage(viewer, row, now)
    facts = rows.facts(viewer, parent, now, asked=asked) if parent else None
    names = [(str(side), _side(viewer, row, parent, side)) for side in Side]
    now_typed = {"side": request.GET.get("side")}
    form = forms.ArgumentForm(names=names, initial=now_typed, **sent(request))
    verdict = rules.may_argue(viewer, asked, now, facts)
    near = _near(request, row, parent, form) if verdict or verdict.needs else []
    back = parent.get_absolute_url() if parent else row.get_absolute_url()
    title = _("Argue")
    more = {"debate": row, "under": parent, "near": near, "title": title, "back": back}
    if near:
        return page(request, "debates/argue.html", {**more, "form": form})
    return edit(
        request,
        verdict,
        form,
        arguing.argue,
        title=title,
        back=back,
        then=lambda made: made.get_absolute_url(),
        said=_said,
        template="debates/argue.html",
        more=more,
        debate=row,
        parent=parent,
        lang=viewer.lang,
    )


def _side(viewer: Viewer, row: Debate, parent: Argument | None, side: str) -> Any:
    if parent is None:
        return maps.name(viewer, row, side)
    return _("It supports this argument") if side == Side.FOR else _("It speaks against it")


def _said(made: Argument) -> str:
    if made.state == Argument.State.WAITING:
        return _("A moderator reads your argument first. You get a letter when it is public.")
    return _("Your argument is public.")


def _near(
    request: HttpRequest, row: Debate, parent: Argument | None, form: forms.ArgumentForm
) -> list[tuple[Argument, str]]:
    if "looked" in request.POST or not (form.is_bound and form.is_valid()):
        return []
    data = form.cleaned_data
    return alike.alike(viewer_of(request), row, parent, data["side"], data["text"])


@require_POST
def weigh(request: HttpRequest, receipt: str) -> HttpResponse:
    row = rows.argument(viewer_of(request), receipt)
    form = forms.WeightForm(request.POST)
    then = row.get_absolute_url()
    if not form.is_valid():
        return redirect(then)
    said = _("Your voice is counted. You may change it until the debate closes.")
    value = form.cleaned_data["value"]
    return act(request, arguing.weigh, then=then, said=said, argument=row, value=value)


@require_POST
def withdraw(request: HttpRequest, receipt: str) -> HttpResponse:
    row = rows.argument(viewer_of(request), receipt)
    said = _("Your argument is withdrawn. Its place stays.")
    then = row.debate.get_absolute_url()
    return act(request, arguing.withdraw, then=then, said=said, argument=row)


@form_view
def appeal(request: HttpRequest, receipt: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.argument(viewer, receipt)
    own = rows.facts(viewer, row, clock.now()).own
    return edit(
        request,
        may_appeal(own, rows.hiding(viewer, row)),
        AppealForm(**sent(request)),
        moderation.appeal,
        title=_("Object to the hiding of your argument"),
        back=row.get_absolute_url(),
        then=row.get_absolute_url(),
        said=_("Your objection was received. Another person than who hid it decides."),
        argument=row,
    )


def _file(request: HttpRequest, receipt: str, make: Any, media: str, ending: str) -> Any:
    viewer = viewer_of(request)
    row = rows.debate(viewer, receipt)
    lines = make(viewer, row, clock.now())
    response = StreamingHttpResponse(lines, content_type=f"{media}; charset=utf-8")
    name = f"debate-{row.receipt}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def table(request: HttpRequest, receipt: str) -> StreamingHttpResponse:
    return _file(request, receipt, exports.table, "text/csv", "csv")


@require_safe
def document(request: HttpRequest, receipt: str) -> StreamingHttpResponse:
    return _file(request, receipt, exports.document, "application/json", "json")


@require_safe
def feed(request: HttpRequest, receipt: str) -> HttpResponse:
    viewer = viewer_of(request)
    content = exports.feed(viewer, rows.debate(viewer, receipt))
    return HttpResponse(content, content_type="application/atom+xml; charset=utf-8")
