"""How a digest reads: what one wrote first, then results, decisions, new things; text and HTML.

Whatever several readers are told in the same words is written once for all of them. Only the
addresses that end the letters are each reader's own: where they belong a mark stands, random for
each round so that no title can imitate it.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from zaedno.core import registry
from zaedno.core.things import Thing
from zaedno.core.viewer import Viewer
from zaedno.platform.cities.addresses import absolute
from zaedno.platform.notifications import letters, rules, tokens, words
from zaedno.platform.notifications.models import Follow
from zaedno.platform.notifications.queries import follows
from zaedno.platform.notifications.queries.digests import Mine, Ref, Told

MOST_GROUPS = 12
MOST_LINES = 6
KEPT = 2000  # groups that are kept written; a round of many needs few of them


@dataclass(frozen=True)
class Letter:
    subject: str
    text: str
    html: str
    stop_url: str


@dataclass(frozen=True)
class Line:
    """One moved thing in a digest."""

    title: str
    said: str
    url: str
    lang: str
    rank: int


@dataclass
class Group:
    """The lines through one followed thing; `follow` is whose end the group can be told to."""

    title: str
    url: str
    follow: Follow | None
    told: list[tuple[int, Told]] = field(default_factory=list)

    @property
    def rank(self) -> int:
        return min(rank for rank, _told in self.told)


class Writer:
    """Writes the digests of one round; reads each thing once for each language."""

    def __init__(self, city: Any, rhythm: str) -> None:
        self.city, self.rhythm = city, rhythm
        self.mark = secrets.token_hex(8)
        self.things: dict[tuple[str, Ref], Thing | None] = {}
        self.names: dict[tuple[str, Ref], str] = {}
        self.parts: OrderedDict[Any, tuple[str, str]] = OrderedDict()
        self.frames: dict[str, tuple[str, str]] = {}
        self.pages: dict[Any, str] = {}

    def read(self, batch: list[Mine]) -> None:
        """What a batch speaks of and was not read before: a few queries, for all together."""
        wanted: dict[str, set[Ref]] = {}
        for mine in batch:
            for ref, (_told, follow) in mine.found.items():
                refs = wanted.setdefault(mine.reader.lang, set())
                refs.add(ref)
                if follow is not None:
                    refs.add((follow.kind, follow.ident))
        for lang, refs in wanted.items():
            viewer = Viewer(city=self.city, lang=lang)
            fresh = sorted(ref for ref in refs if (lang, ref) not in self.things)
            with override(lang):
                found = registry.things(viewer, fresh)
                for ref in fresh:
                    self.things[lang, ref] = found.get(ref)
                    if ref[0] in rules.WHOLES:
                        self.names[lang, ref] = follows.title_of(viewer, *ref) or ""

    def letter(self, mine: Mine) -> Letter | None:
        """Nothing where nothing of it may still be seen."""
        lang = mine.reader.lang
        with override(lang):
            groups = self._groups(mine)
            if not groups:
                return None
            written = [self._part(lang, group) for group in groups[:MOST_GROUPS]]
            text, html = self._frame(lang)
            quiet = self._own(lang, "quiet", tokens.reader_token("quiet", mine.reader))
            count = sum(len(group.told) for group in groups)
            return Letter(
                subject=self._subject(groups, count, lang),
                text=self._filled(text, "\n\n".join(t for t, _h in written), quiet),
                html=self._filled(html, "".join(h for _t, h in written), quiet),
                stop_url=quiet,
            )

    def _filled(self, frame: str, groups: str, quiet: str) -> str:
        filled = frame.replace(f"{self.mark}groups", groups)
        return filled.replace(f"{self.mark}quiet", quiet)

    def _groups(self, mine: Mine) -> list[Group]:
        lang = mine.reader.lang
        found: dict[Ref, Group] = {}
        for ref, (told, follow) in mine.found.items():
            thing = self.things.get((lang, ref))
            if thing is None:
                continue
            through = (follow.kind, follow.ident) if follow else ref
            if through not in found:
                found[through] = self._group(lang, through, ref, follow)
            rank = rules.rank(told.what, thing.station, thing.tone, own=bool(follow and follow.own))
            found[through].told.append((rank, told))
        for group in found.values():
            group.told.sort(key=lambda one: (one[0], -one[1].pk))
        return sorted(found.values(), key=lambda group: (group.rank, group.title))

    def _group(self, lang: str, through: Ref, ref: Ref, follow: Follow | None) -> Group:
        thing = self.things.get((lang, through))
        if through[0] in rules.WHOLES:
            return Group(self.names.get((lang, through), ""), self._page(lang, through), follow)
        if thing is not None:
            return Group(thing.title, self._page(lang, through), follow)
        return Group(_("What you wrote"), self._page(lang, ref), follow)

    def _page(self, lang: str, ref: Ref) -> str:
        """Where a followed thing is read about; looked up once, however many follow it."""
        if (lang, ref) not in self.pages:
            self.pages[lang, ref] = absolute(self.city, letters.whole_page(ref))
        return self.pages[lang, ref]

    def _own(self, lang: str, purpose: str, token: str) -> str:
        """A reader's own address; only the token differs from one reader to the next."""
        if (lang, purpose) not in self.pages:
            page = reverse(f"notifications:{purpose}", args=[self.mark])
            self.pages[lang, purpose] = absolute(self.city, page)
        return self.pages[lang, purpose].replace(self.mark, token)

    def _part(self, lang: str, group: Group) -> tuple[str, str]:
        """A group as text and as HTML, written once for everybody who is told the same."""
        lines = group.told[:MOST_LINES]
        key = (lang, group.url, group.title, group.follow is None, tuple(lines), len(group.told))
        if key not in self.parts:
            context = {
                "title": group.title,
                "url": group.url,
                "lines": [self._line(lang, rank, told) for rank, told in lines],
                "more": len(group.told) - len(lines),
                "stop": f"{self.mark}stop" if group.follow is not None else "",
            }
            self.parts[key] = (
                render_to_string("notifications/letters/digest_group.txt", context).strip(),
                render_to_string("notifications/letters/digest_group.html", context),
            )
            if len(self.parts) > KEPT:
                self.parts.popitem(last=False)
        text, html = self.parts[key]
        if group.follow is None:
            return text, html
        stop = self._own(lang, "stop", tokens.token_of("stop", group.follow))
        return text.replace(f"{self.mark}stop", stop), html.replace(f"{self.mark}stop", stop)

    def _line(self, lang: str, rank: int, told: Told) -> Line:
        thing = self.things[lang, told.ref]
        assert thing is not None
        answer = told.what == "answer"
        page = thing.url if answer else reverse("links:thread", args=told.ref)
        said = words.said(told.what, thing)
        return Line(thing.title, said, absolute(self.city, page), thing.lang, rank)

    def _frame(self, lang: str) -> tuple[str, str]:
        if lang not in self.frames:
            context = {
                "city": str(self.city.name),
                "lang": lang,
                "daily": self.rhythm == "daily",
                "groups": f"{self.mark}groups",
                "quiet": f"{self.mark}quiet",
                "news_url": absolute(self.city, reverse("notifications:news")),
            }
            self.frames[lang] = (
                render_to_string("notifications/letters/digest.txt", context).strip() + "\n",
                render_to_string("notifications/letters/digest.html", context),
            )
        return self.frames[lang]

    def _subject(self, groups: list[Group], count: int, lang: str) -> str:
        """The most important thing by its name, and how much else there is."""
        first = self.things[lang, groups[0].told[0][1].ref]
        assert first is not None
        title = " ".join(first.title.split())[:80]
        if count == 1:
            return title
        return ngettext("%(title)s – and %(n)d more", "%(title)s – and %(n)d more", count - 1) % {
            "title": title,
            "n": count - 1,
        }
