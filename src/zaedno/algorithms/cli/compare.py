"""`zaedno compare FILE.pb`: several rules side by side on the same ballots."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from zaedno.algorithms.budget.outcome import Outcome, document
from zaedno.algorithms.cli.budget_words import load, money
from zaedno.algorithms.cli.frame import _, bar, parser, perform, table
from zaedno.algorithms.cli.rules import COMPARED, RULES, add_flags, count, ids
from zaedno.algorithms.faults import InputFault, mark


def main(words: Sequence[str]) -> int:
    """Compare rules on one file; the exit code."""
    about = mark("Several rules side by side: who gets the money by each.")
    made = parser("compare", about, words)
    made.add_argument("file", type=Path, help=_("a Pabulib file"))
    told = _("rules to compare, each with +COMPLETION where wanted; of: {known}")
    known = told.format(known=", ".join(RULES))
    made.add_argument("--rules", type=ids, default=COMPARED, metavar="RULE,RULE", help=known)
    add_flags(made)
    asked = made.parse_args(words)
    return perform(lambda: _compare(asked))


def _compare(asked: Namespace) -> None:
    election = load(asked.file).election
    outcomes: dict[str, Outcome] = {}
    for name in asked.rules:
        rule, _plus, completion = name.partition("+")
        if rule not in RULES:
            raise InputFault(
                mark("There is no rule “{found}”; the rules are: {known}."),
                found=rule,
                known=", ".join(RULES),
            )
        wanted = Namespace(**(vars(asked) | {"completion": completion}))
        outcomes[name] = count(rule, election, wanted)
    if asked.json:
        print(json.dumps(_document(outcomes), ensure_ascii=False, indent=1))
        return
    print(figures(outcomes))
    print()
    print(marks(outcomes))


def alike(one: Outcome, other: Outcome) -> float:
    """The share of projects funded by both among those funded by either (Jaccard), 0..1."""
    either = set(one.funded) | set(other.funded)
    return len(set(one.funded) & set(other.funded)) / len(either) if either else 1.0


def figures(outcomes: dict[str, Outcome]) -> str:
    """A line for each rule: projects, money, and how alike it is to the first."""
    first = next(iter(outcomes.values()))
    rows = []
    for name, outcome in outcomes.items():
        written, share = money(outcome.election), alike(first, outcome)
        spent, left = written(outcome.spent), written(outcome.left)
        rows.append([name, len(outcome.funded), spent, left, f"{share:.2f}", bar(share, 10)])
    headings = [_("rule"), _("projects"), _("spent"), _("left"), _("like the first"), ""]
    return table(headings, rows, " rrrr ")


def marks(outcomes: dict[str, Outcome]) -> str:
    """A line for each project that some rule funds, with a mark under each rule that does."""
    election = next(iter(outcomes.values())).election
    votes = election.votes().tolist()
    funded = {name: set(outcome.funded) for name, outcome in outcomes.items()}
    anywhere = sorted(set().union(*funded.values()), key=lambda p: (-votes[p], p))
    rows = [
        [election.projects[p].id, election.projects[p].name[:40], votes[p]]
        + ["●" if p in chosen else "·" for chosen in funded.values()]
        for p in anywhere
    ]
    return table([_("id"), _("project"), _("votes"), *outcomes], rows, "  r")


def _document(outcomes: dict[str, Outcome]) -> dict[str, object]:
    """The JSON document: `rules` by name, each as `zaedno count --json` gives it."""
    first = next(iter(outcomes.values()))
    return {
        "rules": {
            name: document(outcome) | {"like_first": alike(first, outcome)}
            for name, outcome in outcomes.items()
        }
    }
