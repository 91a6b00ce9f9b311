"""Messages that a browser's push service carries without reading them.

Encryption: RFC 8291 (Message Encryption for Web Push) over RFC 8188 (aes128gcm). Identification of
the sender: RFC 8292 (VAPID). Nothing here asks the network or the database.
"""

from __future__ import annotations

import base64
import os
import struct
from dataclasses import dataclass
from urllib.parse import urlsplit

import jwt
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

RECORD = 4096
LIVES = 12 * 3600  # seconds that a signed word about the sender is believed


class BadKey(ValueError):
    """What a browser gave as its key is none."""


@dataclass(frozen=True)
class Target:
    """A browser: where its push service listens, its public key, and the secret shared with it."""

    endpoint: str
    public: bytes
    secret: bytes


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError as error:
        raise BadKey from error


def target(endpoint: str, public: str, secret: str) -> Target:
    """Checked when a device is added, so that no later sending stumbles over it."""
    found = Target(endpoint, unb64(public), unb64(secret))
    if len(found.secret) != 16:
        raise BadKey
    _point(found.public)
    return found


def _point(data: bytes) -> ec.EllipticCurvePublicKey:
    try:
        return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), data)
    except ValueError as error:
        raise BadKey from error


def public_bytes(key: ec.EllipticCurvePrivateKey) -> bytes:
    """The point, uncompressed: 65 bytes."""
    return key.public_key().public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )


def encrypt(
    text: bytes,
    to: Target,
    *,
    salt: bytes | None = None,
    ours: ec.EllipticCurvePrivateKey | None = None,
) -> bytes:
    """One record that only this browser can read. `salt` and `ours` are given by tests alone."""
    salt = salt or os.urandom(16)
    ours = ours or ec.generate_private_key(ec.SECP256R1())
    mine = public_bytes(ours)
    shared = ours.exchange(ec.ECDH(), _point(to.public))
    info = b"WebPush: info\x00" + to.public + mine
    key_material = _derived(shared, to.secret, info, 32)
    key = _derived(key_material, salt, b"Content-Encoding: aes128gcm\x00", 16)
    nonce = _derived(key_material, salt, b"Content-Encoding: nonce\x00", 12)
    sealed = AESGCM(key).encrypt(nonce, text + b"\x02", None)
    return salt + struct.pack("!LB", RECORD, len(mine)) + mine + sealed


def _derived(material: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(material)


def key_of(number: str) -> ec.EllipticCurvePrivateKey:
    """The sender's key from the 64 hex digits in which it is kept."""
    return ec.derive_private_key(int(number, 16), ec.SECP256R1())


def new_key() -> str:
    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return f"{number:064x}"


def identification(
    endpoint: str, key: ec.EllipticCurvePrivateKey, *, subject: str, now: int
) -> str:
    """The header by which a push service knows who sends, and whom to write to about it."""
    parts = urlsplit(endpoint)
    said = {"aud": f"{parts.scheme}://{parts.netloc}", "exp": now + LIVES, "sub": subject}
    token = jwt.encode(said, key, algorithm="ES256")
    return f"vapid t={token}, k={b64(public_bytes(key))}"
