"""Defining, measuring and correcting; mechanisms and their use."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zaedno.core.editing import edit, grown_from, sent, source_of
from zaedno.core.http import viewer_of
from zaedno.features.indicators import actions, forms, queries, rules
from zaedno.features.indicators.models import Indicator, Mechanism
from zaedno.features.indicators.views import found_indicator, found_mechanism

form_view = require_http_methods(["GET", "HEAD", "POST"])


def own_address(row: Indicator | Mechanism) -> str:
    return row.get_absolute_url()


@form_view
def define(request: HttpRequest) -> HttpResponse:
    viewer, source = viewer_of(request), source_of(request, needed=False)
    now = {"theme": source.facts.get("theme_id")} if source else {}
    return edit(
        request,
        rules.may_measure(viewer),
        forms.IndicatorForm(viewer, initial=now, **sent(request)),
        actions.define,
        title=_("Define an indicator"),
        back=source.url if source else reverse("indicators:index"),
        then=own_address,
        said=_("The indicator is in the library. Add its first value."),
        more={"source": source},
        about=(source.kind, source.id) if source else None,
    )


@form_view
def revise(request: HttpRequest, pk: int) -> HttpResponse:
    viewer, row = viewer_of(request), found_indicator(request, pk)
    return edit(
        request,
        rules.may_measure(viewer),
        forms.IndicatorForm(viewer, initial=forms.typed(row), **sent(request)),
        actions.revise,
        title=_("Correct the definition"),
        back=row.get_absolute_url(),
        then=own_address,
        indicator=row,
    )


@form_view
def tie(request: HttpRequest) -> HttpResponse:
    """Started on the page of a solution, a model or a commitment: what measures it."""
    viewer, source = viewer_of(request), grown_from(request)
    return edit(
        request,
        rules.may_measure(viewer),
        forms.TieForm(viewer, **sent(request)),
        actions.tie,
        title=_("Choose an indicator"),
        back=source.url,
        then=source.url,
        said=_("The indicator reports on it from now on."),
        more={"source": source},
        about=(source.kind, source.id),
    )


@form_view
def measure(request: HttpRequest, pk: int) -> HttpResponse:
    viewer, row = viewer_of(request), found_indicator(request, pk)
    return edit(
        request,
        rules.may_measure(viewer),
        forms.PointForm(**sent(request)),
        actions.measure,
        title=_("Add a value: %(title)s") % {"title": row.title},
        back=row.get_absolute_url(),
        then=row.get_absolute_url(),
        indicator=row,
    )


@form_view
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    point = queries.point(viewer, pk)
    if point is None:
        raise Http404
    return edit(
        request,
        rules.may_measure(viewer),
        forms.CorrectionForm(initial={"source": point.source}, **sent(request)),
        actions.correct,
        title=_("Correct the value of %(date)s") % {"date": point.date.show()},
        back=point.indicator.get_absolute_url(),
        then=point.indicator.get_absolute_url(),
        point=point,
    )


@form_view
def new_mechanism(request: HttpRequest) -> HttpResponse:
    viewer, source = viewer_of(request), source_of(request, needed=False)
    return edit(
        request,
        rules.may_measure(viewer),
        forms.MechanismForm(**sent(request)),
        actions.register_mechanism,
        title=_("Register a new channel or process"),
        back=source.url if source else reverse("indicators:mechanisms"),
        then=own_address,
        more={"source": source},
        about_thing=(source.kind, source.id) if source else None,
    )


@form_view
def revise_mechanism(request: HttpRequest, pk: int) -> HttpResponse:
    viewer, row = viewer_of(request), found_mechanism(request, pk)
    return edit(
        request,
        rules.may_measure(viewer),
        forms.MechanismForm(initial=forms.typed_mechanism(row), **sent(request)),
        actions.revise_mechanism,
        title=_("Correct the entry"),
        back=row.get_absolute_url(),
        then=own_address,
        mechanism=row,
    )


@form_view
def count_use(request: HttpRequest, pk: int) -> HttpResponse:
    viewer, row = viewer_of(request), found_mechanism(request, pk)
    return edit(
        request,
        rules.may_measure(viewer),
        forms.UseForm(**sent(request)),
        actions.count_use,
        title=_("Use before and after"),
        back=row.get_absolute_url(),
        then=row.get_absolute_url(),
        mechanism=row,
    )
