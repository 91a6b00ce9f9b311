"""Words that every room shares: scopes, levels of influence, units of measure."""

from decimal import Decimal

from django.db import models
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Scope(models.TextChoices):
    """Where participation should grow: the three fields named by the programme's city."""

    DEVELOPMENT = "dev", _("Development of the city")
    DECISION = "dec", _("Urban decision-making")
    CONTROL = "ctl", _("Control of implementation")


class Influence(models.TextChoices):
    """The IAP2 spectrum: the promise made to the public."""

    INFORM = "inform", _("inform")
    CONSULT = "consult", _("consult")
    INVOLVE = "involve", _("involve")
    COLLABORATE = "collaborate", _("collaborate")
    EMPOWER = "empower", _("empower")


class Unit(models.TextChoices):
    PERCENT = "percent", _("%")
    COUNT = "count", pgettext_lazy("unit", "items")
    PEOPLE = "people", pgettext_lazy("unit", "people")
    MONTHS = "months", pgettext_lazy("unit", "months")
    RATIO = "ratio", pgettext_lazy("unit", "ratio")
    OUT_OF_5 = "out_of_5", pgettext_lazy("unit", "out of 5")
    OUT_OF_10 = "out_of_10", pgettext_lazy("unit", "out of 10")


def with_unit(value: Decimal | None, unit: str) -> str:
    """`40 %`, `9 от 10`: the number as the reader's language writes it, and the unit."""
    if value is None:
        return "–"
    number = number_format(value.normalize() + 0, use_l10n=True)
    return f"{number}\xa0{Unit(unit).label}"
