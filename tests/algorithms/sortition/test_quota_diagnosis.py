"""What the quotas make impossible is said in words, and the smallest change is the smallest."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zaedno.algorithms.sortition.diagnosis import Bound, QuotaFault, changes, clash, first_panel
from zaedno.algorithms.sortition.pool import Pool, Quota, pool_of
from zaedno.algorithms.sortition.problem import problem

SEEN = dict(zip("abcdefgh", product(["f", "m"], ["old", "new"], ["x", "y"]), strict=True))


def made(names: str, homes: str = "") -> Pool:
    """A pool with one person for each letter; the letter says the values."""
    return pool_of(
        (f"{i:02}{n}", dict(zip(("Gender", "Age", "City"), SEEN[n], strict=True)), home.strip())
        for i, (n, home) in enumerate(zip(names, homes or " " * len(names), strict=True))
    )


def quotas(**given: tuple[int, int]) -> list[Quota]:
    feature = {"f": "Gender", "m": "Gender", "old": "Age", "new": "Age", "x": "City", "y": "City"}
    return [
        Quota(feature[value], value, *given.get(value, (0, 9)), line=i)
        for i, value in enumerate(feature, start=2)
    ]


CASES = [
    (
        made("aabbe"), quotas(m=(2, 9)), 3, 0,
        "Quotas, line 3: at least 2 people with “Gender” = “m” are asked for, and the pool has 1. "
        "The smallest change that makes a panel possible: "
        "at least 1 with “Gender” = “m” instead of 2.",
    ),
    (
        made("aaaeee"), quotas(f=(2, 9), m=(2, 9)), 3, 0,
        "Quotas: the min of “Gender” add up to 4, more than the 3 people of the panel. "
        "The smallest change that makes a panel possible: "
        "at least 1 with “Gender” = “f” instead of 2.",
    ),
    (
        made("aaaeee"), quotas(f=(0, 1), m=(0, 1)), 3, 0,
        "Quotas: the max of “Gender” add up to 2, fewer than the 3 people of the panel. "
        "The smallest change that makes a panel possible: "
        "at most 2 with “Gender” = “f” instead of 1.",
    ),
    (
        made("aaae"), quotas(f=(0, 1)), 3, 0,
        "Quotas: with the max of “Gender” and the people of the pool at most 2 can be drawn, fewer "
        "than the 3 people of the panel. The smallest change that makes a panel possible: "
        "at most 2 with “Gender” = “f” instead of 1.",
    ),
    (
        made("aabbgh"), quotas(f=(2, 2), new=(2, 9)), 3, 0,
        "No panel of 3 people keeps these together: at least 2 with “Age” = “new”; "
        "at least 2 with “Gender” = “f”. The smallest change that makes a panel possible: "
        "at least 1 with “Age” = “new” instead of 2.",
    ),
    (
        made("aaaa", "hhhh"), quotas(), 2, 1,
        "No panel of 2 people keeps these together: at most 1 from one household. "
        "No change of the quotas helps.",
    ),
    (
        made("aaee", "hhhi"), quotas(f=(1, 1), m=(1, 1), y=(0, 0)), 2, 1,
        "",
    ),
    (
        made("aee", "hhh"), quotas(f=(1, 1)), 1, 1,
        "",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("pool", "given_quotas", "size", "limit", "sentence"), CASES)
def test_the_sentence(
    pool: Pool, given_quotas: list[Quota], size: int, limit: int, sentence: str
) -> None:
    draw = problem(pool, given_quotas, size, limit)
    if not sentence:
        assert draw.allows(first_panel(draw))
        return
    with pytest.raises(QuotaFault) as caught:
        first_panel(draw)
    assert str(caught.value) == sentence
    assert caught.value.told(lambda part: part) == sentence


def test_the_parts_are_translated_too() -> None:
    draw = problem(made("aabbgh"), quotas(f=(2, 2), new=(2, 9)), 3)
    with pytest.raises(QuotaFault) as caught:
        first_panel(draw)
    told = caught.value.told(
        {"at least {count} with “{feature}” = “{value}”": "поне {count}: {value}"}.get
    )
    assert "together: поне 2: new; поне 2: f. The smallest" in told


@st.composite
def clashing(draw: st.DrawFn) -> tuple[Pool, list[Quota], int, int]:
    names = draw(st.text("abcdefgh", min_size=4, max_size=8))
    homes = "".join(draw(st.sampled_from(" uv")) for _ in names)
    asked = {}
    for value in ("f", "m", "old", "new", "x", "y"):
        low = draw(st.integers(0, 2))
        asked[value] = (low, low + draw(st.integers(0, 2)))
    return made(names, homes), quotas(**asked), draw(st.integers(2, 4)), draw(st.integers(0, 2))


def seen_of(pool: Pool, size: int, limit: int) -> list[Counter[tuple[str, str]]]:
    """What all panels within the limit for households have of every value."""
    found = []
    for people in combinations(pool.people, size):
        homes = Counter(p.household for p in people if p.household)
        if not limit or max(homes.values(), default=0) <= limit:
            found.append(
                Counter((f, p.values[i]) for p in people for i, f in enumerate(pool.features))
            )
    return found


def missed(seen: Counter[tuple[str, str]], bound: Bound) -> int:
    assert bound.quota
    there = seen[bound.quota.feature, bound.quota.value]
    return max(0, bound.count - there if bound.least else there - bound.count)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(clashing())
def test_clash_is_irreducible_and_change_is_smallest(
    case: tuple[Pool, list[Quota], int, int],
) -> None:
    pool, given_quotas, size, limit = case
    draw = problem(pool, given_quotas, size, limit)
    sides = [Bound(q, True, q.lowest) for q in given_quotas]
    sides += [Bound(q, False, q.highest) for q in given_quotas]
    sums = [sum(missed(seen, b) for b in sides) for seen in seen_of(pool, size, limit)]
    if sums and min(sums) == 0:
        assert draw.allows(first_panel(draw))
        return
    with pytest.raises(QuotaFault):
        first_panel(draw)
    assert sum(abs(c.to - c.bound.count) for c in changes(draw)) == min(sums, default=0)
    found = clash(draw)
    assert not possible(pool, size, limit, found)
    for left_out in found:
        assert possible(pool, size, limit, [b for b in found if b is not left_out])


def possible(pool: Pool, size: int, limit: int, kept: list[Bound]) -> bool:
    held = limit if any(b.quota is None for b in kept) else 0
    sides = [b for b in kept if b.quota]
    return any(not any(missed(s, b) for b in sides) for s in seen_of(pool, size, held))
