"""What a live message becomes on an open page: read once for each process and language.

Hundreds of open pages that each fetched what one message is about would stand in a queue for
seconds. Messages between processes stay ids; each process reads what everybody may see of the
thing once, and lays it into the message on its own streams.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import close_old_connections, connections
from django.utils import translation

from zaedno.core import registry
from zaedno.core.viewer import Nowhere, Viewer

log = logging.getLogger("zaedno.live")
LANGUAGES = ("bg", "en")

Told = Callable[[str | None], None]  # nothing: it could not be read, so the pages fetch again


class Reader:
    """One thread reads for a process, in the order of the messages, on a line it keeps."""

    def __init__(self) -> None:
        self.pool = ThreadPoolExecutor(1, "fragments")
        self.stopping = False

    def read(self, message: str, lang: str, told: Told) -> None:
        self.pool.submit(self._read, message, lang, told)

    def _read(self, message: str, lang: str, told: Told) -> None:
        if self.stopping:
            return
        try:
            told(filled(message, lang))
        except Exception:
            log.exception("the part of the page that a live message changes could not be read")
            told(None)
        finally:
            close_old_connections()

    def stop(self) -> None:
        self.stopping = True
        self.pool.submit(connections.close_all)
        self.pool.shutdown(wait=False)


def filled(message: str, lang: str) -> str:
    """The message with `part`, where the room that owns the board offers one."""
    known = json.loads(message)
    part = _part(known, lang)
    return message if part is None else json.dumps({**known, "part": part}, ensure_ascii=False)


def _part(message: dict[str, str], lang: str) -> Any:
    room = message["board"].partition(":")[0]
    viewer = Viewer(city=Nowhere(), lang=lang)
    with translation.override(lang):
        for feature, fragment in registry.offered("live_fragments"):
            if feature.name == room:
                return fragment(
                    viewer, board=message["board"], kind=message["kind"], ident=message["id"]
                )
    return None
