"""Words that every room shares: the three scopes and the five levels of influence."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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
