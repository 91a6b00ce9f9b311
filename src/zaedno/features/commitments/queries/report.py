"""The commitments section of the report on maturity."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zaedno.core.partial_dates import When
from zaedno.core.report import Cell, Paragraph, ReportScope, ReportSection, Table
from zaedno.core.viewer import Viewer
from zaedno.features.commitments import words
from zaedno.features.commitments.models import Commitment
from zaedno.features.commitments.queries import rows as found
from zaedno.platform.cities.choices import with_unit


def sections(viewer: Viewer, *, scope: ReportScope) -> list[ReportSection]:
    """Every confirmed commitment up to the report's day, dropped ones with their reason."""
    chosen = found.chosen(viewer, {"counted": True}).filter(confirmed_on__lte=scope.as_of)
    rows = found.standings(viewer, found.with_history(viewer, chosen), scope.as_of)
    if not rows:
        return [ReportSection("commitments", blocks=[Paragraph(_("No commitment yet."))])]
    total = ngettext("%(n)d commitment", "%(n)d commitments", len(rows)) % {"n": len(rows)}
    lead = [
        Cell(total, reverse("commitments:list") + "?counted=on"),
        _(" stand confirmed by their owners. Delivery, schedule and freshness are computed as of "),
        f"{_date(viewer, scope).removesuffix('.')}.",  # Bulgarian dates have one of their own
    ]
    table = Table(
        _("Commitments, who owns them and how they stand"),
        [_("Commitment"), _("Owner"), _("Due"), _("Target"), _("Value"), _("Status")],
        [_cells(viewer, row) for row in rows],
        numeric=(3, 4),
    )
    dropped = [r.commitment for r in rows if r.stand.delivery == "withdrawn"]
    notes = [
        Paragraph(
            _("Dropped: %(text)s. Reason: %(reason)s.")
            % {
                "text": one.text.best(viewer.lang)[0],
                "reason": one.withdrawn_reason.best(viewer.lang)[0].rstrip("."),
            }
        )
        for one in dropped
    ]
    return [ReportSection("commitments", blocks=[Paragraph(lead), table, *notes])]


def _date(viewer: Viewer, scope: ReportScope) -> str:
    return When.day(scope.as_of).show(viewer.lang)


def _cells(viewer: Viewer, row: found.Row) -> list[str | Cell]:
    one: Commitment = row.commitment
    url = reverse("commitments:detail", args=[one.pk])
    said = [words.delivery(row.stand), words.schedule(row.stand)]
    return [
        Cell(one.text.best(viewer.lang)[0], url),
        one.owner.name.best(viewer.lang)[0],
        one.due_now.show(viewer.lang),
        with_unit(one.target, one.unit),
        Cell(with_unit(row.stand.value, one.unit), url + "#progress"),
        "; ".join(word for word in said if word),
    ]
