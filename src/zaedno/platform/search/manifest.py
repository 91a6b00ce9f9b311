from django.utils.translation import gettext_lazy as _

from zaedno.core.registry import Feature, Job

feature = Feature(
    name="search",
    title=_("Search"),
    listens={"*": ("handlers.reindex",)},
    schedule=(Job("search.index", every=86_400, run="schedule.index_all"),),
)
