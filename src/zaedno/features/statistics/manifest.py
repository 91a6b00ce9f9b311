from django.utils.translation import gettext_lazy as _

from zaedno.core.registry import Feature, Job, NavItem

feature = Feature(
    name="statistics",
    title=_("Participation in numbers"),
    nav=(NavItem(_("Participation in numbers"), "statistics:city", order=69),),
    schedule=(Job("statistics.count", every=600, run="schedule.count_due"),),
    offers={"thing_asides": ("queries.rows.asides",)},
    demo=((99, "demo.load"),),
)
