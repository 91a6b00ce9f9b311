"""The letters this room writes itself, and how every letter looks when it is read."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from zaedno.core.actions import Ctx
from zaedno.core.post import write_letter
from zaedno.platform.cities.addresses import absolute
from zaedno.platform.notifications import tokens
from zaedno.platform.notifications.models import Follow, Message


def whole_text(letter: Message) -> str:
    """The letter as it is read: salutation, text, the city's name, how to end the news."""
    with override(letter.lang):
        parts = [_("Hello,"), letter.body.strip(), str(letter.city.name)]
        if letter.stop_url:
            parts.append(
                _("You no longer want these news? End them here:") + f"\n{letter.stop_url}"
            )
    return "\n\n".join(parts) + "\n"


def link_to(ctx: Ctx, purpose: str, follow: Follow) -> str:
    path = reverse(f"notifications:{purpose}", args=[tokens.token_of(purpose, follow)])
    return absolute(ctx.city, path)


def ask_to_confirm(ctx: Ctx, follow: Follow) -> None:
    """Silent about what is followed: whoever reads this letter may not be who asked."""
    with override(follow.lang):
        body = _(
            "Somebody, we hope you, asked for news of the platform by this address.\n\n"
            "Open this page to confirm it:\n%(address)s\n\n"
            "The link works for seven days. If it was not you, do nothing: no further letter comes."
        )
        write_letter(
            ctx,
            to=follow.address,
            lang=follow.lang,
            kind="notifications.confirm",
            subject=_("Confirm that you want these news"),
            body=body % {"address": link_to(ctx, "confirm", follow)},
        )


def news_body(*, followed: str, kind: str, title: str, status: str, grown: bool, url: str) -> str:
    """What moved, in the reader's language; the language is set by the caller."""
    facts = {"followed": followed, "kind": kind, "title": title, "status": status, "url": url}
    if grown:
        said = _("Something new grew out of it. %(kind)s: “%(title)s”.")
    elif followed == title:
        said = _("It has moved. It is now: %(status)s.")
    else:
        said = _("What grew out of it has moved. %(kind)s “%(title)s” is now: %(status)s.")
    begin = _("You follow “%(followed)s”.")
    end = _("The whole story:\n%(url)s")
    return "\n\n".join(part % facts for part in (begin, said, end))
