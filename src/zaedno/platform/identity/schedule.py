"""What the system does by itself."""

from __future__ import annotations

from zaedno.core.actions import system_ctx
from zaedno.platform.identity.actions import keeping


def clear() -> None:
    keeping.clear(system_ctx())
