"""The card of the room; events, boards and activities each keep their own part."""

from django.utils.translation import gettext_lazy as _

from zaedno.core.registry import Feature, Method
from zaedno.features.workshops.manifest import activities, boards, events, session
from zaedno.features.workshops.manifest.parts import merged

feature = Feature(
    name="workshops",
    title=_("Workshops"),
    verbs=events.VERBS + boards.VERBS + activities.VERBS + session.VERBS,
    kinds={**events.KINDS, **boards.KINDS},
    listens=merged(events.LISTENS, boards.LISTENS),
    grows={**events.GROWS, **boards.GROWS},
    nav=events.NAV + boards.NAV,
    staff_nav=events.STAFF_NAV + boards.STAFF_NAV,
    methods=(Method("workshop", _("Workshops"), "queries.process.panel"),),
    schedule=events.SCHEDULE + boards.SCHEDULE + session.SCHEDULE,
    offers=merged(events.OFFERS, boards.OFFERS, session.OFFERS),
    demo=events.DEMO + boards.DEMO + activities.DEMO + session.DEMO,
)
