"""Putting a letter into the post."""

from __future__ import annotations

from zaedno.core import jobs
from zaedno.core.actions import Ctx
from zaedno.platform.notifications.jobs import send_job
from zaedno.platform.notifications.models import Message


def write_letter(
    ctx: Ctx, *, to: str, lang: str, kind: str, subject: str, body: str, stop_url: str = ""
) -> Message:
    """Put a letter into the post, in the transaction of the deed it tells about.

    `kind` is a machine word ("people.invitation"). `body` is plain text with full addresses
    (`cities.addresses.absolute`); salutation and the city's signature are added when it leaves.
    `stop_url` is for news: where its reader ends them.
    """
    letter = Message.objects.create(
        city_id=ctx.city.pk,
        to=to,
        lang=lang,
        subject=" ".join(subject.split())[:200],
        body=body,
        kind=kind,
        stop_url=stop_url,
        written_at=ctx.now,
        next_at=ctx.now,
    )
    jobs.enqueue_once(send_job)
    return letter
