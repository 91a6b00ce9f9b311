"""News for feed readers (Atom, RFC 4287) and dates for calendars (RFC 5545)."""

from __future__ import annotations

import re

from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from zaedno.core import registry
from zaedno.core.calendars import CalendarEntry, ics
from zaedno.core.viewer import Viewer
from zaedno.platform.cities.addresses import absolute, host_of
from zaedno.platform.notifications import letters, words
from zaedno.platform.notifications.models import News

UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def atom(
    viewer: Viewer,
    title: str,
    rows: list[News],
    path: str,
    about: tuple[str, str] | None = None,
) -> str:
    """The newest first; an entry never changes: what moves again is another entry."""
    page = letters.whole_page(about) if about else reverse("notifications:news")
    feed = Atom1Feed(
        title=plain(f"{title} – {viewer.city}"),
        link=absolute(viewer.city, page),
        description=_("News of what happens to public things; the newest first."),
        language=viewer.lang,
        feed_url=absolute(viewer.city, path),
        feed_guid=absolute(viewer.city, path),
        author_name=plain(str(viewer.city)),
    )
    things = registry.things(viewer, [(row.kind, row.ident) for row in rows])
    for row in rows:
        thing = things.get((row.kind, row.ident))
        if thing is None:
            continue
        link = reverse("links:thread", args=[row.kind, row.ident])
        feed.add_item(
            title=plain(thing.title),
            link=absolute(viewer.city, thing.url if row.what == News.What.ANSWER else link),
            description=plain(words.said(row.what, thing)),
            unique_id=f"tag:{host_of(viewer.city)},2021:news:{row.pk}",
            pubdate=row.at,
            updateddate=row.at,
            categories=(words.kind_word(thing),),
        )
    return feed.writeString("utf-8")


def plain(text: str) -> str:
    """Without the signs that XML has no way to write."""
    return UNWRITABLE.sub("", text)


def calendar(viewer: Viewer, title: str, refs: set[tuple[str, str]]) -> bytes:
    """The dates that rooms offer of these things, topics and districts; of the city all of them."""
    every: list[CalendarEntry] = registry.gather("calendar", viewer)
    whole = ("cities.city", str(viewer.city.pk)) in refs
    mine = [entry for entry in every if whole or not refs.isdisjoint(entry.about)]
    zone = getattr(viewer.city, "time_zone", "Europe/Sofia")
    return ics(f"{title} – {viewer.city}", zone, mine, lang=viewer.lang)
