from django.utils.translation import gettext_lazy as _

from zaedno.core.registry import Feature, NavItem, Verb
from zaedno.platform.population.rules import DECLARING

feature = Feature(
    name="population",
    title=_("Population"),
    verbs=(Verb("population.declare", _("declared figures of the population"), DECLARING),),
    staff_nav=(NavItem(_("Population"), "population:index", order=91, roles=DECLARING),),
    demo=((22, "demo.load"),),
)
