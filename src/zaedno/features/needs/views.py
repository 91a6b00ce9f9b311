"""The register of needs and the portfolio of solutions, for everybody."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zaedno.core import registry
from zaedno.core.filters import Filter, choices, read
from zaedno.core.http import page, viewer_of
from zaedno.features.needs import matrix, rules
from zaedno.features.needs.models import Need, Solution, Tag
from zaedno.features.needs.queries import portfolio, register
from zaedno.platform.cities.choices import Scope
from zaedno.platform.cities.queries import themes

PER_PAGE = 50


def _theme_filter(request: HttpRequest) -> Filter:
    rows = themes(viewer_of(request))
    return Filter("theme", _("Theme"), choices((t.code, t.name) for t in rows))


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    by = [
        Filter("board", _("What it is"), choices(Need.Board.choices)),
        _theme_filter(request),
        Filter("scope", _("Field"), choices(Scope.choices)),
        Filter("state", _("State"), choices(Need.State.choices)),
        Filter("solved", _("Solution"), [("yes", _("has one")), ("no", _("none yet"))]),
        Filter("sort", _("Order"), [("weight", _("importance × feasibility"))]),
    ]
    found = Paginator(register.lines(viewer, **read(request, *by)), PER_PAGE)
    context = {
        "page_obj": found.get_page(request.GET.get("page")),
        "count": found.count,
        "filters": by,
        "may": {"register": rules.may_register(viewer)},
    }
    return page(request, "needs/index.html", context)


def found_need(request: HttpRequest, pk: int) -> Need:
    row = register.need(viewer_of(request), pk)
    if row is None:
        raise Http404
    return row


@require_safe
def need(request: HttpRequest, pk: int) -> HttpResponse:
    viewer, row = viewer_of(request), found_need(request, pk)
    ref = (register.NEED, row.pk)
    facts = rules.NeedFacts(row.state)
    context = {
        "need": row,
        "thing": registry.thing(viewer, *ref),
        "origins": register.origins(viewer, row),
        "evidence": register.evidence(viewer, row),
        "solutions": list(row.solutions.all()),
        "steps": registry.stories(viewer, [ref]),
        "may": {
            "correct": rules.may_correct(viewer, facts),
            "validate": rules.may_validate(viewer, facts),
            "prioritise": rules.may_prioritise(viewer, facts),
            "answer": rules.may_answer(viewer, facts),
            "close": rules.may_close(viewer, facts),
        },
    }
    return page(request, "needs/need.html", context)


@require_safe
def solutions(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    names = portfolio.technologies(viewer)
    by = [
        _theme_filter(request),
        Filter("horizon", _("Horizon"), choices(Solution.Horizon.choices)),
        Filter("readiness", _("Readiness"), choices(Solution.Level.choices)),
        Filter("goal", _("Goal"), choices(Tag.Goal.choices)),
        Filter("technology", _("Technology"), choices((name, name) for name in names)),
    ]
    rows = list(portfolio.listed(viewer, **read(request, *by)))
    context = {
        "rows": [
            (i, row, matrix.quadrant(row.benefit, row.effort)) for i, row in enumerate(rows, 1)
        ],
        "filters": by,
        "months": portfolio.months(viewer),
        "picture": _picture(rows),
        "may": {"propose": rules.may_register(viewer)},
    }
    return page(request, "needs/solutions.html", context)


def _picture(rows: list[Solution]) -> SafeString:
    points = [
        matrix.Point(i, str(row.title), row.benefit, row.effort, row.get_absolute_url())
        for i, row in enumerate(rows, 1)
    ]
    invented = any(row.illustrative for row in rows)
    # Drawn by us, every word in it escaped.
    return SafeString(matrix.draw(points, watermark=_("DEMONSTRATION DATA") if invented else ""))


def found_solution(request: HttpRequest, pk: int) -> Solution:
    row = portfolio.solution(viewer_of(request), pk)
    if row is None:
        raise Http404
    return row


@require_safe
def solution(request: HttpRequest, pk: int) -> HttpResponse:
    viewer, row = viewer_of(request), found_solution(request, pk)
    indicators = portfolio.indicators(viewer, [row.pk]).get(str(row.pk), [])
    context = {
        "solution": row,
        "thing": registry.thing(viewer, portfolio.SOLUTION, row.pk),
        "answered": portfolio.answered_things(viewer, row),
        "promised": portfolio.promised(viewer, row),
        "indicators": indicators,
        "performance": any(one.facts.get("chain") == "performance" for one in indicators),
        "levels": [(value, word, value <= row.readiness) for value, word in Solution.Level.choices],
        "months": portfolio.months(viewer)[row.horizon],
        "quadrant": matrix.quadrant(row.benefit, row.effort),
        "steps": registry.stories(viewer, [(portfolio.SOLUTION, row.pk)]),
        "may": {
            "revise": rules.may_register(viewer),
            "advance": rules.may_advance(viewer, row.readiness, 0),
        },
    }
    return page(request, "needs/solution.html", context)
