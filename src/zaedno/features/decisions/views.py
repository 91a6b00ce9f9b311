"""Reading acts and checking deliveries."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from zaedno.core import clock, filters
from zaedno.core.editing import edit, sent
from zaedno.core.http import page, viewer_of
from zaedno.core.viewer import Viewer
from zaedno.features.decisions import actions, rules, words
from zaedno.features.decisions.forms import CheckForm
from zaedno.features.decisions.models import Act, Delivery
from zaedno.features.decisions.queries import rows, things
from zaedno.platform.cities.queries import themes

PER_PAGE = 24


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    of_kind = filters.Filter("kind", _("Kind of act"), list(Act.Kind.choices))
    of_theme = filters.Filter(
        "theme", _("Theme"), filters.choices((t.code, t.name) for t in themes(viewer))
    )
    asked = filters.read(request, of_kind, of_theme)
    part = Paginator(rows.chosen(viewer, **asked), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "part": part,
        "filters": [of_kind, of_theme],
        "may_record": rules.may_record(viewer),
    }
    return page(request, "decisions/list.html", context)


@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.act(viewer, pk)
    context = {
        "act": row,
        "deliveries": [_delivery(viewer, one) for one in row.deliveries.all()],
        "may_record": rules.may_record(viewer),
        "kind": "decisions.act",
        "thing": things.acts(viewer, [str(pk)])[str(pk)],
    }
    return page(request, "decisions/detail.html", context)


def _delivery(viewer: Viewer, row: Delivery) -> dict[str, object]:
    today = clock.today()
    facts = rows.facts_for(viewer, row)
    word = things.stands(viewer, row, today)
    return {
        "row": row,
        "word": words.said(word),
        "tone": words.TONES[word],
        "checks": list(row.checks.all()),
        "may_deliver": rules.may_deliver(viewer, facts, day=today, today=today),
        "may_check": rules.may_check(viewer, 0),
    }


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.delivery(viewer, pk)
    form = CheckForm(**sent(request), viewer=viewer, initial={"day": clock.today()})
    return edit(
        request,
        rules.may_check(viewer, 0),
        form,
        actions.check,
        title=_("Check it with your own eyes"),
        back=things.address(viewer, row),
        then=things.address(viewer, row),
        said=_("Thank you. A moderator reads your check before it is shown."),
        shape=form.inputs,
        more={"lead": row.text.best(viewer.lang)[0], "label": _("Send the check")},
        delivery=pk,
    )
