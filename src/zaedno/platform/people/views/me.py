"""A person's own page: roles, organisations, what I did here, my data, leaving."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zaedno.core import registry
from zaedno.core.editing import sent
from zaedno.core.http import act, page, perform, refusal, viewer_of
from zaedno.platform.people import actions, exports, forms, queries, rules

either = require_http_methods(["GET", "POST"])


@never_cache
@require_GET
def me(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    if viewer.person is None:
        return refusal(request, rules.SIGN_IN_FIRST)
    context = {
        **queries.my_page(viewer),
        "person": viewer.person,
        "entries": registry.gather("profile_entries", viewer),
        "rename_form": forms.RenameForm(initial=_named(viewer.person)),
    }
    return page(request, "people/me.html", context)


def _named(person: Any) -> dict[str, str]:
    return {"name": person.name, "lang": person.lang}


@require_POST
def rename(request: HttpRequest) -> HttpResponse:
    form = forms.RenameForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The name is too long."))
        return redirect("people:me")
    said = _("Saved.")
    return act(request, actions.rename, then="people:me", said=said, **form.cleaned_data)


@never_cache
@sensitive_post_parameters("current", "password")
@either
def change_password(request: HttpRequest) -> HttpResponse:
    """Other sessions end; this one goes on."""
    viewer = viewer_of(request)
    if viewer.person is None:
        return refusal(request, rules.SIGN_IN_FIRST)
    form = forms.ChangePasswordForm(**sent(request))
    if request.method == "POST" and form.is_valid():
        outcome = perform(request, actions.change_password, **form.cleaned_data)
        if outcome.ok:
            update_session_auth_hash(request, outcome.result)
            messages.success(request, _("The password is changed; your other sessions have ended."))
            return redirect("people:me")
        form.add_error("current", str(outcome.reason))
    status = 422 if form.is_bound else 200
    return page(request, "people/change_password.html", {"form": form}, status=status)


@never_cache
@require_GET
def my_data(request: HttpRequest) -> HttpResponse:
    """Everything we hold about the person, as a file."""
    viewer = viewer_of(request)
    if viewer.person is None:
        return refusal(request, rules.SIGN_IN_FIRST)
    body = json.dumps(exports.my_data(viewer), ensure_ascii=False, indent=2, default=str)
    response = HttpResponse(body, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="zaedno-my-data.json"'
    return response


@never_cache
@either
def erase(request: HttpRequest) -> HttpResponse:
    if viewer_of(request).person is None:
        return refusal(request, rules.SIGN_IN_FIRST)
    form = forms.EraseForm(**sent(request))
    if request.method == "POST" and form.is_valid():
        outcome = perform(request, actions.erase)
        if outcome.ok:
            logout(request)
            messages.success(request, _("Your account is erased."))
            return redirect("home")
        form.add_error(None, str(outcome.reason))
    status = 422 if form.is_bound else 200
    return page(request, "people/erase.html", {"form": form}, status=status)


@require_POST
def leave_role(request: HttpRequest, pk: int) -> HttpResponse:
    role = queries.role(viewer_of(request), pk)
    if role is None:
        raise Http404
    own = role.person_id == getattr(viewer_of(request).person, "pk", None)
    said = _("The role has ended.")
    then = "people:me" if own else "people:people"
    return act(request, actions.leave_role, then=then, said=said, role=role)


@require_POST
def end_representation(request: HttpRequest, pk: int) -> HttpResponse:
    found = queries.representation(viewer_of(request), pk)
    if found is None:
        raise Http404
    own = found.person_id == getattr(viewer_of(request).person, "pk", None)
    then = "people:me" if own else "people:claims"
    said = _("The representation has ended.")
    return act(request, actions.end_representation, then=then, said=said, representation=found)
