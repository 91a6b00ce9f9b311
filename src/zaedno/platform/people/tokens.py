"""Mailed links: signed, for one purpose, one person and one city, usable once, for a while."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing

from zaedno.core.fields import keyed_hash
from zaedno.platform.people.models import Person

SALT = "zaedno.people.link"
LIVES = {
    "confirm": timedelta(days=7),
    "enter": timedelta(minutes=30),
    "reset": timedelta(hours=2),
}


@dataclass(frozen=True)
class MailedLink:
    purpose: str
    person_id: int
    city_id: int
    until: int
    stamp: str


def stamp_of(purpose: str, person: Person) -> str:
    """Changes when a link is used, the password changes, or the account is confirmed or erased."""
    facts = (purpose, person.pk, person.email_hash, person.state, person.links_used)
    return keyed_hash("link", ":".join(map(str, (*facts, person.password))))[:32]


def write_token(purpose: str, person: Person, city_id: int, now: datetime) -> str:
    until = int((now + LIVES[purpose]).timestamp())
    body = [purpose, person.pk, city_id, until, stamp_of(purpose, person)]
    return signing.dumps(body, salt=SALT)


def read_token(token: str) -> MailedLink | None:
    """What the link says; nothing when it was not written by us. It may still be too late."""
    try:
        return MailedLink(*signing.loads(token, salt=SALT))
    except (signing.BadSignature, TypeError):
        return None
