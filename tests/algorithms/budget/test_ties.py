"""The declared chain of tie-breaking keys."""

import subprocess

import pytest

from zaedno.algorithms.budget.election import election
from zaedno.algorithms.budget.ties import lot, ties
from zaedno.algorithms.faults import InputFault

ELECTION = election([("10", 5), ("9", 5), ("2", 7)], 20, [["10"], ["9"], ["2"], ["2"]])


@pytest.mark.parametrize(
    ("chain", "order"),
    [
        (["votes", "file"], ["2", "10", "9"]),
        (["cheaper", "file"], ["10", "9", "2"]),
        (["dearer", "natural"], ["2", "9", "10"]),
        (["id"], ["10", "2", "9"]),
        (["natural"], ["2", "9", "10"]),
        ([], ["2", "9", "10"]),
    ],
)
def test_each_key(chain, order):
    assert [ELECTION.projects[p].id for p in ties(ELECTION, chain).order()] == order


def test_the_lot_is_what_the_shell_computes():
    out = subprocess.run(["sha256sum"], input=b"5 8 13:9", capture_output=True, check=True)
    assert out.stdout.decode().startswith(lot("5 8 13", "9"))
    chosen = ties(ELECTION, seed="5 8 13")
    assert chosen.chain == ("votes", "cheaper", "lot")
    assert chosen.order() == [2, *sorted([0, 1], key=lambda p: lot("5 8 13", ["10", "9"][p]))]


@pytest.mark.parametrize(
    ("chain", "sentence"),
    [
        (["luck", "id"], "no tie-breaking key “luck”"),
        (["lot"], "needs a seed"),
        (["votes", "cheaper"], "has to end with"),
    ],
)
def test_a_chain_that_cannot_decide_is_refused(chain, sentence):
    with pytest.raises(InputFault, match=sentence):
        ties(ELECTION, chain)
