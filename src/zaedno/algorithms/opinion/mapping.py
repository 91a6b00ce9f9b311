"""The whole way from votes to an opinion map: axes, places, groups, what divides and what joins.

Two modes
    `ZAEDNO` (the default): statements taken out by moderators do not exist; a pass is no
    disagreement; common ground has two sides; false discoveries are held down; no group is smaller
    than five people or 2 % of those on the map.
    `POLIS`: as Polis defines it, for comparison with its reports. Statements taken out count as
    seen by everybody, which moves all places; see `polis`.
Who is on the map
    People with at least 7 votes (or one on each statement, where there are fewer); where these are
    fewer than 15, the 15 with most votes.
Errors
    `InputFault` where there is nothing to compare: fewer than two statements, or passes only.

>>> from zaedno.algorithms.opinion.votes import gather_votes
>>> who = np.repeat(np.arange(20), 8)
>>> what = np.tile(np.arange(8), 20)
>>> vote = np.where(what == 7, 1, np.where((who < 12) == (what < 4), 1, -1))
>>> found = map_opinions(gather_votes(who, what, vote))
>>> found.groups.members.tolist(), [(f.column, f.word) for f in found.consensus]
([12, 8], [(7, 'agree')])
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.faults import mark as _
from zaedno.algorithms.opinion import own, polis
from zaedno.algorithms.opinion.axes import Axes, axes_of, extremity, live_counts, project
from zaedno.algorithms.opinion.counts import GroupCounts, count_groups
from zaedno.algorithms.opinion.findings import Finding
from zaedno.algorithms.opinion.groups import GroupRules, Groups, find_groups
from zaedno.algorithms.opinion.votes import Votes

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

ENOUGH_VOTES, ENOUGH_PEOPLE = 7, 15


@dataclass(frozen=True)
class Mode:
    """A name and the rules for groups; which statistics follow from the name."""

    name: str
    rules: GroupRules


ZAEDNO = Mode("zaedno", GroupRules())
POLIS = Mode("polis", GroupRules(first_rows=True, weighted=False, least_members=1, least_share=0))
MODES = {mode.name: mode for mode in (ZAEDNO, POLIS)}


@dataclass(frozen=True, eq=False)
class Plane:
    """Axes and places: `places` (n, 2) of all participants, `shown` (n,) who is on the map."""

    axes: Axes
    places: Floats
    shown: Flags


@dataclass(frozen=True, eq=False)
class Statistics:
    """What follows from given groups, for m statements.

    `counts` are those of the groups, `everybody` (1, m) of all participants. `common` (m,) is the
    larger of the two common shares (mode `zaedno`) or group-aware consensus (mode `polis`).
    `extremity` and `priorities` are (m,).
    """

    counts: GroupCounts
    everybody: GroupCounts
    representative: list[list[Finding]]
    consensus: list[Finding]
    common: Floats
    extremity: Floats
    priorities: Floats


@dataclass(frozen=True, eq=False)
class OpinionMap(Statistics):
    """An opinion map of n participants and m statements.

    `groups` are those of the people shown, `labels` (n,) of all, -1 for those not shown.
    """

    mode: Mode
    live: Flags
    meta: Flags
    plane: Plane
    groups: Groups
    labels: NDArray[np.int64]


def map_opinions(
    votes: Votes,
    mode: Mode = ZAEDNO,
    *,
    excluded: Flags | None = None,
    meta: Flags | None = None,
    number: int | None = None,
    axes: Axes | None = None,
) -> OpinionMap:
    """The opinion map of a table of votes.

    `excluded` (m,) marks statements taken out by moderators, `meta` (m,) those about the people
    themselves ("I live in a village"), which say nothing of opinions. `number` asks for that many
    groups instead of the best-separated. `axes` are those of the live statements where they are
    at hand, such as from co-vote counts kept vote by vote or added up from many machines.
    """
    live, meta = live_and_meta(votes, excluded, meta)
    if excluded is not None and mode is not POLIS:
        meta = meta & ~excluded  # a statement taken out is not shown, whatever it is about
    plane = find_plane(votes, mode, live, axes)
    groups = find_groups(plane.places[plane.shown], mode.rules, number)
    labels = np.full(len(votes.participants), -1)
    labels[plane.shown] = groups.labels
    found = statistics(votes, mode, plane.axes, labels, groups.number, live, meta)
    return OpinionMap(
        **vars(found),
        mode=mode,
        live=live,
        meta=meta,
        plane=plane,
        groups=groups,
        labels=labels,
    )


def live_and_meta(votes: Votes, excluded: Flags | None, meta: Flags | None) -> tuple[Flags, Flags]:
    """The statements that shape the map, and those about people; raises as the module says."""
    sided = np.zeros(len(votes.statements), bool)
    for _rows, part in votes.blocks():
        sided[part.columns[part.values != 0]] = True
    return live_among(sided, excluded, meta)


def live_among(sided: Flags, excluded: Flags | None, meta: Flags | None) -> tuple[Flags, Flags]:
    """As `live_and_meta`, where `sided` (m,) tells on which statements somebody took a side."""
    meta = np.zeros(len(sided), bool) if meta is None else meta
    live = ~(meta if excluded is None else excluded | meta)
    if int(live.sum()) < 2:
        raise InputFault(
            _("A map needs votes on at least two statements; here there are {number}."),
            number=int(live.sum()),
        )
    if not sided[live].any():
        raise InputFault(_("All votes are passes: there is nothing to compare."))
    return live, meta


def find_plane(votes: Votes, mode: Mode, live: Flags, axes: Axes | None = None) -> Plane:
    """Axes, places and who is shown."""
    axes = axes or axes_of(votes, live)
    if mode is POLIS:
        width, taken_out = len(live), int((~live).sum())
        places = project(votes, axes, live, extra_seen=taken_out, width=width)
        return Plane(axes, places, shown(votes.counts, width))
    places = project(votes, axes, live)
    return Plane(axes, places, shown(live_counts(votes, live), int(live.sum())))


def shown(counts: NDArray[Any], statements: int) -> Flags:
    """Who is on the map, from each person's number of votes.

    >>> shown(np.array([3, 8, 9]), 20).tolist(), int(shown(np.r_[np.full(30, 7), 6], 20).sum())
    ([True, True, True], 30)
    """
    enough = counts >= min(ENOUGH_VOTES, statements)
    if int(enough.sum()) < ENOUGH_PEOPLE:
        most = np.argsort(-counts, kind="stable")[:ENOUGH_PEOPLE]
        enough = enough.copy()
        enough[most[counts[most] > 0]] = True
    return np.asarray(enough)


def statistics(
    votes: Votes,
    mode: Mode,
    axes: Axes,
    labels: NDArray[Any],
    number: int,
    live: Flags,
    meta: Flags,
) -> Statistics:
    """What sets the groups with these labels (n,) apart and what joins them; -1 is in no group."""
    every = count_groups(votes, np.where(labels < 0, number, labels), number + 1)
    return statistics_of_counts(every.first(number), every.together, mode, axes, live, meta)


def statistics_of_counts(
    counts: GroupCounts, everybody: GroupCounts, mode: Mode, axes: Axes, live: Flags, meta: Flags
) -> Statistics:
    """As `statistics`, from the counts of the groups and of all people together."""
    if mode is POLIS:
        far = extremity(axes, len(live))
        return Statistics(
            counts,
            everybody,
            polis.representative(counts, live),
            polis.consensus(everybody, live),
            polis.group_aware_consensus(counts),
            far,
            polis.priorities(counts, far, meta),
        )
    far = extremity(axes, int(live.sum()), both_sides=True)
    return Statistics(
        counts,
        everybody,
        own.representative(counts, live),
        own.common_ground(counts, live),
        own.common_shares(counts).max(axis=0),
        far,
        own.priorities(everybody, far, live | meta, meta),
    )
