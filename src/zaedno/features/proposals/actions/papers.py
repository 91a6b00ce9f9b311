"""Lay a file beside a proposal, take it out again."""

from __future__ import annotations

from typing import Any

from django.core.files.base import File as Upload

from zaedno.core.actions import Ctx, action
from zaedno.core.verdict import ensure
from zaedno.features.proposals.models.papers import Attachment
from zaedno.features.proposals.models.proposal import Proposal
from zaedno.features.proposals.queries import papers, rows
from zaedno.features.proposals.rules import papers as rules
from zaedno.platform.files.actions import hold, store


@action("proposals.attach")
def attach(ctx: Ctx, *, proposal: Proposal, upload: Upload[Any], about: str) -> Attachment:
    """A PDF or a picture; whoever may read the proposal may open it. Its row counts the files."""
    row = rows.held(ctx.viewer, proposal.pk)
    count = len(papers.attachments(ctx.viewer, row))
    ensure(rules.may_attach(ctx.viewer, rows.facts(ctx.viewer, row, ctx.now), count))
    ensure(rules.may_name(about))
    file = store(ctx, upload=upload)
    hold(ctx, file=file, holder=row)
    made = Attachment.objects.create(
        city_id=ctx.city.pk, proposal=row, file=file, about=about, added_at=ctx.now
    )
    ctx.record(row, file=file.pk)
    return made


@action("proposals.detach")
def detach(ctx: Ctx, *, proposal: Proposal, ident: int) -> Proposal:
    """The file is taken out; what the journal said about it stays."""
    row = rows.held(ctx.viewer, proposal.pk)
    ensure(rules.may_attach(ctx.viewer, rows.facts(ctx.viewer, row, ctx.now), 0))
    found = papers.attachment(ctx.viewer, row, ident)
    file = found.file
    found.delete()
    ctx.record(row, file=file.pk)
    return row
