"""Letters about events: a text template per letter; its first line is the subject."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from zaedno.core.actions import Ctx
from zaedno.core.post import write_letter
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.interest import Interest
from zaedno.platform.cities.addresses import absolute
from zaedno.platform.people.queries import Recipient


def send(
    ctx: Ctx,
    kind: str,
    to: Iterable[Recipient],
    *,
    event: Workshop,
    own: Callable[[Recipient], dict[str, Any]] | None = None,
    **facts: Any,
) -> int:
    """The letter `letters/<kind>.txt` to each address in its own language; how many that were.

    `own` gives what stands in the letter of one address only.
    """
    written = 0
    for address in to:
        with override(address.lang):
            path = reverse("workshops:workshop", args=[event.slug])
            text = render_to_string(
                f"workshops/letters/{kind}.txt",
                {
                    "event": event,
                    "url": absolute(ctx.city, path),
                    "calendar_url": _calendar(ctx, event),
                    **_shown(ctx, facts, address.lang),
                    **(own(address) if own else {}),
                },
            )
        subject, _line, body = text.strip().partition("\n")
        write_letter(
            ctx,
            to=address.address,
            lang=address.lang,
            kind=f"workshops.{kind}",
            subject=subject,
            body=body.strip(),
        )
        written += 1
    return written


def to_applicant(ctx: Ctx, kind: str, interest: Interest) -> int:
    """A letter about an expression of interest, with its private link."""
    if not interest.mailbox:
        return 0
    address = Recipient(interest.mailbox, interest.lang)
    return send(ctx, kind, [address], event=interest.workshop, interest=interest)


def _calendar(ctx: Ctx, event: Workshop) -> str:
    """Where the calendar file lies, when the day is known well enough to have one."""
    if not event.in_calendar:
        return ""
    return absolute(ctx.city, reverse("workshops:event_calendar", args=[event.slug]))


def _shown(ctx: Ctx, facts: dict[str, Any], lang: str) -> dict[str, Any]:
    """Addresses are made here, inside the letter's language; so are sentences kept by language."""
    if "by_language" in facts:
        told = facts["by_language"]
        return {"lines": told.get(lang) or next(iter(told.values()), [])}
    interest = facts.get("interest")
    if interest is None:
        return facts
    path = reverse("workshops:interest", args=[interest.token])
    return {**facts, "private_url": absolute(ctx.city, path)}
