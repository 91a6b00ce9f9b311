"""What a city declares of Equal Shares before the vote: every choice that can move money.

The same ballots fund other projects under other answers to these questions: in Wieliczka in 2023
two projects instead of one hang on `exhaustive` alone. No answer is hidden in the code.

>>> Shares(completion="add1").checked().step, Shares(step=Fraction(1, 3)).units(100)
Traceback (most recent call last):
zaedno.algorithms.faults.InputFault: The step 1/3 is not a whole number of the smallest units of \
money, 100 to one.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from zaedno.algorithms.budget.backing import UTILITIES
from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.faults import mark as _

NONE, BY_VOTES, ADD1, ADD1U = "none", "greedy", "add1", "add1u"
COMPLETIONS = (NONE, BY_VOTES, ADD1, ADD1U)
EXACT, FLOOR = "exact", "floor"
STARTS = (EXACT, FLOOR)
SUPPORTED, ANY = "supported", "any"
FITS = (SUPPORTED, ANY)
APPROVED, EXCLUDED = "approved", "excluded"
COMPARISONS = ("", APPROVED, EXCLUDED)


@dataclass(frozen=True)
class Shares:
    """The declared parameters.

    `utility`     what a funded project is worth to a voter: `cost`, `cardinality`, `points`,
                  `borda`; empty: what fits the ballots (points where there are points, else cost)
    `completion`  how the money that is left is spent: `none`; `greedy`: by votes, while it lasts;
                  `add1`: the count is repeated with `step` more for everyone until it would cost
                  more than the budget, and the last count within it stands; `add1u`: both, first
                  `add1`, then `greedy`
    `start`       the first share: `exact` B / n, or `floor`, without its fraction of a unit
    `step`        of `add1`, in units of the currency
    `exhaustive`  `add1` ends as soon as no unfunded project fits the money left
    `fits`        which projects that looks at: the `supported` ones, or `any`
    `density`     `greedy` goes by votes per cost instead of votes
    `comparison`  `approved`: the greedy count by votes stands instead if more voters have more
                  projects they support in it than have fewer; `excluded`: if fewer voters get none
    `leap`        pass steps that change nothing at once (see `rising`); the outcome is the same
    """

    utility: str = ""
    completion: str = NONE
    start: str = EXACT
    step: Fraction = Fraction(1)
    exhaustive: bool = False
    fits: str = SUPPORTED
    density: bool = False
    comparison: str = ""
    leap: bool = True

    def checked(self) -> Shares:
        """Itself; `InputFault` where a field has a word that is not known."""
        for found, known in (
            (self.utility, ("", *UTILITIES)),
            (self.completion, COMPLETIONS),
            (self.start, STARTS),
            (self.fits, FITS),
            (self.comparison, COMPARISONS),
        ):
            if found not in known:
                raise InputFault(
                    _("“{found}” is not known here; known are: {known}."),
                    found=found,
                    known=", ".join(filter(None, known)),
                )
        return self

    def units(self, scale: int) -> int:
        """The step in smallest units; `InputFault` where it is not a whole number above 0."""
        units = Fraction(self.step) * scale
        if units.denominator != 1 or units < 1:
            raise InputFault(
                _(
                    "The step {step} is not a whole number of the smallest units of money,"
                    " {scale} to one."
                ),
                step=self.step,
                scale=scale,
            )
        return int(units)

    @property
    def raises(self) -> bool:
        """Whether the shares are raised step by step."""
        return self.completion in (ADD1, ADD1U)

    @property
    def spends_rest(self) -> bool:
        """Whether what is left goes to projects by votes."""
        return self.completion in (BY_VOTES, ADD1U)
