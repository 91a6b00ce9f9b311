"""The questions a process asks beside the words of a proposal."""

from __future__ import annotations

from zaedno.core.viewer import Viewer
from zaedno.features.proposals.models.proposal import Proposal
from zaedno.platform.forms.logic import Outline, missing
from zaedno.platform.forms.models import Form, Question, Reply
from zaedno.platform.forms.queries import rows as forms
from zaedno.platform.processes.models import Process

OWNER = "processes.process"


def form_of(viewer: Viewer, process: Process) -> Form | None:
    return forms.of_owner(viewer, OWNER, str(process.pk))


def outline_of(viewer: Viewer, form: Form) -> Outline:
    return forms.outline(viewer, form)


def reply_of(viewer: Viewer, form: Form, row: Proposal) -> Reply | None:
    return forms.beside(viewer, form, [row.receipt]).get(row.receipt)


def left(viewer: Viewer, row: Proposal) -> Question | None:
    """A question that has to be answered before the proposal is published."""
    form = form_of(viewer, row.process)
    if form is None:
        return None
    reply = reply_of(viewer, form, row)
    found = missing(outline_of(viewer, form), reply.answers if reply else {})
    return found[0][1] if found else None
