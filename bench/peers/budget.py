"""Participatory budgets beside pabutools: reading files, and rules on what was read.

Real files are those of the given folder with more than 5,000 voters. pabutools counts on its
multiprofile (equal ballots merged), made before the clock starts, with exact fractions where gmpy2
is installed. Ties go to the lower id on both sides, as pabutools does by default.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from bench.peers import budget_shares
from bench.side_by_side import Row, measure
from zaedno.algorithms.budget.greedy import Greedy, greedy
from zaedno.algorithms.budget.pabulib import read
from zaedno.algorithms.budget.ties import ties

HERE = "bench.peers.budget"
MANY, PROJECTS, DISTRICTS = 5_000, 200, 18
RULES = {"greedy by votes": False, "greedy by votes per cost": True}


def parse_ours(path: str) -> Callable[[], list[int]]:
    """Projects, voters, mentions of projects: little to compute, so that reading is measured."""

    def work() -> list[int]:
        election = read(Path(path).read_text(encoding="utf-8-sig"))
        return [len(election.projects), election.voters, int(election.supporters().sum())]

    return work


def parse_pabutools(path: str) -> Callable[[], list[int]]:
    from pabutools.election import parse_pabulib

    def work() -> list[int]:
        instance, profile = parse_pabulib(path)
        return [len(instance), len(profile), sum(map(len, profile))]

    return work


def greedy_ours(path: str, density: bool) -> Callable[[], list[str]]:
    election = read(Path(path).read_text(encoding="utf-8-sig"))
    return lambda: greedy(election, Greedy(density=density), ties(election, ["id"])).ids


def greedy_pabutools(path: str, density: bool) -> Callable[[], list[str]]:
    from pabutools.election import Cardinality_Sat, Cost_Sat
    from pabutools.rules import greedy_utilitarian_welfare

    instance, profile = _multiprofile(path)
    sat = Cardinality_Sat if density else Cost_Sat
    return lambda: [p.name for p in greedy_utilitarian_welfare(instance, profile, sat_class=sat)]


def _multiprofile(path: str) -> tuple[Any, Any]:
    from pabutools.election import parse_pabulib

    instance, profile = parse_pabulib(path)
    return instance, profile.as_multiprofile()


def synthetic(path: Path, voters: int, projects: int = PROJECTS) -> None:
    """Write an election of 18 districts, popularity by a power law, 4.7 approvals on average."""
    generator = np.random.default_rng(voters)
    popular = generator.pareto(1.2, projects) + 0.05
    home = generator.integers(0, DISTRICTS, projects)
    cost = generator.integers(20, 3_000, projects) * 1_000
    chances = [popular * (1 + 9 * (home == d)) for d in range(DISTRICTS)]
    edges = [np.cumsum(c / c.sum()) for c in chances]
    with path.open("w", encoding="utf-8") as file:
        file.write("META\nkey;value\nbudget;25000000\nvote_type;approval\nPROJECTS\n")
        file.write("project_id;cost\n" + "".join(f"{p};{c}\n" for p, c in enumerate(cost)))
        file.write("VOTES\nvoter_id;vote;age;sex\n")
        for voter in range(voters):
            drawn = generator.random(generator.integers(2, 9))
            chosen = np.unique(np.searchsorted(edges[voter % DISTRICTS], drawn)).tolist()
            file.write(f"{voter};{','.join(map(str, chosen))};{18 + voter % 70};F\n")


def _same(ours: Any, theirs: Any) -> str:
    if ours == theirs:
        return "yes"
    return f"no: {len(set(ours) ^ set(theirs)) or 'order'}"


def compared(what: str, work: tuple[str, str], aim: str, *arguments: Any, peer: bool = True) -> Row:
    """One piece of work by us and by pabutools; the peer is left out where it needs too much."""
    ours = measure(f"{HERE}:{work[0]}", *arguments)
    theirs = measure(f"{HERE}:{work[1]}", *arguments) if peer else None
    if ours is None:
        raise RuntimeError(f"{what} did not finish")
    same = _same(ours.outcome, theirs.outcome) if theirs else "peer not run"
    return Row(what, "pabutools", ours, theirs, same, aim)


@cache
def large(data: Path) -> tuple[Path, ...]:
    """Files of the folder with more than 5,000 voters."""
    texts = ((path, path.read_text(encoding="utf-8-sig")) for path in sorted(data.glob("*.pb")))
    return tuple(path for path, text in texts if read(text).voters > MANY)


def rows(data: Path, quick: bool) -> Iterator[Row]:
    """Parsing and greedy counting of every large file and of synthetic elections; other rules."""
    for path in large(data / "pb"):
        name, where = path.stem[:32], str(path)
        yield compared(f"parse {name}", ("parse_ours", "parse_pabutools"), "5 x", where)
        if quick or read(path.read_text(encoding="utf-8-sig")).kind not in ("approval", "choose-1"):
            continue
        for rule, density in RULES.items():
            work = ("greedy_ours", "greedy_pabutools")
            yield compared(f"{rule} {name}", work, "", where, density)
    with TemporaryDirectory() as folder:
        for voters in (100_000,) if quick else (100_000, 1_000_000):
            path = Path(folder) / f"{voters}.pb"
            synthetic(path, voters)
            work, peer = ("parse_ours", "parse_pabutools"), voters == 100_000
            yield compared(f"parse {voters:,} x {PROJECTS}", work, "5 x", str(path), peer=peer)
    yield from budget_shares.rows(large(data / "pb"), synthetic, quick)
