"""Links in letters of newsletters: to confirm an address, to end them. Nothing is stored."""

from __future__ import annotations

from datetime import datetime

from django.utils.crypto import constant_time_compare

from zaedno.core.fields import keyed_hash
from zaedno.features.newsletters import rules
from zaedno.features.newsletters.models import Subscriber


def token_of(purpose: str, row: Subscriber) -> str:
    """A row asked for again gets another link to confirm."""
    moment = row.asked_at.timestamp() if purpose == "confirm" else ""
    said = f"{row.pk}:{row.city_id}:{row.address_hash}:{moment}"
    return f"{row.pk}-{keyed_hash(f'newsletters.{purpose}', said)[:32]}"


def row_of(token: str) -> int:
    number = token.partition("-")[0]
    return int(number) if number.isdecimal() and len(number) < 19 else 0


def genuine(purpose: str, token: str, row: Subscriber) -> bool:
    return constant_time_compare(token, token_of(purpose, row))


def expired(row: Subscriber, now: datetime) -> bool:
    return now - row.asked_at > rules.CONFIRM_LIVES
