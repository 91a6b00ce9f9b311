"""What a room lays on the moderators' one queue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from zaedno.core.verdict import Sentence


@dataclass(frozen=True)
class Waiting:
    """Something that only its author and moderators see until it is let through."""

    kind: Sentence  # "comment", as people say it
    receipt: str
    text: str
    lang: str
    since: datetime
    url: str
    approve_url: str
    hide_url: str
    title: str = ""
    about: str = ""
    hints: Sequence[Sentence] = ()
