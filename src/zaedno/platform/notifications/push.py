"""What a device is told: the title of a public thing and where it stands, sealed for it alone."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from zaedno.core import clock, outside, registry
from zaedno.core.viewer import Viewer
from zaedno.platform.cities.addresses import absolute
from zaedno.platform.notifications import webpush, words

LIVES = 24 * 3600  # seconds that a push service keeps a message for a device that sleeps
LONGEST = 120


@dataclass(frozen=True)
class Message:
    """Ready to be sent: an address, a sealed body and the headers."""

    endpoint: str
    body: bytes
    headers: dict[str, str]


def key_file() -> Path:
    return Path(settings.DATA) / "push.key"


@cache
def key() -> EllipticCurvePrivateKey:
    """From the environment where machines share it, else from the file made at first use."""
    return webpush.key_of(settings.ZAEDNO_PUSH_KEY or _kept(key_file()))


def _kept(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    made = webpush.new_key()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(made + "\n")
        file.flush()
        os.fsync(file.fileno())
    return made


def public_key() -> str:
    """By which a browser knows that messages come from here."""
    return webpush.b64(webpush.public_bytes(key()))


def message(row: Any) -> Message | None:
    """Nothing where the thing is not public any more. No name and no word of its reader in it."""
    reader, city = row.device.reader, row.city
    with override(reader.lang):
        viewer = Viewer(city=city, lang=reader.lang)
        thing = registry.thing(viewer, row.news.kind, row.news.ident)
        if thing is None:
            return None
        answer = row.news.what == "answer"
        page = thing.url if answer else reverse("links:thread", args=[thing.kind, thing.id])
        said = {
            "title": thing.title[:LONGEST],
            "body": words.said(row.news.what, thing)[:LONGEST],
            "url": absolute(city, page),
            "tag": f"{thing.kind}:{thing.id}",
            "lang": reader.lang,
        }
    device = row.device
    to = webpush.target(device.endpoint, device.public, device.secret)
    return Message(
        device.endpoint, webpush.encrypt(json.dumps(said).encode(), to), _headers(device)
    )


def _headers(device: Any) -> dict[str, str]:
    now = int(clock.now().timestamp())
    subject = absolute(device.reader.city, "/")
    return {
        "Authorization": webpush.identification(device.endpoint, key(), subject=subject, now=now),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(LIVES),
        "Urgency": "low",
    }


def send(ready: Message) -> outside.Answer:
    return outside.post(ready.endpoint, ready.body, ready.headers)
