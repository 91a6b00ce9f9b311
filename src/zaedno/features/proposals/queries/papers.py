"""The files beside a proposal."""

from __future__ import annotations

from django.http import Http404

from zaedno.core.viewer import Viewer
from zaedno.features.proposals.models.papers import Attachment
from zaedno.features.proposals.models.proposal import Proposal


def attachments(viewer: Viewer, row: Proposal) -> list[Attachment]:
    found = Attachment.objects.filter(city_id=viewer.city.pk, proposal=row)
    return list(found.select_related("file"))


def attachment(viewer: Viewer, row: Proposal, ident: int) -> Attachment:
    found = Attachment.objects.filter(city_id=viewer.city.pk, proposal=row, pk=ident)
    one = found.select_related("file").first()
    if one is None:
        raise Http404
    return one
