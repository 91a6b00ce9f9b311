"""Stages of a process in time: which one is on, and whether a plan of them can stand.

Shapes and units
    A stage is a half-open span `[opens, closes)`: at the second it closes the next one may open.
    Moments carry a time zone. Only the last stage may be open-ended (`closes` is None).
Errors
    `faults` gives one `InputFault` for each thing wrong, with the number of the stage from 1.
Source
    Half-open intervals as ISO 8601-1:2019 describes time intervals by start and end; the rules on
    order and overlap are the project's own.

>>> from datetime import UTC, datetime
>>> def day(n): return datetime(2027, 3, n, tzinfo=UTC)
>>> plan = [Span(day(1), day(10)), Span(day(10), day(20)), Span(day(22), None)]
>>> [current(plan, day(n)) for n in (1, 9, 10, 20, 25)]
[0, 0, 1, None, 2]
>>> faults(plan)
[]
>>> [str(fault) for fault in faults([Span(day(5), day(3)), Span(day(2), None), Span(day(9), None)])]
['Stage 1 closes before it opens.', 'Stage 2 opens before stage 1 closes.', \
'Stage 2 has no end; only the last stage may be left open.']
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.faults import mark as _


@dataclass(frozen=True)
class Span:
    """A stage in time; `closes` is the first moment after it, None when it has no end."""

    opens: datetime
    closes: datetime | None = None

    def holds(self, now: datetime) -> bool:
        """Whether the stage is on."""
        return self.opens <= now and (self.closes is None or now < self.closes)


def current(spans: Sequence[Span], now: datetime) -> int | None:
    """The place of the stage that is on, None between stages, before and after them all."""
    return next((i for i, span in enumerate(spans) if span.holds(now)), None)


def faults(spans: Sequence[Span]) -> list[InputFault]:
    """Everything that is wrong with a plan of stages, in the order of the stages."""
    found = []
    for number, span in enumerate(spans, start=1):
        if span.closes is not None and span.closes <= span.opens:
            found.append(InputFault(_("Stage {stage} closes before it opens."), stage=number))
        before = spans[number - 2] if number > 1 else None
        if before and span.opens < (before.closes or before.opens):
            found.append(
                InputFault(
                    _("Stage {stage} opens before stage {before} closes."),
                    stage=number,
                    before=number - 1,
                )
            )
        if span.closes is None and number < len(spans):
            found.append(
                InputFault(
                    _("Stage {stage} has no end; only the last stage may be left open."),
                    stage=number,
                )
            )
    return found
