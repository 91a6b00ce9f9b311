from django.utils.translation import gettext_lazy as _

from zaedno.core.registry import Feature, NavItem, Verb

feature = Feature(
    name="links",
    title=_("What became of it"),
    verbs=(
        Verb("links.link", _("tied a thing to what it grew out of")),
        Verb("links.unlink", _("ended a tie between two things"), roles=("coordinator", "editor")),
    ),
    offers={"holdings_about": ("queries.carried.holdings_about",)},
    nav=(NavItem(_("By receipt number"), "links:by_number", order=90),),
)
