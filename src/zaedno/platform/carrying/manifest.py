from django.utils.translation import gettext_lazy as _

from zaedno.core.registry import Feature, Job, NavItem, Verb
from zaedno.platform.carrying.rules import CARRYING

feature = Feature(
    name="carrying",
    title=_("Carrying processes"),
    verbs=(
        Verb("carrying.pack", _("asked for a process with all it holds as a file"), CARRYING),
        Verb("carrying.take_out", _("downloaded a process with all it holds"), CARRYING),
        Verb("carrying.send_in", _("sent in a file with a process from elsewhere"), CARRYING),
        Verb("carrying.bring_in", _("brought in a process from elsewhere"), CARRYING),
    ),
    staff_nav=(NavItem(_("Bring in a process"), "carrying:bring_in", order=92, roles=CARRYING),),
    schedule=(
        Job("carrying.forget", every=3600, run="schedule.forget"),
        Job("carrying.mend", every=60, run="schedule.mend"),
    ),
    offers={"thing_asides": ("queries.rows.aside",)},
)
