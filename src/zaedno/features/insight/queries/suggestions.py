"""Words that moderators may make themes of."""

from __future__ import annotations

from zaedno.algorithms.themes import common
from zaedno.core.viewer import Viewer
from zaedno.features.insight.models import REST
from zaedno.features.insight.queries import rows
from zaedno.platform.processes.models import Process

MOST_READ = 2_000  # the newest of what stands in no theme


def words(viewer: Viewer, process: Process) -> list[tuple[str, int]]:
    """The most frequent words of what stands in no theme yet."""
    found = rows.within(viewer, process, REST)[:MOST_READ]
    said = rows.opened(viewer, [(one.kind, one.ident) for one in found])
    return common([f"{one.title}. {one.summary}" for one in said])
