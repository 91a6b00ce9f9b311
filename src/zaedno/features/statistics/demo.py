"""The demo's numbers are counted, not written."""

from __future__ import annotations

from zaedno.core.demo import DemoLoad
from zaedno.features.statistics.schedule import count_due


def load(demo: DemoLoad) -> None:
    count_due()
