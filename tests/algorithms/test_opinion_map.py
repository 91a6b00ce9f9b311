"""Cold maps of published conversations, and what holds for every map."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.algorithms.opinion_fixtures import BIODIVERSITY, conversation
from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.opinion import own
from zaedno.algorithms.opinion.axes import axes_by_iteration, axes_from_covotes
from zaedno.algorithms.opinion.counts import GroupCounts
from zaedno.algorithms.opinion.covotes import count_covotes
from zaedno.algorithms.opinion.groups import agreement, find_groups, silhouette, split_bases
from zaedno.algorithms.opinion.mapping import POLIS, ZAEDNO, OpinionMap, map_opinions
from zaedno.algorithms.opinion.routing import draw
from zaedno.algorithms.opinion.stability import stability
from zaedno.algorithms.opinion.votes import gather_votes

STABLE = ("austria-climate.konsum", BIODIVERSITY, "vtaiwan.uberx", "scoop-hivemind.taxes")
FIELDS = ("labels", "common", "extremity", "priorities")


def against_published(name: str, mode, number: int | None = None) -> tuple[float, OpinionMap]:
    votes, excluded, published = conversation(name)
    found = map_opinions(votes, mode, excluded=excluded, number=number)
    both = (published >= 0) & (found.labels >= 0)
    return agreement(found.labels[both], published[both]), found


@pytest.mark.parametrize(
    ("name", "number", "least"),
    [
        ("austria-climate.konsum", None, 0.97),
        (BIODIVERSITY, None, 0.95),
        ("vtaiwan.uberx", None, 0.91),
        ("scoop-hivemind.taxes", None, 0.81),
        ("brexit-consensus", 2, 0.87),
    ],
)
def test_groups_from_a_cold_start_are_nearly_the_published(name, number, least) -> None:
    found, _map = against_published(name, POLIS, number)
    assert found >= least
    ours, _map = against_published(name, ZAEDNO, number)
    assert ours >= 0.75


@pytest.mark.parametrize("name", ["football-concussions", "scoop-hivemind.affordable-housing"])
def test_what_was_published_of_these_is_not_in_their_votes(name) -> None:
    """Published by an older algorithm, or where the second axis hardly stands out."""
    found, _map = against_published(name, POLIS)
    assert found < 0.2


@pytest.mark.parametrize("name", STABLE)
def test_stable_maps_are_called_stable(name) -> None:
    votes, excluded, _published = conversation(name)
    found = stability(votes, seed="1", excluded=excluded, repetitions=5)
    assert found.stable
    assert max(found.numbers, key=found.numbers.get) == 2


def test_unstable_maps_are_called_unstable() -> None:
    votes, excluded, _published = conversation("scoop-hivemind.affordable-housing")
    found = stability(votes, seed="1", excluded=excluded, repetitions=7)
    assert not found.stable
    assert found.least <= found.median < 0.7
    assert found == stability(votes, seed="1", excluded=excluded, repetitions=7)
    assert found != stability(votes, seed="2", excluded=excluded, repetitions=7)


def test_votes_by_lot_have_no_stable_groups() -> None:
    random = np.random.default_rng(1)
    people, width = 300, 40
    votes = gather_votes(
        np.repeat(np.arange(people), width),
        np.tile(np.arange(width), people),
        random.integers(-1, 2, people * width),
    )
    assert not stability(votes, seed="1", repetitions=7).stable
    assert map_opinions(votes).consensus == []


@pytest.mark.parametrize("mode", [POLIS, ZAEDNO], ids=lambda mode: mode.name)
def test_the_order_of_the_votes_changes_no_bit(mode) -> None:
    votes, excluded, _published = conversation("brexit-consensus")
    who, what = votes.participants[votes.rows()], votes.statements[votes.columns]
    order = np.random.default_rng(5).permutation(len(votes))
    shuffled = gather_votes(who[order], what[order], votes.values[order])
    ours, theirs = (map_opinions(v, mode, excluded=excluded) for v in (votes, shuffled))
    assert np.array_equal(ours.plane.places, theirs.plane.places)
    assert np.array_equal(ours.plane.axes.loadings, theirs.plane.axes.loadings)
    assert all(np.array_equal(getattr(ours, f), getattr(theirs, f)) for f in FIELDS)
    assert ours.representative == theirs.representative
    assert ours.consensus == theirs.consensus


@given(st.integers(0, 10**6), st.integers(3, 30), st.integers(2, 12), st.floats(0.3, 1))
@settings(max_examples=40, deadline=None)
def test_both_ways_to_the_axes_meet_the_whole_table(seed, people, width, share) -> None:
    random = np.random.default_rng(seed)
    value = random.integers(-1, 2, (people, width))
    here = random.random((people, width)) < share
    here[0, 0] = True
    rows, columns = np.nonzero(here)
    votes = gather_votes(rows, columns, value[here], known_statements=np.arange(width))
    mean = np.where(here, value, 0).sum(axis=0) / np.maximum(here.sum(axis=0), 1)
    left = np.where(here, value - mean, 0)
    exact = np.sort(np.linalg.eigvalsh(left.T @ left))[::-1][:2]
    for axes in (axes_from_covotes(count_covotes(votes)), axes_by_iteration(votes)):
        np.testing.assert_allclose(axes.means, mean, atol=1e-12)
        np.testing.assert_allclose(axes.variances, exact, atol=1e-9)
        for loading, size in zip(axes.loadings, axes.variances, strict=True):
            np.testing.assert_allclose(left.T @ (left @ loading), size * loading, atol=1e-6)


@given(st.integers(0, 10**6), st.integers(2, 40))
@settings(max_examples=40, deadline=None)
def test_names_and_order_of_people_do_not_shape_groups(seed, people) -> None:
    random = np.random.default_rng(seed)
    places = random.integers(-6, 7, (people, 2)) / 4  # sums of these have no rounding
    order = random.permutation(people)
    assert agreement(split_bases(places)[order], split_bases(places[order])) == 1
    ours, theirs = find_groups(places), find_groups(places[order])
    assert ours.silhouettes == pytest.approx(theirs.silhouettes)
    assert agreement(ours.labels[order], theirs.labels) == pytest.approx(1)


@given(st.lists(st.integers(0, 3), min_size=2, max_size=30), st.permutations(range(4)))
def test_agreement_knows_no_names(labels, names) -> None:
    first = np.array(labels)
    assert agreement(first, np.array(names)[first]) == pytest.approx(1)


def test_weighted_silhouette_is_that_of_the_people() -> None:
    points = np.array([[0.0, 0], [1, 0], [5, 1], [6, 0]])
    labels, weights = np.array([0, 0, 1, 1]), np.array([3, 1, 2, 4])
    each = np.repeat(np.arange(4), weights)
    assert silhouette(points, labels, weights) == pytest.approx(
        silhouette(points[each], labels[each])
    )


def counts(agree, disagree, seen) -> GroupCounts:
    return GroupCounts(*(np.array(c) for c in (agree, disagree, seen)))


def test_rejected_by_all_is_common_ground() -> None:
    votes = counts([[2, 40], [1, 2]], [[38, 2], [40, 39]], [[40, 42], [41, 41]])
    live = np.ones(2, bool)
    assert [(f.column, f.word) for f in own.common_ground(votes, live)] == [(0, "disagree")]
    reversed_votes = counts(votes.disagree, votes.agree, votes.seen)
    assert [(f.column, f.word) for f in own.common_ground(reversed_votes, live)] == [(0, "agree")]
    meta, far = np.zeros(2, bool), np.zeros(2)
    assert own.priorities(votes, far, live, meta) == pytest.approx(
        own.priorities(reversed_votes, far, live, meta)
    )


def test_a_pass_is_no_disagreement() -> None:
    few = counts([[30], [5]], [[3], [30]], [[33], [35]])
    more = counts([[30], [5]], [[3], [30]], [[53], [60]])
    live = np.ones(1, bool)
    assert own.representative(few, live) == own.representative(more, live)


def test_many_tests_of_nothing_find_little() -> None:
    """With no difference at all one in ten lists may hold something; uncorrected, each does."""
    random = np.random.default_rng(3)
    seen = np.full((2, 500), 60)
    found = 0
    for _repetition in range(40):
        agree = random.binomial(seen, 0.5)
        found += any(own.representative(GroupCounts(agree, seen - agree, seen), np.ones(500, bool)))
    assert found <= 8


def test_taken_out_statements_do_not_exist() -> None:
    votes, excluded, _published = conversation("scoop-hivemind.taxes")
    kept = votes.only(~excluded[votes.columns])
    names = kept.statements[kept.columns]
    without = gather_votes(kept.participants[kept.rows()], names, kept.values)
    ours, theirs = map_opinions(votes, excluded=excluded), map_opinions(without)
    shown = votes.participants[ours.plane.shown]
    assert shown.tolist() == without.participants[theirs.plane.shown].tolist()
    assert np.array_equal(ours.groups.labels, theirs.groups.labels)
    np.testing.assert_allclose(ours.extremity[~excluded], theirs.extremity, atol=1e-9)
    assert not ours.priorities[excluded].any()


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        (([1, 2], [5, 5], [1, -1]), "A map needs votes on at least two statements; here there"),
        (([1, 2], [5, 6], [0, 0]), "All votes are passes: there is nothing to compare."),
    ],
)
def test_nothing_to_compare_is_told(columns, sentence) -> None:
    with pytest.raises(InputFault, match=sentence):
        map_opinions(gather_votes(*columns))


def test_more_groups_than_places_are_refused() -> None:
    votes = gather_votes([1, 1, 2, 2], [5, 6, 5, 6], [1, -1, -1, 1])
    with pytest.raises(InputFault, match="People stand in 2 different places; 3 groups"):
        map_opinions(votes, number=3)


def test_statements_about_people_are_shown_unless_taken_out() -> None:
    votes, excluded, _published = conversation("scoop-hivemind.taxes")
    meta = np.zeros(len(excluded), bool)
    meta[[int(np.argmax(excluded)), int(np.argmin(excluded))]] = True
    found = map_opinions(votes, excluded=excluded, meta=meta)
    assert np.array_equal(found.priorities == 0, excluded)
    assert not found.live[meta].any()


def test_all_of_one_mind_are_one_group() -> None:
    votes = gather_votes(np.repeat(np.arange(30), 8), np.tile(np.arange(8), 30), np.ones(240))
    found = map_opinions(votes)
    assert found.groups.members.tolist() == [30]
    assert found.representative == [[]]
    assert [f.column for f in found.consensus] == [0, 1, 2, 3, 4]
    assert not stability(votes, seed="1", repetitions=3).stable


def test_statements_come_in_proportion_to_their_weight() -> None:
    drawn = [draw(["a", "b", "c"], [1, 3, 0], voted=[], person=n, seed="s")[0] for n in range(4000)]
    assert 0.72 < drawn.count("b") / len(drawn) < 0.78
    assert draw(["a", "b"], [1, 3], voted=["b"], person=1, seed="s", number=5) == ["a"]
    assert draw(["b", "a"], [3, 1], voted=[], person=1, seed="s", number=2) == draw(
        ["a", "b"], [1, 3], voted=[], person=1, seed="s", number=2
    )
    with pytest.raises(InputFault, match="Statement “a”: the weight nan"):
        draw(["a"], [float("nan")], voted=[], person=1, seed="s")
