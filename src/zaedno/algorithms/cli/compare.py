"""`zaedno compare FILE.pb`: several rules side by side on the same ballots.

How much each spends, how many voters get something, how it treats groups, and which projects it
funds; `--json` gives all of it with every outcome, `--report` writes a page.
"""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from zaedno.algorithms.budget.fairness import fairness
from zaedno.algorithms.budget.outcome import Outcome
from zaedno.algorithms.cli.budget_words import load
from zaedno.algorithms.cli.compare_page import compare_page, picture, picture_name
from zaedno.algorithms.cli.comparison import Comparison
from zaedno.algorithms.cli.frame import _, parser, perform, table, write_whole
from zaedno.algorithms.cli.page import picture_file
from zaedno.algorithms.cli.rules import COMPARED, RULES, add_flags, count, ids
from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.faults import mark as gettext_noop


def main(words: Sequence[str]) -> int:
    """Compare rules on one file; the exit code."""
    about = gettext_noop("Several rules side by side: who gets the money by each.")
    made = parser("compare", about, words)
    made.add_argument("file", type=Path, help=_("a Pabulib file"))
    told = _("rules to compare, each with +COMPLETION where wanted; of: {known}")
    known = told.format(known=", ".join(RULES))
    made.add_argument("--rules", type=ids, default=COMPARED, metavar="RULE,RULE", help=known)
    made.add_argument("--report", type=Path, metavar="OUT.html", help=_("write a page to read"))
    made.add_argument("--picture", type=Path, metavar="FILE.svg", help=_("write the picture"))
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
                gettext_noop("There is no rule “{found}”; the rules are: {known}."),
                found=rule,
                known=", ".join(RULES),
            )
        wanted = Namespace(**(vars(asked) | {"completion": completion}))
        outcomes[name] = count(rule, election, wanted)
    told = Comparison(outcomes, {name: fairness(o) for name, o in outcomes.items()})
    files = {}
    if asked.report:
        files[asked.report] = compare_page(told, asked.file.name)
    if asked.picture:
        files[asked.picture] = picture_file(picture_name(), *picture(told))
    write_whole(files)
    if asked.json:
        print(json.dumps(told.document(), ensure_ascii=False, indent=1))
        return
    print(table(*told.figures()))
    for line in told.gap_lines():
        print(line)
    for part in (told.districts(), told.categories(), told.marks()):
        if part[1]:
            print()
            print(table(*part))
