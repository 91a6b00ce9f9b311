from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zaedno.core.registry import Feature, Kind, Method, NavItem, Verb
from zaedno.platform.processes.rules import PLANNERS

feature = Feature(
    name="processes",
    title=_("Processes"),
    verbs=(
        Verb("processes.plan", _("planned a process"), PLANNERS),
        Verb("processes.revise", _("corrected the words of a process"), PLANNERS),
        Verb("processes.set_stages", _("set the stages of a process"), PLANNERS),
        Verb("processes.tick", _("kept the checklist of a process"), PLANNERS),
        Verb("processes.publish", _("published a process"), PLANNERS),
        Verb("processes.extend", _("extended a stage, with the reason"), PLANNERS),
        Verb("processes.close_stage", _("closed a stage early, with the reason"), PLANNERS),
        Verb(
            "processes.screen",
            _("chose what moderators of a stage read first"),
            (*PLANNERS, "moderator"),
        ),
        Verb("processes.conclude", _("concluded a process"), PLANNERS),
    ),
    kinds={
        "processes.process": Kind(
            pgettext_lazy("kind", "process"),
            read="queries.things.things",
            story="queries.things.stories",
            station="proposal",
        )
    },
    methods=(
        Method("information", _("Information"), "queries.things.information"),
        Method("answer", _("Answers of the city"), "queries.things.answers"),
    ),
    nav=(NavItem(_("Processes"), "processes:index", order=15),),
    offers={
        "holdings": ("queries.carried.holdings",),
        "home_cards": ("queries.things.home_cards",),
        "timeline": ("queries.things.timeline",),
        "staff_tasks": ("queries.things.staff_tasks",),
        "calendar": ("exports.entries",),
    },
)
