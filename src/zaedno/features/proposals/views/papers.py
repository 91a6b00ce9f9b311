"""Files beside a proposal."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zaedno.core import clock
from zaedno.core.editing import edit, sent
from zaedno.core.http import act, viewer_of
from zaedno.features.proposals.actions import papers as actions
from zaedno.features.proposals.forms.papers import AttachForm
from zaedno.features.proposals.queries import papers, rows
from zaedno.features.proposals.rules import papers as rules


@require_http_methods(["GET", "HEAD", "POST"])
def attach(request: HttpRequest, receipt: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = rows.proposal(viewer, receipt)
    count = len(papers.attachments(viewer, row))
    return edit(
        request,
        rules.may_attach(viewer, rows.facts(viewer, row, clock.now()), count),
        AttachForm(**sent(request)),
        actions.attach,
        title=_("Add a file"),
        back=row.get_absolute_url(),
        then=row.get_absolute_url(),
        said=_("The file stands beside the proposal."),
        proposal=row,
    )


@require_POST
def detach(request: HttpRequest, receipt: str, ident: int) -> HttpResponse:
    row = rows.proposal(viewer_of(request), receipt)
    said = _("The file is taken out.")
    return act(
        request, actions.detach, then=row.get_absolute_url(), said=said, proposal=row, ident=ident
    )
