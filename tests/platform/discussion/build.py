"""Comments made by calling their actions."""

from __future__ import annotations

from typing import Any

from tests.features.proposals.build import open_process, proposed
from tests.world import World
from zaedno.features.proposals.models.proposal import Proposal
from zaedno.platform.discussion.actions import writing
from zaedno.platform.discussion.models import Comment
from zaedno.platform.discussion.queries import rows

KIND = "proposals.proposal"


def about(world: World) -> Proposal:
    """Something that is discussed."""
    return proposed(world, open_process(world))


def said(world: World, row: Proposal, role: str = "editor", **more: Any) -> Comment:
    fields: dict[str, Any] = {"text": "Минавам оттам всеки ден.", "lang": "bg"}
    made: Comment = writing.comment(
        world.ctx(role), kind=KIND, ident=str(row.pk), **(fields | more)
    )
    return made


def answered(world: World, parent: Comment, role: str = "participant", **more: Any) -> Comment:
    fields: dict[str, Any] = {"text": "Благодаря за мнението.", "lang": "bg"}
    fresh = rows.comment(world.viewer(role), parent.receipt)
    made: Comment = writing.reply(world.ctx(role), parent=fresh, **(fields | more))
    return made
