from django.utils.translation import gettext_lazy as _

from zaedno.core.registry import Feature, NavItem, Verb
from zaedno.platform.carrying.rules import CARRYING

feature = Feature(
    name="carrying",
    title=_("Carrying processes"),
    verbs=(
        Verb("carrying.take_out", _("downloaded a process with all it holds"), CARRYING),
        Verb("carrying.bring_in", _("brought in a process from elsewhere"), CARRYING),
    ),
    staff_nav=(NavItem(_("Bring in a process"), "carrying:bring_in", order=92, roles=CARRYING),),
    offers={"thing_asides": ("queries.aside",)},
)
