"""Links in letters about news: to confirm an address, to end the news. Nothing is stored."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.crypto import constant_time_compare

from zaedno.core.fields import keyed_hash
from zaedno.platform.notifications import rules
from zaedno.platform.notifications.models import Follow, Reader

CONFIRM_LIVES = timedelta(days=7)


def token_of(purpose: str, follow: Follow) -> str:
    """For one purpose and one row; a row asked for again gets another link to confirm."""
    moment = follow.since.timestamp() if purpose == "confirm" else ""
    fingerprint = keyed_hash(f"follow.{purpose}", f"{follow.pk}:{follow.city_id}:{moment}")
    return f"{follow.pk}-{fingerprint[:32]}"


def reader_token(purpose: str, reader: Reader) -> str:
    """For everything a reader gets: to say how often, or that it is enough."""
    salt = reader.feed_salt if purpose == "feed" else ""
    fingerprint = keyed_hash(f"reader.{purpose}", f"{reader.pk}:{reader.city_id}:{salt}")
    return f"{reader.pk}-{fingerprint[:32]}"


def reader_of(purpose: str, token: str, reader: Reader | None) -> bool:
    """Whether a link is this reader's own; a feed that was ended has no link."""
    if reader is None or (purpose == "feed" and not reader.feed_salt):
        return False
    return constant_time_compare(token, reader_token(purpose, reader))


def row_of(token: str) -> int:
    """The row a link speaks of; whether it is genuine is asked with the row in hand."""
    number = token.partition("-")[0]
    return int(number) if number.isdecimal() and len(number) < 19 else 0


def expired(follow: Follow, now: datetime) -> bool:
    return now - follow.since > CONFIRM_LIVES


def link_facts(row: Follow | None, purpose: str, token: str, now: datetime) -> rules.LinkFacts:
    if row is None:
        return rules.LinkFacts(found=False, genuine=False)
    genuine = constant_time_compare(token, token_of(purpose, row))
    late = purpose == "confirm" and expired(row, now)
    return rules.LinkFacts(found=True, genuine=genuine, expired=late)
