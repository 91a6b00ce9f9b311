from django.utils.translation import gettext_lazy as _

from zaedno.core.registry import Feature, NavItem, Verb
from zaedno.platform.places.rules import SETTING

feature = Feature(
    name="places",
    title=_("Places"),
    verbs=(
        Verb("places.set_map", _("set the city's map"), SETTING),
        Verb("places.outline", _("recorded the outlines of districts"), SETTING),
    ),
    staff_nav=(NavItem(_("The city's map"), "places:settings", 84, roles=SETTING),),
    demo=((57, "demo.load"),),
)
