"""Equal Shares and Sequential Phragmén as the commands call them, and the flags that they read."""

from __future__ import annotations

import re
from argparse import ArgumentTypeError, Namespace
from fractions import Fraction
from typing import Any

from zaedno.algorithms.budget.backing import UTILITIES
from zaedno.algorithms.budget.completion import complete
from zaedno.algorithms.budget.election import Election
from zaedno.algorithms.budget.equal_shares import equal_shares
from zaedno.algorithms.budget.outcome import Outcome
from zaedno.algorithms.budget.phragmen import ENDS, STOP, phragmen
from zaedno.algorithms.budget.shares import COMPARISONS, EXACT, FITS, STARTS, SUPPORTED, Shares
from zaedno.algorithms.budget.ties import Ties
from zaedno.algorithms.cli.frame import _

# Longer numbers and exponents would take hours to write out.
WRITTEN = re.compile(r"[0-9]{1,30}([./][0-9]{1,30})?")


def by_shares(election: Election, chain: Ties, asked: Namespace) -> Outcome:
    """Equal Shares with the completion and the flags asked for."""
    declared = Shares(
        utility=asked.utility,
        completion=asked.completion,
        start=asked.start,
        step=asked.step,
        exhaustive=asked.exhaustive_stop,
        fits=asked.fits,
        density=asked.by_density,
        comparison=asked.comparison,
        leap=not asked.every_step,
    )
    return equal_shares(election, declared, chain)


def by_phragmen(election: Election, chain: Ties, asked: Namespace) -> Outcome:
    """Sequential Phragmén with the end and the completion asked for."""
    outcome = phragmen(election, asked.end, chain)
    if asked.completion == "greedy":
        return complete(outcome, chain, asked.by_density)
    return outcome


def exact(text: str) -> Fraction | None:
    """The number that was written, None for what is none or has an exponent.

    >>> exact("1/3"), exact("1e999999999")
    (Fraction(1, 3), None)
    """
    if not WRITTEN.fullmatch(text):
        return None
    try:
        return Fraction(text)
    except ZeroDivisionError:
        return None


def amount(text: str) -> Fraction:
    """A positive amount of money, exact.

    >>> amount("1"), amount("0.01")
    (Fraction(1, 1), Fraction(1, 100))
    """
    told = exact(text)
    if told is None or told <= 0:
        raise ArgumentTypeError(_("“{found}” is not an amount above 0.").format(found=text))
    return told


def flags() -> dict[str, dict[str, Any]]:
    """The flags of these rules, with the settings of the parser."""
    words = {
        "--utility": (
            UTILITIES,
            "",
            _("mes: what a project is worth to a voter; else points where given, or cost"),
        ),
        "--start": (
            STARTS,
            EXACT,
            _("mes: the first share, exact or without its fraction of a unit"),
        ),
        "--fits": (FITS, SUPPORTED, _("mes: which projects may still fit for --exhaustive-stop")),
        "--comparison": (
            COMPARISONS[1:],
            "",
            _("mes: let the greedy count stand where more voters fare better by it"),
        ),
        "--end": (ENDS, STOP, _("phragmen: stop at the first that does not fit, or skip it")),
    }
    switches = {
        "--exhaustive-stop": _("mes: add1 ends as soon as nothing unfunded fits"),
        "--by-density": _("completing by votes goes by votes for the money"),
        "--every-step": _(
            "mes: count every step of add1 instead of leaping; the result is the same"
        ),
    }
    step = _("mes: by how much add1 raises every share at a time; usually 1")
    return {
        "--step": {"type": amount, "default": Fraction(1), "metavar": "MONEY", "help": step},
        **{n: {"choices": c, "default": d, "help": h} for n, (c, d, h) in words.items()},
        **{n: {"action": "store_true", "help": h} for n, h in switches.items()},
    }
