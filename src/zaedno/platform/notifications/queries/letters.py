"""The outbox of the demo, and what waits or is stuck, without contents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Min

from zaedno.core import clock
from zaedno.core.viewer import Viewer
from zaedno.platform.notifications.letters import whole_text
from zaedno.platform.notifications.models import Message

PAGE = 30


@dataclass(frozen=True)
class Shown:
    id: int
    to: str
    subject: str
    text: str
    at: object
    state: str
    state_word: str
    lang: str
    html: bool = False


def outbox(
    viewer: Viewer, before: int | None = None
) -> tuple[list[tuple[date, list[Shown]]], int | None]:
    """Every letter of the city, newest first, by day; only the demo may show this."""
    rows = Message.objects.filter(city_id=viewer.city.pk).select_related("city").order_by("-pk")
    if before:
        rows = rows.filter(pk__lt=before)
    letters = list(rows[: PAGE + 1])
    following = letters[PAGE - 1].pk if len(letters) > PAGE else None
    days: dict[date, list[Shown]] = {}
    for letter in letters[:PAGE]:
        day = clock.day(letter.written_at)
        days.setdefault(day, []).append(_shown(letter))
    return list(days.items()), following


def _shown(letter: Message) -> Shown:
    return Shown(
        letter.pk,
        letter.to,
        letter.subject,
        letter.body if letter.html else whole_text(letter),
        letter.written_at,
        letter.state,
        letter.get_state_display(),
        letter.lang,
        bool(letter.html),
    )


def html_of(viewer: Viewer, pk: int) -> str:
    """A letter as mail programs show it; only the demo may show this."""
    row = Message.objects.filter(city_id=viewer.city.pk, pk=pk).first()
    return row.html if row else ""


def unsent(viewer: Viewer) -> list[Any]:
    """How many letters of each kind wait or are stuck; no address, no subject, no text."""
    rows = Message.objects.filter(city_id=viewer.city.pk).exclude(state=Message.State.SENT)
    counted = rows.values("kind", "state", "error").annotate(
        count=Count("pk"), since=Min("written_at")
    )
    return list(counted.order_by("state", "kind"))
