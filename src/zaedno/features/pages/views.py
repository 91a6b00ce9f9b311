"""Reading news and information pages; the box that others may embed."""

from __future__ import annotations

from typing import Any

from csp.decorators import csp_replace
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_GET

from zaedno.core import filters, registry
from zaedno.core.http import page, refusal, viewer_of
from zaedno.core.viewer import Viewer
from zaedno.features.pages import rules
from zaedno.features.pages.models import InfoPage, NewsPage
from zaedno.features.pages.queries import rows
from zaedno.platform.cities.addresses import absolute

PER_PAGE = 20


@require_GET
def news(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    of_kind = filters.Filter("kind", _("Kind of news"), list(NewsPage.Kind.choices))
    asked = filters.read(request, of_kind)
    part = Paginator(rows.news(viewer, asked["kind"]), PER_PAGE).get_page(request.GET.get("page"))
    context = {"part": part, "filters": [of_kind], "desk": desk_of(viewer)}
    return page(request, "pages/news.html", context)


@require_GET
def info(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    context = {"pages": rows.info(viewer), "desk": desk_of(viewer)}
    return page(request, "pages/info.html", context)


def desk_of(viewer: Viewer) -> str:
    """Where this viewer writes; nothing for readers."""
    return rows.desk(viewer) if rules.may_write(viewer) else ""


@require_GET
def news_page(request: HttpRequest, slug: str) -> HttpResponse:
    return _read(request, NewsPage, slug)


@require_GET
def info_page(request: HttpRequest, slug: str) -> HttpResponse:
    return _read(request, InfoPage, slug)


def _read(request: HttpRequest, model: type[NewsPage | InfoPage], slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.page(viewer, model, slug)
    context = {
        "page": row,
        "things": things_of(viewer, row),
        "links": rows.links_of(viewer, row.pk),
        "full_address": absolute(viewer.city, row.address),
        "embed_address": absolute(viewer.city, reverse("pages:embed", args=[slug]))
        if model is NewsPage
        else "",
        "may_write": rules.may_write(viewer),
    }
    return page(request, "pages/page.html", context)


def things_of(viewer: Viewer, row: Any) -> dict[str, Any]:
    """The things that a page shows as cards, fetched together."""
    refs = [
        tuple(str(block.value).split(":", 1)) for block in row.body if block.block_type == "thing"
    ]
    found = registry.things(viewer, refs)  # type: ignore[arg-type]
    return {f"{kind}:{ident}": thing for (kind, ident), thing in found.items()}


@require_GET
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type] # may stand in others' pages
def embed(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.page(viewer, NewsPage, slug)
    context = {"page": row, "full_address": absolute(viewer.city, row.address)}
    return page(request, "pages/embed.html", context)


@require_GET
def links(request: HttpRequest) -> HttpResponse:
    """For editors: outside addresses that no longer answer."""
    viewer = viewer_of(request)
    verdict = rules.may_write(viewer)
    if not verdict:
        return refusal(request, verdict.reason)
    return page(request, "pages/links.html", {"links": rows.broken_links(viewer)})
