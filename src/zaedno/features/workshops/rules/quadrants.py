"""Two ratings from 1 to 5 as one of four fields: benefit and effort, power and interest."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

MIDDLE = 3.0


class Yield(models.TextChoices):
    """What a solution is by its benefit and its effort."""

    QUICK_WIN = "quick_win", _("quick win")
    BIG_BET = "big_bet", _("big bet")
    FILL_IN = "fill_in", _("fill-in")
    DROP = "drop", _("drop")


class Influence(models.TextChoices):
    """How to work with somebody by their power and their interest."""

    CLOSE = "close", _("manage closely")
    SATISFIED = "satisfied", _("keep satisfied")
    INFORMED = "informed", _("keep informed")
    MONITOR = "monitor", _("monitor")


def by_effort(benefit: float, effort: float) -> Yield:
    """A benefit above the middle is high; an effort up to the middle is low.

    >>> by_effort(5, 2), by_effort(5, 4), by_effort(3, 3), by_effort(2, 5)
    (Yield.QUICK_WIN, Yield.BIG_BET, Yield.FILL_IN, Yield.DROP)
    """
    if benefit > MIDDLE:
        return Yield.QUICK_WIN if effort <= MIDDLE else Yield.BIG_BET
    return Yield.FILL_IN if effort <= MIDDLE else Yield.DROP


def by_power(power: float, interest: float) -> Influence:
    """What is above the middle is high.

    >>> by_power(5, 4), by_power(5, 2), by_power(1, 5), by_power(2, 3)
    (Influence.CLOSE, Influence.SATISFIED, Influence.INFORMED, Influence.MONITOR)
    """
    if power > MIDDLE:
        return Influence.CLOSE if interest > MIDDLE else Influence.SATISFIED
    return Influence.INFORMED if interest > MIDDLE else Influence.MONITOR
