from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zaedno.core.http import page, viewer_of
from zaedno.platform.search import queries
from zaedno.platform.search.forms import SearchForm

PAGE = 20


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET or None)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    found = queries.found(viewer_of(request), text) if text else []
    shown = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return page(request, "search/search.html", {"form": form, "text": text, "found": shown})
