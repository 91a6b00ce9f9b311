from django.utils.translation import gettext_lazy as _

from zaedno.core.registry import Feature, Job, NavItem

feature = Feature(
    name="search",
    title=_("Search"),
    listens={"*": ("handlers.reindex",)},
    nav=(NavItem(_("Search"), "search:search", order=92),),
    schedule=(Job("search.index", every=86_400, run="schedule.index_all"),),
)
