"""From what identifies a person to a fingerprint that does not give the person away.

Three steps. What is typed is brought to one form. A keyed hash with a secret that is not in the
database (`ZAEDNO_IDENTITY_PEPPER`) and a salt of the city makes of it a fingerprint; that much can
be done for a long list at once. A costly function over it makes each guess dear, also for somebody
who has stolen the table and the secret. Nothing of what was typed is stored on the way.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.conf import settings

FIELDS = ("number", "born", "postcode", "name")
BLOCK, MEMORY = 8, 64 * 1024 * 1024


@dataclass(frozen=True)
class Key:
    """The fingerprint of one person in one city, before and after the costly function."""

    soft: str
    hard: str


def normal(field: str, typed: str) -> str:
    """One form for what people type in many: signs, spaces and capitals do not count.

    >>> normal("number", " 75-2316 9263"), normal("name", "Ива  Петрова-Илиева")
    ('7523169263', 'ива петрова илиева')
    """
    folded = unicodedata.normalize("NFKC", typed).casefold()
    if field == "name":
        return " ".join(re.sub(r"[^\w]+", " ", folded).split())
    return re.sub(r"[^\w]+", "", folded)


def soft(salt: str, asks: Collection[str], typed: Mapping[str, str]) -> str:
    """The keyed hash over the fields that the city asks, always in the same order."""
    parts = [f"{name}={normal(name, typed[name])}" for name in FIELDS if name in asks]
    return _keyed("person", f"{salt}|{'|'.join(parts)}")


def harden(salt: str, digest: str) -> str:
    """The costly part: some 45 ms and 16 MB for each guess."""
    return hashlib.scrypt(
        bytes.fromhex(digest),
        salt=bytes.fromhex(salt),
        n=settings.ZAEDNO_IDENTITY_COST,
        r=BLOCK,
        p=1,
        maxmem=MEMORY,
        dklen=32,
    ).hex()


def key(salt: str, asks: Collection[str], typed: Mapping[str, str]) -> Key:
    digest = soft(salt, asks, typed)
    return Key(digest, harden(salt, digest))


def mark(hard: str) -> str:
    """What stands beside an account: the same for the same person, and in no list."""
    return _keyed("mark", hard)


def subject(city_id: int, issuer: str, sub: str) -> str:
    """Who somebody is at a provider. The same name at two providers is two people, and what the
    provider of one city says counts in that city alone."""
    return _keyed("subject", f"{city_id}|{issuer}|{sub}")


def _keyed(purpose: str, body: str) -> str:
    secret = settings.ZAEDNO_IDENTITY_PEPPER.encode()
    return hmac.new(secret, f"identity.{purpose}:{body}".encode(), hashlib.sha256).hexdigest()
