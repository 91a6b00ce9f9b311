from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from zaedno.features.sample import actions, queries

from zaedno.core.http import act, page, viewer_of


@require_safe
def leaves(request: HttpRequest) -> HttpResponse:
    return page(request, "sample/leaves.html", {"leaves": queries.leaves(viewer_of(request))})


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    words = request.POST.get("words", "")[:60]
    return act(request, actions.leave, then=reverse("sample:leaves"), words=words)
