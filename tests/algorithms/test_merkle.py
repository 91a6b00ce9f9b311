"""The tree, its proofs, and the test vectors that every RFC 6962 log shares."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zaedno.algorithms import merkle

# The eight entries and heads of the reference implementation of RFC 6962.
ENTRIES = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
]
HEADS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
HASHES = [merkle.leaf_hash(bytes.fromhex(entry)) for entry in ENTRIES]


@cache
def leaves(size: int) -> list[bytes]:
    return [merkle.leaf_hash(str(n).encode()) for n in range(size)]


def by_the_book(hashes: list[bytes]) -> bytes:
    """The RFC's own recursive definition."""
    if len(hashes) == 1:
        return hashes[0]
    cut = 1
    while cut * 2 < len(hashes):
        cut *= 2
    return merkle.node_hash(by_the_book(hashes[:cut]), by_the_book(hashes[cut:]))


@pytest.mark.parametrize("size", range(1, 9))
def test_rfc_heads(size: int) -> None:
    assert merkle.root(HASHES[:size]).hex() == HEADS[size - 1]


def test_rfc_inclusion_paths() -> None:
    path = merkle.inclusion_path(5, 8, merkle.over(HASHES))
    assert [h.hex()[:16] for h in path] == [
        "bc1a0643b12e4d2d",
        "ca854ea128ed050b",
        "d37ee418976dd957",
    ]


def test_rfc_consistency_path() -> None:
    path = merkle.consistency_path(6, 8, merkle.over(HASHES))
    assert [h.hex()[:16] for h in path] == [
        "0ebc5d3437fbe2db",
        "ca854ea128ed050b",
        "d37ee418976dd957",
    ]


@given(st.integers(1, 300))
def test_pairing_is_the_definition(size: int) -> None:
    assert merkle.root(leaves(300)[:size]) == by_the_book(leaves(300)[:size])


@given(st.integers(1, 400), st.data())
def test_every_leaf_is_shown_and_no_other(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    some, head = leaves(400)[:size], merkle.root(leaves(400)[:size])
    path = merkle.inclusion_path(index, size, merkle.over(some))
    assert merkle.included(some[index], index, size, path, head)
    other = data.draw(st.integers(0, size - 1).filter(lambda n: n != index)) if size > 1 else None
    if other is not None:
        assert not merkle.included(some[other], index, size, path, head)
        assert not merkle.included(some[index], other, size, path, head)


@given(st.integers(1, 400), st.data())
def test_growth_is_shown_and_a_fork_is_not(size: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, size))
    some = leaves(400)[:size]
    path = merkle.consistency_path(old, size, merkle.over(some))
    old_head, head = merkle.root(some[:old]), merkle.root(some)
    assert merkle.consistent(old, size, old_head, head, path)
    forked = merkle.root([*some[: old - 1], merkle.leaf_hash(b"another history")])
    assert not merkle.consistent(old, size, forked, head, path)


def test_a_place_outside_the_tree_is_refused() -> None:
    with pytest.raises(ValueError, match="no leaf"):
        merkle.inclusion_path(3, 3, merkle.over(leaves(3)))
    with pytest.raises(ValueError, match="no earlier size"):
        merkle.consistency_path(4, 3, merkle.over(leaves(3)))
    assert not merkle.included(leaves(3)[0], 3, 3, [], merkle.root(leaves(3)))
    assert not merkle.consistent(0, 3, merkle.EMPTY, merkle.root(leaves(3)), [])
