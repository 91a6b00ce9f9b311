"""Priorities as this viewer sees them: what to answer next, the order once it is published."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _

from zaedno.algorithms.apportionment import percents
from zaedno.algorithms.pairwise import compare, fit
from zaedno.algorithms.pairwise_next import NextPair
from zaedno.core.charts import Interval, IntervalChart
from zaedno.core.fields import Texts
from zaedno.core.verdict import Verdict
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.criteria import (
    WEIGHT_DOTS,
    Criterion,
    Option,
    Priorities,
    PrioritySheet,
    State,
)
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.voting import token_of
from zaedno.features.workshops.queries.polls import kind_names
from zaedno.features.workshops.queries.who import who
from zaedno.features.workshops.rules import priorities as rules
from zaedno.features.workshops.rules.boards import may_lead
from zaedno.features.workshops.rules.polls import large_enough, may_see_result
from zaedno.features.workshops.rules.side_by_side import SideBySide, named

KIND = Priorities.Kind


@dataclass(frozen=True)
class Standing:
    """An option with its place and figures, as counted at closing."""

    option: Option
    place: int
    told: dict[str, Any]


@dataclass(frozen=True)
class PrioritiesPanel:
    priorities: Priorities
    mine: dict[str, Any]
    seen: bool
    pair: tuple[Option, Option] | None = None
    may: dict[str, Verdict] = field(default_factory=dict)
    names: dict[str, Texts] = field(default_factory=dict)

    @property
    def few(self) -> bool:
        return self.seen and not large_enough(self.priorities.answered or 0)

    @property
    def compared(self) -> int:
        return len(self.mine.get("pairs", []))

    @property
    def answered(self) -> bool:
        return bool(self.mine)

    @property
    def dots(self) -> int:
        return WEIGHT_DOTS

    @property
    def version(self) -> str:
        p = self.priorities
        return f"{p.pk}.{p.state}.{int(p.published_at is not None)}.{self.compared}"

    @cached_property
    def rows(self) -> list[tuple[Option, list[tuple[Criterion, str, int]]]]:
        """Each option with its criteria, the names of their inputs and one's own scores."""
        scores = self.mine.get("scores", {})
        return [
            (
                o,
                [
                    (c, f"s_{c.number}-{o.number}", scores.get(f"{c.number}-{o.number}", 0))
                    for c in self.priorities.criteria.all()
                ],
            )
            for o in self.priorities.options.all()
        ]

    @cached_property
    def weights(self) -> list[tuple[Criterion, str, int]]:
        given = self.mine.get("weights", {})
        return [
            (c, f"w_{c.number}", given.get(str(c.number), 0))
            for c in self.priorities.criteria.all()
        ]

    @cached_property
    def shares(self) -> list[tuple[Criterion, int]]:
        """The weight of each criterion in whole per cent, a hundred together."""
        told = (self.priorities.result or {}).get("weights", {})
        criteria = list(self.priorities.criteria.all())
        weights = percents([told.get(str(c.number), 0) for c in criteria])
        return list(zip(criteria, weights, strict=True))

    @cached_property
    def standings(self) -> list[Standing]:
        if not self.seen or self.few:
            return []
        options = {o.number: o for o in self.priorities.options.all()}
        told = (self.priorities.result or {}).get("options", [])
        return [
            Standing(options[row["number"]], row.get("rank", place), row)
            for place, row in enumerate(told, start=1)
        ]

    @cached_property
    def side(self) -> SideBySide | None:
        """The kinds of organisations beside each other, in everybody's order."""
        groups = (self.priorities.result or {}).get("groups", {})
        if not self.standings or len(groups) < 2:
            return None
        pairs = self.priorities.kind == KIND.PAIRS
        told = {
            kind: {row["number"]: row for row in own["options"]} for kind, own in groups.items()
        }
        rows = [
            (str(s.option.text), [_cell(told[kind].get(s.option.number), pairs) for kind in told])
            for s in self.standings
        ]
        heads = [(named(self.names, kind), own["n"]) for kind, own in groups.items()]
        return SideBySide(heads, rows, self._apart(told, pairs))

    def _apart(self, told: dict[str, dict[int, dict[str, Any]]], pairs: bool) -> str:
        """What the kinds judge most differently, where it is more than chance would make it."""
        apart = rules.furthest(told, pairs=pairs)
        if apart is None:
            return ""
        words = {o.number: str(o.text) for o in self.priorities.options.all()}
        said = _("The kinds of organisations disagree most about “%(option)s”.")
        return said % {"option": words[apart]}

    @cached_property
    def chart(self) -> IntervalChart | None:
        """The order of the pairs with its intervals, as wins of ten."""
        if self.priorities.kind != KIND.PAIRS or not self.standings:
            return None
        return IntervalChart(
            title=_("Of ten comparisons, how many each one wins"),
            rows=tuple(
                Interval(
                    label=str(s.option.text),
                    score=10 * s.told["score"],
                    low=10 * s.told["low"],
                    high=10 * s.told["high"],
                )
                for s in self.standings
            ),
            axis_low=0,
            axis_high=10,
            label_head=_("Idea"),
        )


def _cell(told: dict[str, Any] | None, pairs: bool) -> str:
    """A mean with its spread, or a place with those it may be."""
    if told is None:
        return "–"
    if not pairs:
        return f"{floatformat(told['mean'], 2)} ± {floatformat(told['spread'], 2)}"
    low, high = told["rank_low"], told["rank_high"]
    return f"{told['rank']} ({low}–{high})" if low != high else f"{told['rank']}"


def priorities(viewer: Viewer) -> QuerySet[Priorities]:
    found = Priorities.objects.filter(city_id=viewer.city.pk).select_related("workshop")
    return found.prefetch_related("criteria", "options")


def one(viewer: Viewer, pk: int) -> Priorities:
    return get_object_or_404(priorities(viewer), pk=pk)


def of_workshop(viewer: Viewer, workshop: Workshop) -> list[Priorities]:
    return list(priorities(viewer).filter(workshop=workshop))


def open_ones(viewer: Viewer, workshop: Workshop) -> list[Priorities]:
    return list(priorities(viewer).filter(workshop=workshop, state=State.OPEN))


def panel(viewer: Viewer, found: Priorities) -> PrioritiesPanel:
    me = who(viewer, found.workshop)
    token = token_of("priorities", found.pk, me.key) if me else ""
    sheets = PrioritySheet.objects.filter(priorities=found)
    mine = sheets.filter(token=token).first() if token else None
    answers = mine.answers if mine else {}
    answer = rules.may_answer(viewer, found.state, me is not None)
    published = found.published_at is not None
    counted = len((found.result or {}).get("groups", {})) > 1
    wants_pair = answer and found.kind == KIND.PAIRS
    return PrioritiesPanel(
        priorities=found,
        mine=answers,
        seen=may_see_result(viewer, found.state, published),
        names=kind_names(viewer) if counted else {},
        pair=_next(viewer, found, token, answers) if wants_pair else None,
        may={
            "answer": answer,
            "lead": may_lead(viewer),
            "open": rules.may_open(viewer, found.state),
            "close": rules.may_close(viewer, found.state),
            "publish": rules.may_publish(viewer, found.state, published),
        },
    )


def _next(
    viewer: Viewer, found: Priorities, token: str, mine: dict[str, Any]
) -> tuple[Option, Option] | None:
    """The pair that teaches most, drawn so that anybody can check it; None when all were seen."""
    options = {f"{o.number:03d}": o for o in found.options.all()}
    sheets = PrioritySheet.objects.filter(priorities=found, priorities__city_id=viewer.city.pk)
    answers = [
        (f"{left:03d}", f"{right:03d}", f"{chosen:03d}" if chosen else None)
        for given in sheets.values_list("answers", flat=True)
        for left, right, chosen in given.get("pairs", [])
    ]
    shown = [(f"{left:03d}", f"{right:03d}") for left, right, _c in mine.get("pairs", [])]
    draw = NextPair(fit(compare(answers, sorted(options))), f"priorities:{found.pk}")
    drawn = draw.pair(token, shown)
    return (options[drawn[0]], options[drawn[1]]) if drawn else None
