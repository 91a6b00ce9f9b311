"""What the author reads when a moderator decided about their words; in their own language."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import override

from zaedno.core import registry
from zaedno.core.actions import Ctx, kind_of
from zaedno.core.fields import Texts
from zaedno.core.post import write_letter
from zaedno.platform.cities.addresses import absolute
from zaedno.platform.moderation.models import Hiding
from zaedno.platform.people.queries import person_behind, viewer_for


def tell_shown(ctx: Ctx, row: Model, author: str) -> None:
    """What waited is public now."""
    _tell(ctx, row, author, "shown", None)


def tell_hidden(ctx: Ctx, row: Model, author: str, hiding: Hiding) -> None:
    """The statement of reasons, and how to object."""
    _tell(ctx, row, author, "hidden", hiding)


def tell_ruled(ctx: Ctx, row: Model, author: str, hiding: Hiding) -> None:
    _tell(ctx, row, author, "ruled", hiding)


def _tell(ctx: Ctx, row: Model, author: str, what: str, hiding: Hiding | None) -> None:
    """Also when the author follows nothing; who has no account has a page with a private link."""
    person: Any = person_behind(ctx.viewer, author) if author else None
    if person is None:
        return
    kind, ident = kind_of(row)
    with override(person.lang):
        thing = registry.thing(viewer_for(person, ctx.city, person.lang), kind, ident)
        if thing is None:
            return
        subject, begin, end = _words(what)
        parts = [begin % {"title": thing.title}]
        if hiding is not None:
            parts.append(_reasons(hiding, what, person.lang))
        write_letter(
            ctx,
            to=person.email,
            lang=person.lang,
            kind=f"moderation.{what}",
            subject=subject,
            body="\n\n".join([*parts, end + "\n" + absolute(ctx.city, thing.url)]),
        )


def _words(what: str) -> tuple[str, str, str]:
    if what == "shown":
        begin = _("A moderator read what you wrote, and everybody sees it now: “%(title)s”.")
        return _("What you wrote is public"), begin, _("Read it here:")
    if what == "ruled":
        begin = _("A second moderator decided on your objection, about “%(title)s”.")
        return _("The decision on your objection"), begin, _("What you wrote:")
    begin = _("A moderator hid what you wrote, all of it or a part: “%(title)s”.")
    end = _("You can object from its page; another moderator decides then:")
    return _("Why what you wrote was hidden"), begin, end


def _reasons(hiding: Hiding, what: str, lang: str) -> str:
    ruled = what == "ruled"
    word = hiding.get_ruling_display() if ruled else hiding.get_rule_display()
    reason: Texts = hiding.ruling_reason if ruled else hiding.facts
    told = ": ".join(one for one in (str(word), reason.best(lang)[0]) if one)
    return told[:1].upper() + told[1:]
