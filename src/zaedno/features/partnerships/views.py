"""The catalogue of engagement models, and the forms of those who describe them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zaedno.core import registry
from zaedno.core.filters import Filter, choices, read
from zaedno.core.http import page, viewer_of
from zaedno.features.partnerships import queries, rules
from zaedno.features.partnerships.models import EngagementModel
from zaedno.platform.cities.choices import Influence
from zaedno.platform.cities.queries import themes
from zaedno.platform.people.queries.organisations import kinds


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    by = [
        Filter("theme", _("Theme"), choices((t.code, t.name) for t in themes(viewer))),
        Filter("kind", _("For whom"), choices((k.code, k.name) for k in kinds(viewer))),
        Filter("influence", _("Level of participation"), choices(Influence.choices)),
    ]
    if rules.may_describe(viewer):
        by.append(Filter("state", _("State"), choices(EngagementModel.State.choices)))
    context = {
        "models": list(queries.listed(viewer, **read(request, *by))),
        "filters": by,
        "may": {"describe": rules.may_describe(viewer)},
    }
    return page(request, "partnerships/index.html", context)


def found_model(request: HttpRequest, pk: int) -> EngagementModel:
    row = queries.model(viewer_of(request), pk)
    if row is None:
        raise Http404
    return row


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    viewer, row = viewer_of(request), found_model(request, pk)
    ref = (queries.MODEL, row.pk)
    context = {
        "model": row,
        "thing": registry.thing(viewer, *ref),
        "indicators": queries.indicators(viewer, [row.pk]).get(str(row.pk), []),
        "origins": queries.origins(viewer, row),
        "quotations": queries.quotations(viewer, row),
        "steps": registry.stories(viewer, [ref]),
        "may": {
            "describe": rules.may_describe(viewer),
            "publish": rules.may_publish(viewer, queries.facts(viewer, row)),
        },
    }
    return page(request, "partnerships/detail.html", context)
