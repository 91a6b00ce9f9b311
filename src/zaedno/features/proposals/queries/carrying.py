"""Where proposals may go on, and which lines of a table are there already."""

from __future__ import annotations

from zaedno.core.viewer import Viewer
from zaedno.features.proposals.models.proposal import Proposal
from zaedno.features.proposals.queries import rows
from zaedno.platform.processes.models import Process
from zaedno.platform.processes.queries import rows as processes


def takes(viewer: Viewer, process: Process) -> bool:
    """A published process with a stage for proposals that is not concluded."""
    ours = any(stage.method == rows.METHOD for stage in process.stages.all())
    return ours and process.state == Process.State.PUBLIC


def targets(viewer: Viewer, row: Proposal) -> list[Process]:
    """Where this proposal could stand as well."""
    found = processes.with_method(viewer, rows.METHOD).exclude(pk=row.process_id)
    return [one for one in found if takes(viewer, one)]


def keys(viewer: Viewer, process: Process) -> set[str]:
    """The lines of earlier tables."""
    found = Proposal.objects.filter(city_id=viewer.city.pk, process=process).exclude(row_key="")
    return set(found.values_list("row_key", flat=True))


def known(viewer: Viewer, process: Process, wanted: list[str]) -> int:
    """How many of these lines are there already."""
    found = Proposal.objects.filter(city_id=viewer.city.pk, process=process, row_key__in=wanted)
    return found.count()
