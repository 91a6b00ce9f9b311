"""Polis' own published results for one conversation, given its published groups."""

from __future__ import annotations

import numpy as np
import pytest

from tests.algorithms.opinion_fixtures import BIODIVERSITY, biodiversity, numbers, rows
from zaedno.algorithms.opinion.axes import Axes, axes_by_iteration, axes_of, extremity, project
from zaedno.algorithms.opinion.findings import Finding
from zaedno.algorithms.opinion.groups import silhouette
from zaedno.algorithms.opinion.mapping import POLIS, Statistics, statistics

VOTES = biodiversity()
STATEMENTS = rows(BIODIVERSITY, "golden_statements")
PEOPLE = rows(BIODIVERSITY, "golden_participants")
LIVE = numbers(STATEMENTS, "mod-out") == 0
META = numbers(STATEMENTS, "meta") == 1
LABELS = numbers(PEOPLE, "group").astype(int)
WIDTH = len(LIVE)
NEAR = {"rtol": 1e-9, "atol": 1e-9}


@pytest.fixture(scope="module")
def axes() -> Axes:
    return axes_of(VOTES, LIVE)


@pytest.fixture(scope="module")
def found(axes: Axes) -> Statistics:
    return statistics(VOTES, POLIS, axes, LABELS, 2, LIVE, META)


def published(name: str) -> np.ndarray:
    return numbers(STATEMENTS, name)


def test_the_table_is_theirs() -> None:
    assert VOTES.participants.tolist() == numbers(PEOPLE, "participant").tolist()
    assert VOTES.statements.tolist() == published("comment-id").tolist()
    assert VOTES.counts.tolist() == numbers(PEOPLE, "n-votes").tolist()


@pytest.mark.parametrize("way", [axes_of, axes_by_iteration])
def test_axes(way) -> None:
    axes = way(VOTES, LIVE)
    np.testing.assert_allclose(-axes.means, published("center"), **NEAR)  # theirs: disagree = +1
    for loading, name in zip(axes.loadings, ("pc1", "pc2"), strict=True):
        theirs = published(name)
        assert abs(loading @ theirs) >= 1 - 1e-9
        np.testing.assert_allclose(loading * np.sign(loading @ theirs), theirs, **NEAR)
        assert loading[np.argmax(np.abs(loading))] > 0


def test_base_clusters_are_means_of_our_places(axes: Axes) -> None:
    places = project(VOTES, axes, LIVE, extra_seen=int((~LIVE).sum()), width=WIDTH)
    bases = rows(BIODIVERSITY, "golden_base_clusters")
    theirs = np.stack([numbers(bases, "x"), numbers(bases, "y")], axis=1)
    mine = numbers(PEOPLE, "base-cluster")
    ours = np.array([places[mine == b].mean(axis=0) for b in numbers(bases, "base-cluster")])
    ours *= np.sign((ours * theirs).sum(axis=0))
    np.testing.assert_allclose(ours, theirs, **NEAR)
    score = silhouette(ours, numbers(bases, "group").astype(int))
    assert score == pytest.approx(0.4398, abs=5e-5)


def test_extremity_common_ground_and_priorities(axes: Axes, found: Statistics) -> None:
    np.testing.assert_allclose(extremity(axes, WIDTH), published("extremity"), **NEAR)
    np.testing.assert_allclose(found.common, published("gac"), **NEAR)
    np.testing.assert_allclose(found.priorities, published("priority"), **NEAR)


def test_votes_of_groups(found: Statistics) -> None:
    for row in rows(BIODIVERSITY, "golden_group_votes"):
        at = int(row["group"]), int(np.searchsorted(VOTES.statements, int(row["comment-id"])))
        ours = found.counts.agree[at], found.counts.disagree[at], found.counts.seen[at]
        assert ours == (int(row["A"]), int(row["D"]), int(row["S"]))


def same(
    ours: Finding, theirs: dict[str, str], side: str, names: tuple[str, str, str, str]
) -> None:
    count, trials, share, test = names
    assert VOTES.statements[ours.column] == int(theirs["tid"])
    assert (ours.word, ours.count, ours.trials) == (
        theirs[side],
        int(theirs[count]),
        int(theirs[trials]),
    )
    assert ours.share == pytest.approx(float(theirs[share]), rel=1e-9)
    assert ours.test == pytest.approx(float(theirs[test]), rel=1e-9)


def test_representative_statements(found: Statistics) -> None:
    ours = [finding for group in found.representative for finding in group]
    theirs = rows(BIODIVERSITY, "golden_repness")
    names = "n-success", "n-trials", "p-success", "p-test"
    assert [f.group for f in ours] == [int(row["group"]) for row in theirs]
    for finding, row in zip(ours, theirs, strict=True):
        same(finding, row, "repful-for", names)
        assert finding.contrast == pytest.approx(float(row["repness"]), rel=1e-9)
        assert finding.contrast_test == pytest.approx(float(row["repness-test"]), rel=1e-6)
        assert finding.best == (row["best-agree"] == "True")


def test_consensus(found: Statistics) -> None:
    theirs = rows(BIODIVERSITY, "golden_consensus")
    names = "n-success", "n-trials", "p-success", "p-test"
    for finding, row in zip(found.consensus, theirs, strict=True):
        same(finding, row, "side", names)
