"""The key that signs checkpoints: an Ed25519 seed kept beside the database, never inside it."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from django.conf import settings


def key_file() -> Path:
    return Path(settings.DATA) / "journal.key"


def _seed() -> bytes:
    """From the environment where machines share it, else from the file made at first use."""
    if settings.ZAEDNO_JOURNAL_KEY:
        return bytes.fromhex(settings.ZAEDNO_JOURNAL_KEY)
    path = key_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return bytes.fromhex(path.read_text(encoding="ascii").strip())
    seed = os.urandom(32)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(seed.hex() + "\n")
        file.flush()
        os.fsync(file.fileno())
    return seed


def _private() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(_seed())


def public_key() -> str:
    return _private().public_key().public_bytes_raw().hex()


def statement(*, size: int, root: str, at: datetime, previous: str) -> bytes:
    """What is signed: five lines anybody can write down again."""
    when = at.astimezone(UTC).isoformat(timespec="microseconds")
    return f"zaedno journal 1\n{size}\n{root}\n{when}\n{previous}\n".encode()


def sign(said: bytes) -> tuple[str, str]:
    """The public key and the signature, both in hex."""
    private = _private()
    return private.public_key().public_bytes_raw().hex(), private.sign(said).hex()


def signed(key: str, said: bytes, signature: str) -> bool:
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(bytes.fromhex(signature), said)
    except (InvalidSignature, ValueError):
        return False
    return True
