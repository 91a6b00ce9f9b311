"""Keeping the log of what moved: a row for each move, none for each reader."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from zaedno.core.actions import Ctx
from zaedno.platform.notifications.models import Heard, News, Reader
from zaedno.platform.notifications.queries import news

Ref = tuple[str, str]


def note_news(
    ctx: Ctx,
    *,
    ref: Ref,
    what: str,
    status: str,
    at: datetime,
    through: Iterable[Ref] = (),
    person_id: int | None = None,
) -> News:
    """Not a verb: the deed was recorded where it was done; this repeats that it can be heard of."""
    row = News.objects.create(
        city_id=ctx.city.pk,
        kind=ref[0],
        ident=ref[1],
        what=what,
        status=status[:60],
        person_id=person_id,
        at=at,
    )
    Heard.objects.bulk_create(
        [
            Heard(news=row, city_id=ctx.city.pk, kind=kind, ident=ident, place=place)
            for place, (kind, ident) in enumerate(dict.fromkeys(through))
        ]
    )
    return row


def mark_seen(ctx: Ctx) -> None:
    """Everything there is now was read; how far somebody has read is nobody's business."""
    me = ctx.person.pk if ctx.person else 0
    Reader.objects.filter(city_id=ctx.city.pk, person_id=me).update(seen=news.latest(ctx.viewer))


def forget_old(before: datetime) -> int:
    """What was news half a year ago stands on the pages of the things themselves."""
    return News.objects.filter(at__lt=before).delete()[0]
