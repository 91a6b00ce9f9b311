"""The city's page about verified residents: ways, what is asked and kept, the list, groups."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from zaedno.core import clock
from zaedno.core.editing import edit, sent
from zaedno.core.http import page, perform, refusal, viewer_of
from zaedno.platform.identity import lists, rules
from zaedno.platform.identity.actions import policy as deeds
from zaedno.platform.identity.forms import staff as forms
from zaedno.platform.identity.queries import providers, residents

either = require_http_methods(["GET", "HEAD", "POST"])
OURS = ("ways", "asks", "keeps_district", "keeps_year", "valid_days", "desk")


@either
def policy(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    row = residents.policy(viewer)
    now: dict[str, Any] = {name: getattr(row, name) for name in OURS}
    return edit(
        request,
        rules.may_set(viewer),
        forms.PolicyForm(initial=now, **sent(request)),
        deeds.set_policy,
        title=_("Verified residents"),
        back=reverse("today"),
        then=reverse("identity:settings"),
        said=_("Saved."),
        template="identity/settings.html",
        more={
            "policy": row,
            "counts": residents.counts(viewer, clock.now()),
            "groups": residents.groups(viewer),
            "providers": providers.providers(viewer),
        },
    )


@either
def bring_list(request: HttpRequest) -> HttpResponse:
    """The file is read line by line; what stands in it is never stored."""
    viewer = viewer_of(request)
    if not (may := rules.may_set(viewer)):
        return refusal(request, may.reason)
    row = residents.policy(viewer)
    if not row.asks:
        messages.error(request, _("Say first what a person is known by."))
        return redirect("identity:settings")
    form = forms.ListForm(**sent(request))
    if form.is_bound and form.is_valid():
        try:
            lines = lists.read(viewer, row, form.cleaned_data["table"])
        except lists.WrongList as wrong:
            form.add_error("table", str(wrong))
        else:
            replace = form.cleaned_data["replace"]
            outcome = perform(request, deeds.bring_list, lines=lines, replace=replace)
            if outcome.ok:
                said = ngettext("%(n)d line is in.", "%(n)d lines are in.", outcome.result)
                messages.success(request, said % {"n": outcome.result})
                return redirect("identity:settings")
            form.add_error(None, str(outcome.reason))
    context = {"form": form, "policy": row, "columns": [*row.asks, "district", "year"]}
    return page(request, "identity/list.html", context, status=422 if form.is_bound else 200)


@either
def name_group(request: HttpRequest) -> HttpResponse:
    return edit(
        request,
        rules.may_set(viewer_of(request)),
        forms.GroupForm(**sent(request)),
        deeds.name_group,
        title=_("A new group"),
        back=reverse("identity:settings"),
        then=reverse("identity:settings"),
        said=_("The group is kept. A stage may be for it from now on."),
    )


@either
def change_group(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    row = residents.groups(viewer).filter(pk=pk).first()
    if row is None:
        raise Http404
    return edit(
        request,
        rules.may_set(viewer),
        forms.MembersForm(**sent(request)),
        deeds.change_group,
        title=_("Who is in the group: %(name)s") % {"name": row.name},
        back=reverse("identity:settings"),
        then=reverse("identity:settings"),
        said=_("Saved."),
        group=row,
    )
