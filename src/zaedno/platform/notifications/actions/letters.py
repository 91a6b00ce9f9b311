"""Putting a letter into the post."""

from __future__ import annotations

from zaedno.core import jobs
from zaedno.core.actions import Ctx
from zaedno.platform.notifications.jobs import send_job
from zaedno.platform.notifications.mailing import Post
from zaedno.platform.notifications.models import Message


def write_letter(
    ctx: Ctx, *, to: str, lang: str, kind: str, subject: str, body: str, stop_url: str = ""
) -> Message:
    """Put a letter into the post, in the transaction of the deed it tells about.

    `kind` is a machine word ("people.invitation"). `body` is plain text with full addresses
    (`cities.addresses.absolute`); salutation and the city's signature are added when it leaves.
    `stop_url` is for news: where its reader ends them.
    """
    [letter] = write_letters(
        ctx,
        [
            {
                "to": to,
                "lang": lang,
                "kind": kind,
                "subject": subject,
                "body": body,
                "stop_url": stop_url,
            }
        ],
    )
    return letter


def write_letters(ctx: Ctx, letters: list[dict[str, str]]) -> list[Message]:
    """Many at once: recipient, language, kind, subject, body and where its reader ends it."""
    written = Message.objects.bulk_create(
        Message(
            **{**letter, "subject": " ".join(letter["subject"].split())[:200]},
            city_id=ctx.city.pk,
            written_at=ctx.now,
            next_at=ctx.now,
        )
        for letter in letters
    )
    if written:
        jobs.enqueue_once(send_job)
    return written


def keep_posts(ctx: Ctx, posts: list[Post], *, sent: bool = False) -> None:
    """Letters of a round that must be tried again, or that the demo shows."""
    Message.objects.bulk_create(
        Message(
            city_id=ctx.city.pk,
            to=post.to,
            lang=post.lang,
            subject=" ".join(post.subject.split())[:200],
            body=post.text,
            html=post.html,
            kind=post.kind,
            stop_url=post.stop_url,
            written_at=ctx.now,
            next_at=ctx.now,
            state=Message.State.SENT if sent else Message.State.WAITING,
            sent_at=ctx.now if sent else None,
        )
        for post in posts
    )
    if posts and not sent:
        jobs.enqueue_once(send_job)
