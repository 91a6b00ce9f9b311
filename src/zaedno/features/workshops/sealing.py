"""Canonical JSON and its hash: what a snapshot keeps, so that anybody can count it again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Sealed:
    content: str
    sha256: str


def seal(content: dict[str, Any]) -> Sealed:
    """Sorted keys, no spaces, UTF-8; SHA-256 of exactly these bytes.

    >>> seal({"b": "я", "a": 1}).content
    '{"a":1,"b":"я"}'
    """
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return Sealed(text, hashlib.sha256(text.encode()).hexdigest())
