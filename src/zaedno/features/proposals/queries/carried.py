"""What a process holds of this room, for carrying it elsewhere; drafts stay their authors'."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from zaedno.core.viewer import Viewer
from zaedno.features.proposals.models.answering import Inquiry
from zaedno.features.proposals.models.papers import Attachment
from zaedno.features.proposals.models.proposal import Hiding, Proposal, Sheet, Support, Wording
from zaedno.features.proposals.models.together import Amendment, CoAuthor, Move
from zaedno.features.proposals.models.valuation import Valuation
from zaedno.platform.processes.models import Process

OF_PROPOSALS = (
    Wording,
    Support,
    Hiding,
    Attachment,
    CoAuthor,
    Amendment,
    Move,
    Inquiry,
    Valuation,
)


def holdings(viewer: Viewer, process: Process | None) -> list[QuerySet[Any]]:
    city = viewer.city.pk
    mine = Proposal.objects.filter(city_id=city, process=process)
    mine = mine.exclude(state=Proposal.State.DRAFT)
    sheets = Sheet.objects.filter(city_id=city, process=process)
    return [
        mine.order_by("pk"),
        sheets.order_by("pk"),
        *(
            model._default_manager.filter(city_id=city, proposal__in=mine).order_by("pk")
            for model in OF_PROPOSALS
        ),
    ]
