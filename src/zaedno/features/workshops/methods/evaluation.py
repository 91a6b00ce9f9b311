"""The ready questions after a meeting, asked where a method says nothing else.

They are data, in `ready/evaluation.yaml`. A method names one by `{ready: useful}` among questions
of its own. Their names never change, so that meetings can be compared by them.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parent / "ready" / "evaluation.yaml"
MEETING = ({"ready": "useful"}, {"ready": "heard"}, {"ready": "again"})


@cache
def ready() -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in yaml.safe_load(FILE.read_text("utf-8"))}


def is_ready(one: Any) -> bool:
    return isinstance(one, dict) and set(one) == {"ready"}


def whole(found: Iterable[Any]) -> list[Any]:
    """The questions in full, those of the house in their place."""
    return [ready()[one["ready"]] if is_ready(one) else one for one in found]
