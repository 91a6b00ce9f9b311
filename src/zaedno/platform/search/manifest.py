from django.utils.translation import gettext_lazy as _

from zaedno.core.registry import Feature, Job, NavItem

feature = Feature(
    name="search",
    title=_("Search"),
    listens={"*": ("handlers.reindex",)},
    nav=(NavItem(_("Topics and districts"), "search:topics", order=68),),
    offers={"thing_asides": ("queries.aside",)},
    schedule=(Job("search.index", every=86_400, run="schedule.index_all"),),
)
