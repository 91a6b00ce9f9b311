from django.utils.translation import gettext_lazy as _

from zaedno.core.registry import Feature, Job, NavItem, Verb

WRITERS = ("editor", "coordinator")

feature = Feature(
    name="newsletters",
    title=_("Newsletters"),
    verbs=(
        Verb("newsletters.subscribe", _("asked for newsletters")),
        Verb("newsletters.confirm", _("confirmed an address for newsletters")),
        Verb("newsletters.end", _("ended newsletters")),
        Verb("newsletters.draft", _("began a newsletter"), roles=WRITERS),
        Verb("newsletters.write", _("changed the words of a newsletter"), roles=WRITERS),
        Verb("newsletters.add_part", _("added a part to a newsletter"), roles=WRITERS),
        Verb("newsletters.drop_part", _("took a part out of a newsletter"), roles=WRITERS),
        Verb("newsletters.try_out", _("sent a newsletter to themselves"), roles=WRITERS),
        Verb("newsletters.plan", _("planned a newsletter"), roles=WRITERS),
        Verb("newsletters.call_back", _("called a planned newsletter back"), roles=WRITERS),
        Verb("newsletters.send", _("sent a newsletter to those who asked for it")),
    ),
    nav=(NavItem(_("Newsletters"), "newsletters:index", order=72),),
    staff_nav=(NavItem(_("Write newsletters"), "newsletters:desk", order=60, roles=WRITERS),),
    schedule=(
        Job("newsletters.begin", every=60, run="schedule.begin"),
        Job("newsletters.forget", every=86_400, run="schedule.forget"),
    ),
    offers={"personal": ("queries.kept",)},
    demo=((95, "demo.load"),),
)
