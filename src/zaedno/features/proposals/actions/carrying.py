"""Copy a proposal to another process; take in proposals from a table."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from zaedno.core.actions import Ctx, action
from zaedno.core.verdict import ensure
from zaedno.features.proposals import letters
from zaedno.features.proposals.models.papers import Attachment
from zaedno.features.proposals.models.proposal import Proposal
from zaedno.features.proposals.models.together import CoAuthor
from zaedno.features.proposals.queries import answering, carrying, rows
from zaedno.features.proposals.rules import answering as rules
from zaedno.platform.links.actions import link
from zaedno.platform.processes.models import Process
from zaedno.platform.processes.queries.rows import held

KEPT: tuple[str, ...] = (
    "city_id",
    "title",
    "text",
    "lang",
    "author",
    "signed",
    "organisation_id",
    "channel",
)
KEPT += ("theme_id", "district_id", "place", "where", "mark")


@action("proposals.copy")
def copy(ctx: Ctx, *, proposal: Proposal, process: Process) -> Proposal:
    """The same words, authors and files in another process; supports stay where they were given."""
    row = rows.held(ctx.viewer, proposal.pk)
    facts = rows.facts(ctx.viewer, row, ctx.now)
    there = carrying.takes(ctx.viewer, process)
    again = Proposal.objects.filter(process=process, copied_from=row).exists()
    same = process.pk == row.process_id
    ensure(rules.may_copy(ctx.viewer, facts, there, same, again))
    today = timezone.localdate(ctx.now)
    made = Proposal.objects.create(
        **{name: getattr(row, name) for name in KEPT},
        process=process,
        copied_from=row,
        state=Proposal.State.PUBLISHED,
        made_at=ctx.now,
        published_at=ctx.now,
        answer_due=answering.due(ctx.viewer, process, row.theme_id, today),
    )
    _beside(row, made)
    ctx.record(made, process=process.pk, source=row.pk)
    link(ctx, source=row, target=made, relation="grew_out_of")
    letters.to_authors(ctx, made, "copied", partial(_copied, ctx, made))
    return made


def _beside(row: Proposal, made: Proposal) -> None:
    """Files and co-authors as they are at the first one."""
    for one in Attachment.objects.filter(proposal=row):
        one.pk, one.proposal = None, made
        one.save(force_insert=True)
    for who in CoAuthor.objects.filter(proposal=row, state=CoAuthor.State.ACTIVE):
        who.pk, who.proposal = None, made
        who.save(force_insert=True)


def _copied(ctx: Ctx, made: Proposal) -> tuple[str, str]:
    said = _("The city copied your proposal to another process. The first one stays where it is.")
    return letters.about(ctx, made, _("Your proposal stands in another process too"), said)


@action("proposals.take_in")
def take_in(ctx: Ctx, *, process: Process, lines: list[dict[str, Any]]) -> int:
    """Proposals from a table, all or none; a line that is there already gives nothing new."""
    ensure(rules.may_import(ctx.viewer, carrying.takes(ctx.viewer, process)))
    held(ctx.viewer, process.pk)  # two imports at once: the second one sees the first one's lines
    known = carrying.keys(ctx.viewer, process)
    today = timezone.localdate(ctx.now)
    new = [one for one in lines if one["row_key"] not in known]
    for one in new:
        made = Proposal.objects.create(
            city_id=ctx.city.pk,
            process=process,
            channel=Proposal.Channel.TABLE,
            state=Proposal.State.PUBLISHED,
            made_at=ctx.now,
            published_at=ctx.now,
            answer_due=answering.due(ctx.viewer, process, one.get("theme_id"), today),
            **one,
        )
        ctx.record(made, process=process.pk, channel=made.channel)
    return len(new)
