"""Rules side by side, as tables that the terminal and the page both show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

from zaedno.algorithms.budget.fairness import Fairness, Group, alike
from zaedno.algorithms.budget.outcome import Outcome, document, plain
from zaedno.algorithms.cli.budget_words import money
from zaedno.algorithms.cli.frame import _, decimal, ngettext

Table = tuple[list[str], list[list[Any]], str]  # headings, rows, sides


def share(part: float | Fraction) -> str:
    r"""A share in percent with one decimal.

    >>> share(0.5)
    '50.0\xa0%'
    """
    return f"{decimal(float(part) * 100, 1)}\u00a0%"


@dataclass(frozen=True)
class Comparison:
    """Outcomes of one election with their figures of fairness, by name of the rule."""

    outcomes: Mapping[str, Outcome]
    fair: Mapping[str, Fairness]

    @property
    def first(self) -> Outcome:
        return next(iter(self.outcomes.values()))

    def figures(self) -> Table:
        """A line for each rule: projects, money, voters, groups, and how alike to the first."""
        rows = []
        for name, outcome in self.outcomes.items():
            written, fair = money(outcome.election), self.fair[name]
            rows.append(
                [
                    name,
                    len(outcome.funded),
                    written(outcome.spent),
                    written(outcome.left),
                    share(fair.covered),
                    decimal(float(fair.average), 2),
                    decimal(fair.gini, 2),
                    decimal(float(fair.gap.factor), 2),
                    decimal(alike(self.first.funded, outcome.funded), 2),
                ]
            )
        headings = [
            _("rule"),
            _("projects"),
            _("spent"),
            _("left"),
            _("voters with a project"),
            _("projects per voter"),
            _("inequality"),
            _("gap"),
            _("like the first"),
        ]
        return headings, rows, " rrrrrrrr"

    def gap_lines(self) -> list[str]:
        """A sentence for each rule that leaves a group less than its share."""
        lines = []
        for name, fair in self.fair.items():
            gap = fair.gap
            if gap.factor < 1 or gap.project is None:
                continue
            told = ngettext(
                "{rule}: {voters} supporter of “{project}” got too little: that voter's part of the"
                " budget is {factor} times its cost and all the voter has.",
                "{rule}: {voters} supporters of “{project}” got too little: their part of the"
                " budget is {factor} times its cost and all that any of them has.",
                gap.voters,
            )
            project = self.first.election.projects[gap.project].id
            factor = decimal(float(gap.factor), 2)
            lines.append(told.format(rule=name, voters=gap.voters, project=project, factor=factor))
        return lines

    def districts(self) -> Table:
        """Wishes and money of every district; no rows where there is one."""
        return self._groups(_("district"), {n: f.districts for n, f in self.fair.items()})

    def categories(self) -> Table:
        """Wishes and money of every category; no rows where there is one."""
        return self._groups(_("category"), {n: f.categories for n, f in self.fair.items()})

    def _groups(self, title: str, parts: Mapping[str, Sequence[Group]]) -> Table:
        first = next(iter(parts.values()))
        rows = [
            [group.name or "—", share(group.projects), share(group.wishes)]
            + [share(part[i].money) for part in parts.values()]
            for i, group in enumerate(first)
        ]
        return (
            [title, _("of the projects"), _("of the wishes"), *parts],
            rows,
            " rr" + "r" * len(parts),
        )

    def marks(self) -> Table:
        """A line for each project that some rule funds, with a mark under each rule that does."""
        election = self.first.election
        votes, written = election.votes().tolist(), money(election)
        funded = [set(outcome.funded) for outcome in self.outcomes.values()]
        anywhere = sorted(set().union(*funded), key=lambda p: (-votes[p], p))
        rows = [
            [election.projects[p].id, election.projects[p].name[:40], votes[p]]
            + [written(election.projects[p].cost)]
            + ["●" if p in chosen else "·" for chosen in funded]
            for p in anywhere
        ]
        return [_("id"), _("project"), _("votes"), _("cost"), *self.outcomes], rows, "  rr"

    def document(self) -> dict[str, Any]:
        """The JSON document: `rules` by name, each as `zaedno count --json` gives it.

        Beside it stand `like_first` and `fairness`.
        """
        names = [p.id for p in self.first.election.projects]
        told = {}
        for name, outcome in self.outcomes.items():
            fair = plain(asdict(self.fair[name]))
            place = self.fair[name].gap.project
            fair["gap"]["project"] = None if place is None else names[place]
            like = alike(self.first.funded, outcome.funded)
            told[name] = document(outcome) | {"like_first": like, "fairness": fair}
        return {"rules": told}
