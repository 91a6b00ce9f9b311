"""Equal Shares and Sequential Phragmén beside pabutools, on what was read.

pabutools counts in three configurations (equal ballots merged with floats, and merged or not with
the exact fractions of gmpy2); the fastest stands in the row. Ties go to the lower id on both sides
and the completion is the one that both have: shares raised by 1, an early stop once nothing fits,
then greedily. Utilities: cost, or points where ballots give points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.side_by_side import Measured, Row, measure
from zaedno.algorithms.budget.election import CUMULATIVE, Election
from zaedno.algorithms.budget.equal_shares import equal_shares
from zaedno.algorithms.budget.pabulib import read
from zaedno.algorithms.budget.phragmen import phragmen
from zaedno.algorithms.budget.shares import ADD1U, NONE, Shares
from zaedno.algorithms.budget.support import supports
from zaedno.algorithms.budget.ties import ties

HERE = "bench.peers.budget_shares"
CONFIGURATIONS = (("float", True), ("gmpy2", False), ("gmpy2", True))
LIMIT = 900


def _read(path: str) -> Election:
    return read(Path(path).read_text(encoding="utf-8-sig"))


def _declared(election: Election, completion: str) -> Shares:
    points = election.kind == CUMULATIVE
    return Shares(
        utility="points" if points else "cost",
        completion=completion,
        exhaustive=True,
        density=points,
    )


def ours(path: str, completion: str) -> Callable[[], list[str]]:
    election = _read(path)
    declared = _declared(election, completion)
    return lambda: equal_shares(election, declared, ties(election, ["id"])).ids


def ours_phragmen(path: str) -> Callable[[], list[str]]:
    election = _read(path)
    return lambda: sorted(phragmen(election, chain=ties(election, ["id"])).ids)


def whole(path: str, completion: str) -> Callable[[], list[Any]]:
    """Reading, counting, and the support of every project, the file's text being at hand."""
    text = Path(path).read_text(encoding="utf-8-sig")

    def work() -> list[Any]:
        election = read(text)
        outcome = equal_shares(election, _declared(election, completion))
        return [len(outcome.funded), len(supports(outcome)), len(outcome.reasons)]

    return work


def _pabutools(path: str, fraction: str, merged: bool) -> tuple[Any, Any, Any]:
    import pabutools.fractions
    from pabutools.election import Additive_Cardinal_Sat, Cost_Sat, parse_pabulib

    pabutools.fractions.FRACTION = fraction
    instance, profile = parse_pabulib(path)
    sat = Additive_Cardinal_Sat if _read(path).kind == CUMULATIVE else Cost_Sat
    return instance, profile.as_multiprofile() if merged else profile, sat


def theirs(path: str, completion: str, fraction: str, merged: bool) -> Callable[[], list[str]]:
    from pabutools.rules import (
        completion_by_rule_combination,
        greedy_utilitarian_welfare,
        method_of_equal_shares,
    )

    instance, profile, sat = _pabutools(path, fraction, merged)
    if completion == NONE:
        return lambda: [p.name for p in method_of_equal_shares(instance, profile, sat_class=sat)]
    rules = [method_of_equal_shares, greedy_utilitarian_welfare]
    parameters = [{"sat_class": sat, "voter_budget_increment": 1}, {"sat_class": sat}]
    return lambda: [
        p.name for p in completion_by_rule_combination(instance, profile, rules, parameters)
    ]


def theirs_phragmen(path: str, fraction: str, merged: bool) -> Callable[[], list[str]]:
    from pabutools.rules import sequential_phragmen

    instance, profile, _sat = _pabutools(path, fraction, merged)
    return lambda: sorted(p.name for p in sequential_phragmen(instance, profile))


def compared(what: str, work: tuple[str, str], aim: str, *arguments: Any) -> Row:
    """One piece of work by us and by the fastest configuration of pabutools."""
    mine = measure(f"{HERE}:{work[0]}", *arguments)
    if mine is None:
        raise RuntimeError(f"{what} did not finish")
    best: tuple[Measured, str] | None = None
    told = set()
    for fraction, merged in CONFIGURATIONS:
        if ADD1U in arguments and not merged:
            continue  # with a completion, ballots one by one take many minutes
        peer = measure(f"{HERE}:{work[1]}", *arguments, fraction, merged, limit=LIMIT)
        if peer is None:
            continue
        told.add(tuple(peer.outcome))
        if best is None or peer.seconds < best[0].seconds:
            best = peer, f"pabutools {fraction} {'merged' if merged else 'plain'}"
    if best is None:
        return Row(what, "pabutools", mine, None, "peer not finished", aim)
    same = "yes" if told == {tuple(mine.outcome)} else f"no: {len(told)} other outcomes"
    return Row(what, best[1], mine, best[0], same, aim)


def alone(what: str, aim: str, work: str, *arguments: Any) -> Row:
    """One piece of work without a peer; whether the aim is met stands in the row."""
    mine = measure(f"{HERE}:{work}", *arguments)
    if mine is None:
        raise RuntimeError(f"{what} did not finish")
    return Row(what, "", mine, None, "no peer asked", aim)


def rows(paths: tuple[Path, ...], synthetic: Callable[..., None], quick: bool) -> Iterator[Row]:
    """Rules on every large real file, then synthetic elections up to a million voters."""
    for path in paths:
        name, where, kind = path.stem[:32], str(path), _read(str(path)).kind
        if kind == "ordinal":
            continue  # pabutools gives the last place of a ballot no points: another rule
        yield compared(f"mes {name}", ("ours", "theirs"), "50 x", where, NONE)
        if kind != CUMULATIVE:
            yield compared(f"phragmen {name}", ("ours_phragmen", "theirs_phragmen"), "", where)
        if not quick:
            yield compared(f"mes+add1u {name}", ("ours", "theirs"), "50 x", where, ADD1U)
    with TemporaryDirectory() as folder:
        for voters, projects, aim in (
            (90_000, 160, "10 s, 300 MB"),
            (100_000, 200, ""),
            (1_000_000, 200, "5 s, 1 GB (mes)"),
        ):
            if quick and voters > 100_000:
                continue
            path = Path(folder) / f"{voters}.pb"
            synthetic(path, voters, projects)
            size = f"{voters:,} x {projects}"
            yield alone(f"mes {size}", aim, "ours", str(path), NONE)
            yield alone(f"phragmen {size}", "", "ours_phragmen", str(path))
            yield alone(f"mes+add1u {size}", "", "ours", str(path), ADD1U)
            yield alone(f"read, mes+add1u, explain {size}", aim, "whole", str(path), ADD1U)
