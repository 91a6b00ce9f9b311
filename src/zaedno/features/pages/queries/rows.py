"""The city's published pages in the reader's language, or in another where there is no other."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from wagtail.models import Page

from zaedno.core.viewer import Viewer
from zaedno.features.pages.models import CityFolder, InfoPage, NewsPage, OutsideLink

EVERY = timedelta(days=7)


def folders(viewer: Viewer) -> QuerySet[CityFolder]:
    return CityFolder.objects.filter(city_id=viewer.city.pk).select_related("locale")


def desk(viewer: Viewer) -> str:
    """The editor's address where the pages in the viewer's own language are written."""
    folder = folders(viewer).filter(locale__language_code=viewer.lang).first()
    return reverse("wagtailadmin_explore", args=[folder.pk]) if folder else ""


def published(viewer: Viewer, model: type[NewsPage | InfoPage]) -> QuerySet[Any]:
    """Live pages of the city: the reader's language first, another only where it is missing."""
    inside = Q(pk__in=[])
    for folder in folders(viewer):
        inside |= Q(path__startswith=folder.path, depth=folder.depth + 1)
    live = model.objects.live().filter(inside).select_related("locale")
    mine = Q(locale__language_code=viewer.lang)
    twin = live.filter(mine, translation_key=OuterRef("translation_key"))
    return live.filter(mine | ~Exists(twin))


def news(viewer: Viewer, kind: str = "") -> QuerySet[NewsPage]:
    rows = published(viewer, NewsPage).order_by("-date", "-pk")
    return rows.filter(kind=kind) if kind else rows


def info(viewer: Viewer) -> QuerySet[InfoPage]:
    return published(viewer, InfoPage).order_by("title")


def page(viewer: Viewer, model: type[NewsPage | InfoPage], slug: str) -> Any:
    found = published(viewer, model).filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def any_page(viewer: Viewer, ident: int) -> Page | None:
    """A page of this city, live or not: for the deeds noted from the editor."""
    for folder in folders(viewer):
        found = Page.objects.filter(pk=ident, path__startswith=folder.path).first()
        if found is not None:
            return found
    return None


def links_of(viewer: Viewer, page_id: int) -> dict[str, OutsideLink]:
    rows = OutsideLink.objects.filter(city_id=viewer.city.pk, page_id=page_id)
    return {row.url: row for row in rows}


def links_to_ask(viewer: Viewer, now: datetime) -> list[OutsideLink]:
    """Addresses never asked, or not for a week; a bounded number each time."""
    old = Q(checked_at__isnull=True) | Q(checked_at__lt=now - EVERY)
    rows = OutsideLink.objects.filter(old, city_id=viewer.city.pk)
    return list(rows.order_by("checked_at", "id")[:20])


def broken_links(viewer: Viewer) -> QuerySet[OutsideLink]:
    return OutsideLink.objects.filter(city_id=viewer.city.pk, works=False).order_by("url")
