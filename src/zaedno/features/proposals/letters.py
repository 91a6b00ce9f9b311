"""The letters of this room, each in the language of its reader."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from zaedno.core.actions import Ctx
from zaedno.core.post import write_letter
from zaedno.features.proposals.models.proposal import Proposal
from zaedno.features.proposals.queries import together
from zaedno.platform.cities.addresses import absolute

Told = Callable[[], tuple[str, str]]


def send(ctx: Ctx, to: str, lang: str, kind: str, told: Told) -> None:
    """`told` gives subject and body; it is called in the reader's language."""
    if not to:
        return
    with override(lang):
        subject, body = told()
        write_letter(ctx, to=to, lang=lang, kind=f"proposals.{kind}", subject=subject, body=body)


def to_authors(ctx: Ctx, row: Proposal, kind: str, told: Told) -> None:
    """To everybody who writes along, but not to who did it."""
    me: Any = getattr(ctx.person, "pk", None)
    for person in together.authors(ctx.viewer, row):
        if person.pk != me:
            send(ctx, person.email, person.lang, kind, told)


def page(ctx: Ctx, row: Proposal, name: str = "proposals:proposal", *more: Any) -> str:
    return absolute(ctx.city, reverse(name, args=[row.receipt, *more]))


def invitation(ctx: Ctx, row: Proposal) -> tuple[str, str]:
    body = _(
        "Somebody who writes a proposal asks you to write along.\n\n“%(title)s”\n\n"
        "Sign in with this address and answer here:\n%(address)s\n\n"
        "If you do nothing, nothing happens."
    )
    facts = {"title": row.title, "address": page(ctx, row, "proposals:join")}
    return _("You are asked to write a proposal along"), body % facts


def about(ctx: Ctx, row: Proposal, subject: str, said: str) -> tuple[str, str]:
    """One sentence about a proposal, its title and where it is."""
    return subject, f"{said}\n\n“{row.title}”\n{page(ctx, row)}"
