from __future__ import annotations

from zaedno.features.sample import actions

from zaedno.core.actions import system_ctx


def sweep() -> int:
    return actions.sweep(system_ctx())
