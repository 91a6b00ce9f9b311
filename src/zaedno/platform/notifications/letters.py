"""The letters this room writes itself, and how every letter looks when it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from zaedno.core import registry
from zaedno.core.actions import Ctx
from zaedno.core.post import write_letter
from zaedno.core.things import Thing
from zaedno.core.viewer import Viewer
from zaedno.platform.cities.addresses import absolute
from zaedno.platform.notifications import rules, tokens, words
from zaedno.platform.notifications.models import Follow, Message, Reader
from zaedno.platform.notifications.queries import follows


def whole_text(letter: Message) -> str:
    """The letter as it is read: salutation, text, the city's name, how to end the news."""
    with override(letter.lang):
        parts = [_("Hello,"), letter.body.strip(), str(letter.city.name)]
        if letter.stop_url:
            parts.append(
                _("You no longer want these news? End them here:") + f"\n{letter.stop_url}"
            )
    return "\n\n".join(parts) + "\n"


def link_to(city: Any, purpose: str, follow: Follow) -> str:
    """Where an address is confirmed, or the news of one thing are ended without signing in."""
    path = reverse(f"notifications:{purpose}", args=[tokens.token_of(purpose, follow)])
    return absolute(city, path)


def ask_to_confirm(ctx: Ctx, follow: Follow) -> None:
    """Silent about what is followed: whoever reads this letter may not be who asked."""
    lang = follow.reader.lang
    with override(lang):
        body = _(
            "Somebody, we hope you, asked for news of the platform by this address.\n\n"
            "Open this page to confirm it:\n%(address)s\n\n"
            "The link works for seven days. If it was not you, do nothing: no further letter comes."
        )
        write_letter(
            ctx,
            to=follow.reader.address,
            lang=lang,
            kind="notifications.confirm",
            subject=_("Confirm that you want these news"),
            body=body % {"address": link_to(ctx.city, "confirm", follow)},
        )


@dataclass(frozen=True)
class News:
    """What a letter about one move says to everybody who follows the same thing."""

    subject: str
    body: str


def news(ctx: Ctx, follow: Follow, ref: tuple[str, str], *, grown: bool) -> News | None:
    """In the reader's language, of what everybody may see."""
    lang = follow.reader.lang
    viewer = Viewer(city=ctx.city, lang=lang)
    with override(lang):
        thing = registry.thing(viewer, *ref)
        if thing is None:
            return None
        followed = follows.title_of(viewer, follow.kind, follow.ident)
        page = reverse("links:thread", args=page_of(follow, ref) if followed else ref)
        followed = followed or _("what you wrote")
        body = _news_body(followed=followed, thing=thing, grown=grown, url=absolute(ctx.city, page))
        return News(_("News of “%(what)s”") % {"what": followed[:120]}, body)


def page_of(follow: Follow, ref: tuple[str, str]) -> tuple[str, str]:
    """Where the whole story stands: at the thing somebody follows, or at the one that moved."""
    return ref if follow.kind in rules.WHOLES else (follow.kind, follow.ident)


def whole_page(ref: tuple[str, str]) -> str:
    """Where something followed is read about: a topic, a district, the city, a thread."""
    if ref[0] == "cities.theme":
        return reverse("search:topic", args=[ref[1]])
    if ref[0] == "cities.district":
        return reverse("search:district", args=[ref[1]])
    return reverse("home") if ref[0] == "cities.city" else reverse("links:thread", args=ref)


def to_reader(ctx: Ctx, follow: Follow, said: News) -> dict[str, str]:
    reader = follow.reader
    return {
        "to": reader.person.email if reader.person else reader.address,
        "lang": reader.lang,
        "kind": "notifications.news",
        "subject": said.subject,
        "body": f"{said.body}\n\n{fewer(ctx, reader)}",
        "stop_url": link_to(ctx.city, "stop", follow),
    }


def fewer(ctx: Ctx, reader: Reader) -> str:
    """Where somebody says how often, without signing in."""
    with override(reader.lang):
        return _("Fewer letters, one a day or none:") + f"\n{quiet_url(ctx.city, reader)}"


def quiet_url(city: Any, reader: Reader) -> str:
    with override(reader.lang):
        path = reverse("notifications:quiet", args=[tokens.reader_token("quiet", reader)])
    return absolute(city, path)


def _news_body(*, followed: str, thing: Thing, grown: bool, url: str) -> str:
    """What moved, in the reader's language; the language is set by the caller."""
    facts = {
        "followed": followed,
        "kind": words.kind_word(thing),
        "title": thing.title,
        "status": str(thing.status_word),
        "url": url,
    }
    if grown:
        said = _("Something new grew out of it. %(kind)s: “%(title)s”.")
    elif followed == thing.title:
        said = _("It has moved. It is now: %(status)s.")
    else:
        said = _("What grew out of it has moved. %(kind)s “%(title)s” is now: %(status)s.")
    begin = _("You follow “%(followed)s”.")
    end = _("The whole story:\n%(url)s")
    return "\n\n".join(part % facts for part in (begin, said, end))
