"""The one way to tell open pages that something changed; always after the commit."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import Any

from django.core import signing
from django.db import transaction

log = logging.getLogger("zaedno.live")

Transport = Callable[[str], None]
_transport: list[Transport] = []
TOKEN_AGE = 12 * 3600


def set_transport(send: Transport | None) -> None:
    """The server process says how messages travel; without one nobody is listening."""
    _transport.clear()
    if send is not None:
        _transport.append(send)


def publish(board: str, kind: str, ident: Any = "") -> None:
    """Tell the listeners of `board` that `kind` changed; ids only, no texts."""
    message = json.dumps({"board": board, "kind": kind, "id": str(ident)})
    transaction.on_commit(lambda: _send(message))


def _send(message: str) -> None:
    for send in _transport:
        try:
            send(message)
        except Exception:
            log.exception("a live message was not sent")


def token(board: str) -> str:
    """Permission to listen to a board, put into the page of somebody who may see it."""
    return signing.dumps(board, salt="zaedno.live")


def board_of(permission: str) -> str | None:
    try:
        return signing.loads(permission, salt="zaedno.live", max_age=TOKEN_AGE)
    except signing.BadSignature:
        return None
