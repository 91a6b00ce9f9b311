"""The rules that `zaedno count` and `zaedno compare` know, and the flags that move money.

A rule is one line of `RULES`: its name, a sentence about it, and a function from the election, the
applied chain of ties and the command's flags to an outcome. A completion, for rules that leave
money unspent, is one line of `COMPLETIONS`.
"""

from __future__ import annotations

from argparse import ArgumentTypeError, Namespace
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from zaedno.algorithms.budget.election import Election
from zaedno.algorithms.budget.greedy import SUPPORTERS, VOTES, Greedy, greedy
from zaedno.algorithms.budget.outcome import Outcome
from zaedno.algorithms.budget.ties import KEYS, Ties, ties
from zaedno.algorithms.cli import shares_rules
from zaedno.algorithms.cli.frame import Parser, _
from zaedno.algorithms.cli.shares_rules import by_phragmen, by_shares, exact
from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.faults import mark as gettext_noop

POZNAN = Fraction(4, 5)
MOST_DIGITS = 16
Count = Callable[[Election, Ties, Namespace], Outcome]


@dataclass(frozen=True)
class Rule:
    """A rule by what it does in one line (marked for translation), how it counts, and what may be
    done with the money it leaves, the usual way first."""

    about: str
    count: Count
    completions: tuple[str, ...] = ("none",)


def by_greedy(name: str, **fixed: Any) -> Count:
    """A greedy rule with some of its settings fixed and the others taken from the flags."""

    def count(election: Election, chain: Ties, asked: Namespace) -> Outcome:
        threshold, share = asked.threshold or (_declared(election), Fraction(0))
        settings = {"threshold": threshold, "share": share, "score": asked.score}
        settings |= {"unvoted": asked.unvoted, "conflicts": tuple(asked.conflict)}
        if name == "greedy-overrun":
            settings["overrun"] = asked.overrun
        if name == "greedy-threshold" and not (threshold or share):
            raise InputFault(
                gettext_noop("The file declares no threshold; say it with --threshold.")
            )
        if name == "greedy-exclusive" and not asked.conflict:
            raise InputFault(gettext_noop("Say with --conflict which projects exclude each other."))
        return greedy(election, Greedy(**(settings | fixed)), chain, name=name)

    return count


RULES: dict[str, Rule] = {
    "greedy": Rule(
        gettext_noop("most votes first, what does not fit is passed over"), by_greedy("greedy")
    ),
    "greedy-no-skip": Rule(
        gettext_noop("most votes first, the count stops at the first that does not fit"),
        by_greedy("greedy-no-skip", skip=False),
    ),
    "greedy-threshold": Rule(
        gettext_noop("most votes first, among those with enough votes"),
        by_greedy("greedy-threshold"),
    ),
    "greedy-overrun": Rule(
        gettext_noop(
            "as greedy-no-skip, and the first that does not fit is funded if most of it does"
        ),
        by_greedy("greedy-overrun"),
    ),
    "greedy-exclusive": Rule(
        gettext_noop("most votes first, one project at most of each conflict"),
        by_greedy("greedy-exclusive"),
    ),
    "greedy-density": Rule(
        gettext_noop("most votes for the money first"), by_greedy("greedy-density", density=True)
    ),
    "mes": Rule(
        gettext_noop("Equal Shares: every voter has the same share and pays for projects"),
        by_shares,
        ("add1u", "add1", "greedy", "none"),
    ),
    "phragmen": Rule(
        gettext_noop("Sequential Phragmén: the burden is spread as evenly as can be"),
        by_phragmen,
        ("none", "greedy"),
    ),
}
COMPARED: tuple[str, ...] = ("greedy", "mes+none", "mes+add1u", "phragmen")
COMPLETIONS: dict[str, str] = {
    "none": gettext_noop("the money that is left stays unspent"),
    "greedy": gettext_noop("it goes to projects by votes"),
    "add1": gettext_noop(
        "every voter's share is raised step by step while the count stays in the budget"
    ),
    "add1u": gettext_noop("as add1, and what is left then goes to projects by votes"),
}


def _declared(election: Election) -> int:
    """The threshold that META states, 0 where it states none."""
    told = election.meta.get("min_project_score_threshold", "")
    if told and not (told.isascii() and told.isdigit() and len(told) < MOST_DIGITS):
        raise InputFault(
            gettext_noop("The file's min_project_score_threshold “{found}” is not a whole number."),
            found=told,
        )
    return int(told or 0)


def threshold(text: str) -> tuple[int, Fraction]:
    """A number of votes, or a share of the voters where it ends in %.

    >>> threshold("50"), threshold("2.5%")
    ((50, Fraction(0, 1)), (0, Fraction(1, 40)))
    """
    if text.endswith("%"):
        return 0, share(text)
    if not (text.isascii() and text.isdigit() and len(text) < MOST_DIGITS):
        raise ArgumentTypeError(_("“{found}” is not a number of votes.").format(found=text))
    return int(text), Fraction(0)


def share(text: str) -> Fraction:
    """A share of 0..1, exact, from `80%` or `0.8`.

    >>> share("80%"), share("0.8")
    (Fraction(4, 5), Fraction(4, 5))
    """
    told = exact(text.removesuffix("%"))
    if text.endswith("%") and told is not None:
        told /= 100
    if told is None or told > 1:
        raise ArgumentTypeError(_("“{found}” is not a share.").format(found=text))
    return told


def ids(text: str) -> tuple[str, ...]:
    """Names between commas.

    >>> ids("votes, cheaper")
    ('votes', 'cheaper')
    """
    return tuple(part.strip() for part in text.split(","))


def add_flags(made: Parser) -> None:
    """The flags of everything that moves money."""
    about_ties = _("what breaks ties, in order, such as votes,cheaper,lot; of: {known}")
    flags: dict[str, dict[str, Any]] = {
        "--ties": {
            "type": ids,
            "default": (),
            "metavar": "KEYS",
            "help": about_ties.format(known=", ".join(KEYS)),
        },
        "--seed": {
            "default": "",
            "help": _("public seed of the lot, published before the vote closes"),
        },
        "--threshold": {
            "type": threshold,
            "metavar": "N[%]",
            "help": _("votes a project needs, or percent of the voters; else as the file says"),
        },
        "--overrun": {
            "type": share,
            "default": POZNAN,
            "metavar": "SHARE",
            "help": _("share of the cost that must be left for greedy-overrun; usually 0.8"),
        },
        "--conflict": {
            "type": ids,
            "action": "append",
            "default": [],
            "metavar": "ID,ID",
            "help": _("projects of which one at most is funded; may be repeated"),
        },
        "--score": {
            "choices": (VOTES, SUPPORTERS),
            "default": VOTES,
            "help": _("count votes and points, or the people behind a project"),
        },
        "--unvoted": {
            "action": "store_true",
            "help": _("let projects without votes take part"),
        },
    }
    for name, settings in (flags | shares_rules.flags()).items():
        made.add_argument(name, **settings)


def count(name: str, election: Election, asked: Namespace) -> Outcome:
    """Count by the rule of this name and the flags given.

    Where no completion was given the rule's first is taken; `InputFault` where the rule does not
    know the one that was.
    """
    rule = RULES[name]
    chosen = getattr(asked, "completion", None) or rule.completions[0]
    if chosen not in rule.completions:
        raise InputFault(
            gettext_noop("The rule {rule} has no completion {found}; it has: {known}."),
            rule=name,
            found=chosen,
            known=", ".join(rule.completions),
        )
    settings = Namespace(**(vars(asked) | {"completion": chosen}))
    return rule.count(election, ties(election, asked.ties, asked.seed), settings)
