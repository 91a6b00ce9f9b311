"""The news as an Atom feed."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from zaedno.core.http import viewer_of
from zaedno.features.pages.models import NewsPage
from zaedno.features.pages.queries import rows
from zaedno.platform.cities.addresses import absolute

NEWEST = 30


class NewsFeed(Feed):
    """Addresses are the city's own, whatever host the request came by."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return viewer_of(request)

    def title(self, viewer: Any) -> str:
        return _("News – %(city)s") % {"city": viewer.city}

    def subtitle(self, viewer: Any) -> str:
        return _("What the city announces and reports about participation")

    def link(self, viewer: Any) -> str:
        return absolute(viewer.city, reverse("pages:news"))

    def feed_url(self, viewer: Any) -> str:
        return absolute(viewer.city, reverse("pages:feed"))

    def feed_guid(self, viewer: Any) -> str:
        return self.feed_url(viewer)

    def items(self, viewer: Any) -> list[tuple[Any, NewsPage]]:
        return [(viewer, row) for row in rows.news(viewer)[:NEWEST]]

    def item_title(self, item: tuple[Any, NewsPage]) -> str:
        return item[1].title

    def item_description(self, item: tuple[Any, NewsPage]) -> str:
        return item[1].summary

    def item_link(self, item: tuple[Any, NewsPage]) -> str:
        return absolute(item[0].city, item[1].address)

    def item_guid(self, item: tuple[Any, NewsPage]) -> str:
        return f"urn:uuid:{item[1].translation_key}"

    def item_pubdate(self, item: tuple[Any, NewsPage]) -> datetime:
        return timezone.make_aware(datetime.combine(item[1].date, time(9)))

    def item_updateddate(self, item: tuple[Any, NewsPage]) -> datetime:
        return item[1].last_published_at or self.item_pubdate(item)
