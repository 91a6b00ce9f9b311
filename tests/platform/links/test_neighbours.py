"""One step along the thread, up and down."""

from __future__ import annotations

from tests.features.documents.build import draft, public
from tests.world import World
from zaedno.platform.links.actions import link
from zaedno.platform.links.queries import neighbours

KIND = "documents.document"


def test_up_and_down_as_the_viewer_sees_them(world: World) -> None:
    early, late, hidden = public(world), public(world, title="Late"), draft(world, title="Hidden")
    for source in (early, hidden):
        link(world.ctx("editor"), source=source, target=late, relation="cites")
    seen = neighbours.sources(world.viewer(), KIND, [late.pk], "cites")
    assert [thing.id for thing in seen[str(late.pk)]] == [str(early.pk)]
    staff = neighbours.sources(world.viewer("editor"), KIND, [late.pk])
    assert len(staff[str(late.pk)]) == 2
    down = neighbours.targets(world.viewer(), KIND, [early.pk], "cites", of=(KIND,))
    assert down[str(early.pk)][0].id == str(late.pk)
    assert neighbours.targets(world.viewer(), KIND, [early.pk], "answers") == {}
    assert neighbours.targets(world.viewer("", world.other_city), KIND, [early.pk]) == {}
