"""From a log of votes to the table, and the counts that follow every vote."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.opinion.axes import axes_from_covotes
from zaedno.algorithms.opinion.counts import add_counts, count_groups
from zaedno.algorithms.opinion.covotes import (
    CoVotes,
    add_covotes,
    add_vote,
    count_covotes,
    no_covotes,
    remove_vote,
)
from zaedno.algorithms.opinion.votes import Votes, gather_votes

PARTS = ("participants", "statements", "starts", "columns", "values", "undecided")

# (participant, statement, vote, time)
logs = st.lists(
    st.tuples(
        st.integers(1, 12), st.integers(100, 108), st.sampled_from([-1, 0, 1]), st.integers(0, 30)
    ),
    min_size=1,
    max_size=80,
)


def same(first: Votes, second: Votes) -> bool:
    return all(np.array_equal(getattr(first, p), getattr(second, p)) for p in PARTS)


def gathered(log: list[tuple[int, int, int, int]]) -> Votes:
    return gather_votes(*np.array(log).T)


@given(logs, st.randoms())
def test_the_order_of_the_log_does_not_matter(log, random) -> None:
    shuffled = random.sample(log, len(log))
    assert same(gathered(log), gathered(shuffled))


@given(logs)
def test_the_last_vote_counts_and_a_tie_is_a_pass(log) -> None:
    expected = {}
    for who, what, _vote, _time in log:
        mine = [(t, v) for w, s, v, t in log if (w, s) == (who, what)]
        last = {v for t, v in mine if t == max(mine)[0]}
        expected[who, what] = last.pop() if len(last) == 1 else 0
    votes = gathered(log)
    table = votes.dense()
    found = {
        (int(p), int(s)): table[i, j]
        for i, p in enumerate(votes.participants)
        for j, s in enumerate(votes.statements)
        if table[i, j] is not None
    }
    assert found == expected


@given(logs)
def test_text_sorts_alike(log) -> None:
    who, what, vote, time = np.array(log).T
    names = gather_votes([f"p{w:02}" for w in who], [f"s{s}" for s in what], vote, time)
    votes = gathered(log)
    assert names.participants.tolist() == [f"p{p:02}" for p in votes.participants]
    assert np.array_equal(names.columns, votes.columns)
    assert np.array_equal(names.values, votes.values)


def by_hand(votes: Votes) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    table = votes.dense()
    mark = np.array(table != None, dtype=np.int64)  # noqa: E711 - element by element
    value = np.where(mark == 1, table, 0).astype(np.int64)
    return mark.T @ mark, value.T @ mark, value.T @ value


@given(logs)
def test_covotes_are_the_products_of_the_whole_table(log) -> None:
    votes = gathered(log)
    for ours, theirs in zip(count_covotes(votes).matrices, by_hand(votes), strict=True):
        assert np.array_equal(ours, theirs)


@given(logs, st.integers(0, 12))
def test_counts_of_blocks_add_up(log, cut) -> None:
    votes = gathered(log)
    people = len(votes.participants)
    cut = min(cut, people)
    blocks = votes.block(0, cut), votes.block(cut, people)
    whole = count_covotes(votes)
    first, second = (count_covotes(b) for b in blocks)
    assert add_covotes(first, second) == add_covotes(second, first) == whole
    assert add_covotes(whole, no_covotes(votes.statements)) == whole
    labels = np.arange(people) % 3 - 1
    parts = (
        count_groups(b, some, 2) for b, some in zip(blocks, np.split(labels, [cut]), strict=True)
    )
    for ours, theirs in zip(
        add_counts(*parts).tables, count_groups(votes, labels, 2).tables, strict=True
    ):
        assert np.array_equal(ours, theirs)


@given(logs)
def test_vote_by_vote_equals_the_recount(log) -> None:
    log = sorted(log, key=lambda row: row[3])
    log = [(w, s, v, moment) for moment, (w, s, v, _time) in enumerate(log)]
    final = gathered(log)
    counts = no_covotes(final.statements)
    held: dict[int, dict[int, int]] = {}
    for who, what, vote, _time in log:
        mine = held.setdefault(who, {})
        column = int(np.searchsorted(final.statements, what))
        old = mine.pop(column, None)
        others = np.array(list(mine), np.int64), np.array(list(mine.values()), np.int8)
        if old is not None:
            remove_vote(counts, others, column, old)
        add_vote(counts, others, column, vote)
        mine[column] = vote
    whole = count_covotes(final)
    assert counts == whole
    ours, theirs = axes_from_covotes(counts), axes_from_covotes(whole)
    assert np.array_equal(ours.loadings, theirs.loadings)
    assert np.array_equal(ours.variances, theirs.variances)


def test_more_people_than_one_product_holds() -> None:
    people = 70_000
    votes = gather_votes(
        np.repeat(np.arange(people), 2), np.tile([1, 2], people), np.tile([-1, 1], people)
    )
    both, lean, accord = count_covotes(votes).matrices
    assert both.tolist() == [[people, people], [people, people]]
    assert lean.tolist() == [[-people, -people], [people, people]]
    assert accord.tolist() == [[people, -people], [-people, people]]


def test_counts_of_other_statements_do_not_add() -> None:
    first = no_covotes(np.array([1, 2]))
    with pytest.raises(InputFault, match="different statements"):
        add_covotes(first, no_covotes(np.array([1, 3])))
    assert first != "counts"
    assert isinstance(first, CoVotes)


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        (([], [], []), "There are no votes."),
        (([1, 2], [1], [1, 1]), "The columns of the log of votes are not of equal length."),
        (([1, 2], [1, 2], [1, 2]), "Row 2: the vote “2” is not -1, 0 or 1."),
        (([1, 2], [1, 2], [1, -3]), "Row 2: the vote “-3” is not -1, 0 or 1."),
        (([1, 2], [1, 2], [1, np.nan]), "Row 2: the vote “nan” is not -1, 0 or 1."),
        (([1, 2], [1, 2], [0.5, 1]), "Row 1: the vote “0.5” is not -1, 0 or 1."),
        (([1, 2], [1, 2], [1, None]), "Row 2: the vote “None” is not -1, 0 or 1."),
        (([1, 2], [1, 2], ["yes", "1"]), "Row 1: the vote “yes” is not -1, 0 or 1."),
        (([1, 2], [1, 2], [1, 1], [5.0, np.nan]), "Row 2: the time is not a number."),
        (
            ([1, 2, 1], [7, 7, 7], [1, 1, -1]),
            "Rows 1 and 3: different votes of “1” on “7”, and no times.",
        ),
    ],
)
def test_a_bad_log_is_told_with_its_place(columns, sentence) -> None:
    with pytest.raises(InputFault) as fault:
        gather_votes(*columns)
    assert str(fault.value) == sentence


def test_the_same_vote_twice_needs_no_time() -> None:
    assert gather_votes([1, 1], [7, 7], [1, 1]).dense().tolist() == [[1]]


def test_statements_without_votes_have_columns() -> None:
    votes = gather_votes([1, 1], [7, 9], [1, 0], known_statements=[8, 9, 10])
    assert votes.statements.tolist() == [7, 8, 9, 10]
    assert votes.dense().tolist() == [[1, None, 0, None]]


def test_some_people_keep_their_rows() -> None:
    votes = gather_votes([1, 2, 2, 4], [5, 5, 6, 6], [1, 0, -1, 1])
    some = votes.people(np.array([0, 2]))
    assert some.participants.tolist() == [1, 4]
    assert some.dense().tolist() == [[1, None], [None, 1]]
    assert [c.tolist() for c in votes.row(1)] == [[0, 1], [0, -1]]
