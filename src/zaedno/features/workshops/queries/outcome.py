"""What grew from a workshop's groups, group by group: the answer to everybody who wrote a note."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from zaedno.core import registry
from zaedno.core.things import Thing
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.board import Cluster
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import snapshot
from zaedno.platform.links.queries.neighbours import targets

CLUSTER = "workshops.cluster"


@dataclass(frozen=True)
class Grown:
    """A group with its dots, and what was made of it."""

    cluster: Cluster
    dots: int
    thing: Thing | None
    things: list[Thing]


def grown(viewer: Viewer, event: Workshop) -> list[Grown]:
    """Every group in the order of the vote, those too of which nothing was made yet."""
    ranking = snapshot.ranking(viewer, event)
    own = [cluster.pk for cluster, _dots in ranking]
    near, here = (
        targets(viewer, CLUSTER, own),
        registry.things(viewer, [(CLUSTER, pk) for pk in own]),
    )
    return [
        Grown(
            cluster,
            dots,
            here.get((CLUSTER, str(cluster.pk))),
            [t for t in near.get(str(cluster.pk), []) if t.kind != "workshops.workshop"],
        )
        for cluster, dots in ranking
    ]


def lines_by_language(viewer: Viewer, event: Workshop) -> dict[str, list[str]]:
    """For a letter, as anybody may read it: one sentence for each thing that grew."""
    told = {}
    for lang in viewer.city.languages:
        with override(lang):
            public = Viewer(city=viewer.city, lang=lang)
            told[lang] = [
                _("“%(group)s” → %(thing)s (%(state)s)")
                % {
                    "group": one.cluster.title.best(lang)[0],
                    "thing": thing.title,
                    "state": thing.status_word,
                }
                for one in grown(public, event)
                for thing in one.things
            ]
    return told
