"""Many letters through one open connection; none of them waits for a row of its own."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection

log = logging.getLogger(__name__)
NOWHERE = "django.core.mail.backends.dummy.EmailBackend"  # the demo's letters are read on a page


@dataclass(frozen=True)
class Post:
    """A letter as it leaves. `stop_url` is what a mail program offers as “unsubscribe”."""

    to: str
    lang: str
    kind: str
    subject: str
    text: str
    html: str = ""
    stop_url: str = ""


class Closed(Exception):
    """The mail server does not answer; `why` is what came instead."""

    def __init__(self, why: Exception) -> None:
        super().__init__(str(why))
        self.why = why


@contextmanager
def opened() -> Any:
    """The mail server, asked once. Raises `Closed`: then nothing is begun."""
    connection = get_connection(NOWHERE if settings.DEMO else None)
    try:
        connection.open()
    except Exception as error:
        raise Closed(error) from error
    try:
        yield connection
    finally:
        connection.close()


def if_open(rounds: Callable[[], int], what: str) -> int:
    """How many letters left. While the mail server is closed they wait for the next look."""
    try:
        return rounds()
    except Closed as closed:
        log.warning("The mail server does not answer (%s); %s wait.", closed, what)
        return 0


def envelope(post: Post, connection: Any) -> EmailMessage:
    """RFC 8058: a mail program ends the letters with one click, nobody has to sign in."""
    headers = {"Auto-Submitted": "auto-generated", "Content-Language": post.lang}
    if post.stop_url:
        headers["List-Unsubscribe"] = f"<{post.stop_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    said = {"to": [post.to], "headers": headers, "connection": connection}
    if not post.html:
        return EmailMessage(post.subject, post.text, **said)
    letter = EmailMultiAlternatives(post.subject, post.text, **said)
    letter.attach_alternative(post.html, "text/html")
    return letter


def stream(posts: Iterable[Post], connection: Any) -> tuple[int, list[Post]]:
    """Send them one after the other; those the server refused come back."""
    sent, refused = 0, []
    for post in posts:
        try:
            envelope(post, connection).send()
            sent += 1
        except Exception:  # noqa: BLE001 - whatever the mail server does to one, the others go on
            refused.append(post)
    return sent, refused
