from django.utils.translation import gettext_lazy as _

from zaedno.core.registry import Feature, NavItem, Verb

OPERATOR = ("operator",)
COORDINATOR = ("coordinator",)

feature = Feature(
    name="cities",
    title=_("Cities"),
    verbs=(
        Verb("cities.found_programme", _("founded a programme"), roles=OPERATOR),
        Verb("cities.open_track", _("opened a track of the programme"), roles=OPERATOR),
        Verb("cities.found", _("founded a city"), roles=OPERATOR),
        Verb("cities.set_state", _("moved a city to another state"), roles=OPERATOR),
        Verb("cities.enrol", _("enrolled a city in a track"), roles=OPERATOR),
        Verb("cities.set_face", _("changed the city's colours"), roles=COORDINATOR),
        Verb("cities.record_figure", _("recorded a published number"), roles=COORDINATOR),
        Verb("cities.record_milestone", _("recorded a date of the journey"), roles=COORDINATOR),
        Verb("cities.name_districts", _("named the city's districts"), roles=COORDINATOR),
        Verb("cities.name_theme", _("named a theme"), roles=COORDINATOR),
    ),
    nav=(NavItem(_("The city's journey"), "cities:timeline", order=66),),
    staff_nav=(NavItem(_("The city"), "cities:settings", order=90, roles=COORDINATOR),),
    offers={"timeline": ("queries.milestones",)},
    demo=((10, "demo.load"),),
)
