from __future__ import annotations

import pytest

from tests.world import World
from zaedno.core.verdict import Refused
from zaedno.platform.links.actions import link, unlink
from zaedno.platform.links.models import Link


def tie(world: World) -> Link:
    return link(
        world.ctx("coordinator"),
        source=("workshops.note", 1),
        target=("needs.need", 2),
        relation="grew_out_of",
    )


def test_a_tie_is_ended_with_a_reason_and_may_be_made_again(world: World) -> None:
    first = tie(world)
    ended = unlink(world.ctx("coordinator"), tie=first, reason="Сгрешена бележка")
    assert ended.ended_at is not None
    assert ended.end_reason == "Сгрешена бележка"
    assert tie(world).pk != first.pk


@pytest.mark.parametrize(("role", "reason"), [("coordinator", " "), ("participant", "Защото")])
def test_no_reason_or_no_role_is_refused(world: World, role: str, reason: str) -> None:
    with pytest.raises(Refused):
        unlink(world.ctx(role), tie=tie(world), reason=reason)
