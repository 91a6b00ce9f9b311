"""What the commands about budgets read and say alike: files, money, one line about a result."""

from __future__ import annotations

import sys
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from zaedno.algorithms.budget.election import Election
from zaedno.algorithms.budget.outcome import Outcome
from zaedno.algorithms.budget.pabulib import Reading, accept, parse
from zaedno.algorithms.budget.ties import KEY_NAMES
from zaedno.algorithms.cli.frame import _, decimal, read_text


def load(path: Path) -> Reading:
    """Read a file; what is doubtful in it is told on standard error."""
    reading = accept(parse(read_text(path)))
    for note in reading.notes:
        print(note.told(_), file=sys.stderr)
    if reading.repeats:
        line, project = reading.repeats[0]
        print(
            _("Line {line}: “{project}” stands twice in a ballot and counts once.").format(
                line=line, project=reading.election.projects[project].id
            ),
            file=sys.stderr,
        )
    return reading


def money(election: Election) -> Callable[[int | Fraction], str]:
    """How amounts of this election are written in the language of the command.

    Whole amounts are written exactly; a fraction, such as a price per voter, is rounded.
    """
    decimals = len(str(election.scale)) - 1

    def written(units: int | Fraction) -> str:
        digits = decimals if units == int(units) else max(decimals, 2)
        rounded = round(Fraction(units) / election.scale * 10**digits)
        text = decimal(Decimal(rounded).scaleb(-digits), digits)
        return f"{text}\u00a0{election.currency}".rstrip()

    return written


def percent(share: float) -> str:
    r"""A share in percent, never rounded over 100 from either side.

    >>> percent(0.99999), percent(1.0), percent(0.5)
    ('99.9\xa0%', '100.0\xa0%', '50.0\xa0%')
    """
    tenths = round(share * 1000)
    if share < 1 <= tenths / 1000:
        tenths = 999
    return f"{decimal(tenths / 10, 1)}\u00a0%"


def shown(outcome: Outcome) -> list[int]:
    """Projects as they are shown: funded ones in their order, then the others by votes."""
    votes, funded = outcome.election.votes(), set(outcome.funded)
    rest = [p for p in range(len(votes)) if p not in funded]
    return [*outcome.funded, *sorted(rest, key=lambda p: -votes[p])]


def summary(outcome: Outcome) -> str:
    """How many of how many projects, and how much of the money."""
    written = money(outcome.election)
    return _(
        "{rule}: funded projects: {number} of {projects}; spent: {spent} of {budget}; "
        "left: {left}; voters: {voters}."
    ).format(
        rule=outcome.rule,
        number=len(outcome.funded),
        projects=len(outcome.election.projects),
        spent=written(outcome.spent),
        budget=written(outcome.election.budget),
        left=written(outcome.left),
        voters=outcome.election.voters,
    )


def tie_lines(outcome: Outcome) -> list[str]:
    """A sentence for each tie that was met."""
    names = [p.id for p in outcome.election.projects]
    lines = []
    for tie in outcome.ties:
        told = (
            _("Tie that decided about money: {projects}, in this order by: {keys}.")
            if tie.decisive
            else _("Tie: {projects}, in this order by: {keys}.")
        )
        keys = ", ".join(_(KEY_NAMES[key]) for key in dict.fromkeys(tie.keys))
        lines.append(told.format(projects=", ".join(names[p] for p in tie.projects), keys=keys))
    return lines
