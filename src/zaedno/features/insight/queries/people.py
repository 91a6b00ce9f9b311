"""Who took part in a process beside the declared population."""

from __future__ import annotations

from collections import Counter
from typing import Any

from zaedno.algorithms.suppression import SMALLEST
from zaedno.core import registry
from zaedno.core.viewer import Viewer
from zaedno.features.insight.models import Reading
from zaedno.platform.population.comparing import Compared
from zaedno.platform.population.queries import compared as beside
from zaedno.platform.processes.models import Process


def counted(viewer: Viewer, process: Process, before: list[Any]) -> list[list[Any]]:
    """What the rooms know of their people, added up: once for each way somebody took part.

    What was told before stays until at least five more people are known, so that nobody can see
    from one look to the next which group a single person is of.
    """
    found: Counter[tuple[str, str]] = Counter()
    for feature, group, people in registry.gather("took_part", viewer, process=process):
        found[feature, group] += people
    now: list[list[Any]] = [
        [feature, group, people] for (feature, group), people in sorted(found.items())
    ]
    grown = sum(row[2] for row in now) - sum(row[2] for row in before)
    return now if not before or grown >= SMALLEST or grown < 0 else before


def compared(viewer: Viewer, reading: Reading | None) -> list[Compared]:
    """Who took part, as it was last counted, beside the declared population."""
    rows = reading.took_part if reading else []
    return beside(viewer, {(feature, group): people for feature, group, people in rows})
