from django.utils.translation import gettext_lazy as _

from zaedno.core.registry import Feature, Job, Kind, NavItem, Verb

feature = Feature(
    name="sample",
    title=_("Leaves"),
    verbs=(
        Verb("sample.leave", _("left a leaf")),
        Verb("sample.hear", _("heard of a leaf")),
        Verb("sample.sweep", _("swept the leaves")),
    ),
    kinds={"sample.leaf": Kind(title=_("Leaf"), read="queries.things", station="note")},
    nav=(NavItem(title=_("Leaves"), url_name="sample:leaves", order=99),),
    schedule=(Job("sweep the leaves", every=3600, run="schedule.sweep"),),
    listens={"sample.leave": ("handlers.heard",)},
    offers={"search_documents": ("queries.search_documents",)},
)
