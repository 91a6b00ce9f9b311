"""A small task for a browser without an account: cheap for one person, dear for a flood.

The server signs a task; the browser looks for a number that makes SHA-256 of `nonce:number` begin
with so many zero bits. Nobody outside is asked, no picture is read, nothing is kept about anybody.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.core import signing

from zaedno.core.viewer import Viewer

SALT = "moderation.proof"
LASTS = 7200  # seconds from opening a form to sending it
LONGEST = 20  # digits of a solution


@dataclass(frozen=True)
class Task:
    token: str
    nonce: str
    bits: int


def task(viewer: Viewer) -> Task:
    nonce, bits = secrets.token_urlsafe(16), settings.ZAEDNO_PROOF_BITS
    token = signing.TimestampSigner(salt=SALT).sign(f"{viewer.city.pk}.{bits}.{nonce}")
    return Task(token, nonce, bits)


def solved(viewer: Viewer, token: str, solution: str) -> str:
    """The nonce of a task of this city that is solved and has not run out; else nothing."""
    try:
        plain = signing.TimestampSigner(salt=SALT).unsign(token, max_age=LASTS)
    except signing.BadSignature:
        return ""
    city, bits, nonce = plain.split(".")
    if city != str(viewer.city.pk) or not (solution.isascii() and solution.isdigit()):
        return ""
    if len(solution) > LONGEST or zeros(f"{nonce}:{solution}") < int(bits):
        return ""
    return nonce


def zeros(text: str) -> int:
    """With how many zero bits its hash begins.

    >>> zeros("zaedno:0"), zeros("zaedno:7")
    (0, 6)
    """
    number = int.from_bytes(hashlib.sha256(text.encode()).digest())
    return 256 - number.bit_length()
