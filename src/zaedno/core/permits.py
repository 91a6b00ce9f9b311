"""The door that measures what is sent knows nobody: a large file comes with a permit."""

from __future__ import annotations

from urllib.parse import parse_qs

from django.core import signing

SALT, AGE = "zaedno.large", 12 * 3600


def large(path: str) -> str:
    """For the page of somebody who may send a large file to this address: goes into its query."""
    return signing.dumps(path, salt=SALT)


def allows(path: str, query: str) -> bool:
    """Whether the address that something is sent to carries a permit made for it."""
    for permit in parse_qs(query).get("permit", ())[:1]:
        try:
            return bool(signing.loads(permit, salt=SALT, max_age=AGE) == path)
        except signing.BadSignature:
            return False
    return False
