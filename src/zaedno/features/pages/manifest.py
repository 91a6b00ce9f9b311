from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zaedno.core.registry import Feature, Job, Kind, NavItem, Verb
from zaedno.features.pages.rules import WRITERS

feature = Feature(
    name="pages",
    title=_("News and information"),
    verbs=(
        Verb("pages.prepare", _("prepared the city's pages for its editors")),
        Verb("pages.seat", _("opened or closed the editor for a person")),
        Verb("pages.write", _("wrote and published a page"), WRITERS),
        Verb("pages.note_publication", _("published, withdrew or deleted a page"), WRITERS),
        Verb("pages.note_answers", _("asked whether outside links still answer")),
    ),
    kinds={
        "pages.newspage": Kind(
            pgettext_lazy("kind", "news"), read="queries.things.news", station="answer"
        ),
    },
    listens={
        "people.appoint": ("handlers.on_appointed",),
        "people.leave_role": ("handlers.on_left",),
    },
    nav=(
        NavItem(_("News"), "pages:news", order=80),
        NavItem(_("Information"), "pages:info", order=85),
    ),
    staff_nav=(
        NavItem(_("Write news and pages"), "wagtailadmin_home", 50, WRITERS),
        NavItem(_("Outside links"), "pages:links", 55, WRITERS),
    ),
    schedule=(
        Job("pages.publish_due", every=60, run="schedule.publish_due"),
        Job("pages.ask_links", every=3600, run="schedule.ask_links"),
    ),
    offers={
        "timeline": ("queries.things.timeline",),
        "staff_tasks": ("queries.things.staff_tasks",),
    },
    demo=((80, "demo.load"),),
)
