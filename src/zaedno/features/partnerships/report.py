"""What the catalogue gives to the report and to the coordinator's desk."""

from __future__ import annotations

from django.utils.translation import gettext as _

from zaedno.core.report import Block, Bullets, Cell, Paragraph, ReportScope, ReportSection, Table
from zaedno.core.things import Task
from zaedno.core.viewer import Viewer
from zaedno.features.partnerships import queries, rules
from zaedno.features.partnerships.models import EngagementModel


def sections(viewer: Viewer, *, scope: ReportScope) -> list[ReportSection]:
    rows = list(queries.listed(viewer, state=EngagementModel.State.PUBLISHED))
    if not rows:
        return []

    def said(texts: object) -> str:
        return texts.best(viewer.lang)[0] or "–"  # type: ignore[attr-defined]

    lines = [
        [
            Cell(said(row.title), row.get_absolute_url()),
            said(row.partner_gives),
            said(row.partner_gains),
            said(row.city_gives),
            said(row.city_gains),
            row.get_influence_display(),
        ]
        for row in rows
    ]
    heads = [
        _("Model"),
        _("Partner gives"),
        _("Partner gains"),
        _("City gives"),
        _("City gains"),
        _("Level of participation"),
    ]
    care = [
        f"{said(row.title)}: {said(row.risk)} → {said(row.safeguard)}"
        for row in rows
        if row.risk or row.safeguard
    ]
    blocks: list[Block] = [
        Paragraph(_("Each model states a gain for both sides; without it none is published.")),
        Table(_("Engagement models"), heads, lines),
        Paragraph(_("Risks and what guards against them:")),
        Bullets(care),
    ]
    invented = any(row.illustrative for row in rows)
    return [ReportSection("engagement_models", blocks=blocks, illustrative=invented)]


def tasks(viewer: Viewer) -> list[Task]:
    """Drafts that wait to be published."""
    if not viewer.has(*rules.PUBLISHING):
        return []
    drafts = queries.listed(viewer, state=EngagementModel.State.DRAFT)
    return [
        Task(
            title=_("Publish the model or send it back: %(title)s") % {"title": row.title},
            url=row.get_absolute_url(),
            since=row.described_at,
        )
        for row in drafts
    ]
