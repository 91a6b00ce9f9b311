"""The declared chain of keys that orders projects where a rule finds them equal.

A city declares the chain before the vote. Each key orders the projects by something everyone can
see, the next one is asked only where it finds them equal, and the last one never does:

`votes`     more votes (or points) first
`cheaper`   lower cost first
`dearer`    higher cost first
`file`      as declared: the order of the projects in the file
`id`        by id as text, character by character: "10" before "9"
`natural`   by id with numbers read as numbers: "9" before "10"
`lot`       a public lot: the lower SHA-256 of `SEED:ID` first, the seed published before the vote
            closes; `printf '%s' SEED:ID | sha256sum` repeats it

Nothing else decides: no order of floats, of hashes or of ballots. Every tie that was met is told
in the result with the keys that settled it.

>>> from zaedno.algorithms.budget.election import election
>>> e = election([("10", 5), ("9", 5), ("2", 7)], 20, [["10"], ["9"], ["2"]])
>>> [e.projects[p].id for p in ties(e, ["cheaper", "natural"]).order()]
['9', '10', '2']
>>> met = ties(e, ["dearer", "id"]).settle([0, 1, 2])
>>> met.projects, met.keys
((2, 0, 1), ('dearer', 'id'))
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import pairwise
from typing import Any

from zaedno.algorithms.budget.election import Election
from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.faults import mark as _

Key = Callable[[Election, str], Sequence[Any]]


def natural(name: str) -> tuple[list[tuple[int, int, str]], str]:
    """A key that sorts numbers inside a name as numbers; different names have different keys.

    >>> sorted(["b10", "b9", "a", "b09"], key=natural)
    ['a', 'b09', 'b9', 'b10']
    """
    parts = re.split(r"([0-9]+)", name)
    return [(1, int(p), "") if i % 2 else (0, 0, p) for i, p in enumerate(parts)], name


def lot(seed: str, name: str) -> str:
    """The hexadecimal SHA-256 of `SEED:ID`; the lowest is drawn first.

    >>> lot("2026-05-01 winning numbers 7 12 31", "9")[:16]
    '03a7a3eb4678e520'
    """
    return sha256(f"{seed}:{name}".encode()).hexdigest()


KEYS: dict[str, Key] = {
    "votes": lambda e, _seed: (-e.votes()).tolist(),
    "cheaper": lambda e, _seed: [p.cost for p in e.projects],
    "dearer": lambda e, _seed: [-p.cost for p in e.projects],
    "file": lambda e, _seed: range(len(e.projects)),
    "id": lambda e, _seed: [p.id for p in e.projects],
    "natural": lambda e, _seed: [natural(p.id) for p in e.projects],
    "lot": lambda e, seed: [lot(seed, p.id) for p in e.projects],
}
KEY_NAMES = {
    "votes": _("more votes"),
    "cheaper": _("lower cost"),
    "dearer": _("higher cost"),
    "file": _("order in the file"),
    "id": _("order of the ids"),
    "natural": _("order of the ids, read as numbers"),
    "lot": _("public lot"),
}
TOTAL = ("file", "id", "natural", "lot")
WITHOUT_SEED = ("votes", "cheaper", "natural")
WITH_SEED = ("votes", "cheaper", "lot")


@dataclass(frozen=True)
class Tie:
    """Projects a rule found equal, best first; `keys[i]` put `projects[i]` before the next one.

    `round` is the round in which they met (0: in the order before the first round). `decisive`
    tells that the chain decided about money: one of them lost only because another came first.
    """

    projects: tuple[int, ...]
    keys: tuple[str, ...]
    round: int = 0
    decisive: bool = False


@dataclass(frozen=True)
class Ties:
    """A chain applied to one election: `values[k][p]` is what key `k` says of project `p`."""

    chain: tuple[str, ...]
    values: tuple[Sequence[Any], ...]
    seed: str = ""

    @cached_property
    def rank(self) -> list[int]:
        """For every project its place in the order of the chain alone, 0 for the first."""
        places = [0] * len(self.values[0])
        for place, project in enumerate(self.order()):
            places[project] = place
        return places

    def order(self) -> list[int]:
        """All projects in the order of the chain alone."""
        columns = list(zip(*self.values, strict=True))
        return sorted(range(len(columns)), key=columns.__getitem__)

    def key(self, one: int, other: int) -> str:
        """The name of the first key that tells two different projects apart."""
        return next(
            name
            for name, value in zip(self.chain, self.values, strict=True)
            if value[one] != value[other]
        )

    def settle(self, tied: Iterable[int], round: int = 0, decisive: bool = False) -> Tie:
        """The order of projects found equal, with the keys that made it."""
        ordered = sorted(tied, key=self.rank.__getitem__)
        keys = tuple(self.key(one, other) for one, other in pairwise(ordered))
        return Tie(tuple(ordered), keys, round, decisive)


def ties(election: Election, chain: Sequence[str] = (), seed: str = "") -> Ties:
    """The chain applied to an election.

    Without a chain it is votes, cheaper, and then the lot where there is a seed, else the id read
    naturally. `InputFault` on an unknown key, on a lot without a seed, and on a chain whose last
    key can leave two projects equal.
    """
    chosen = tuple(chain) or (WITH_SEED if seed else WITHOUT_SEED)
    for name in chosen:
        if name not in KEYS:
            raise InputFault(
                _("There is no tie-breaking key “{found}”; the keys are: {known}."),
                found=name,
                known=", ".join(KEYS),
            )
    if "lot" in chosen and not seed:
        raise InputFault(_("The tie-breaking lot needs a seed that is published beforehand."))
    if chosen[-1] not in TOTAL:
        raise InputFault(
            _("A tie-breaking chain has to end with a key that leaves no ties: {known}."),
            known=", ".join(TOTAL),
        )
    return Ties(chosen, tuple(KEYS[name](election, seed) for name in chosen), seed)
