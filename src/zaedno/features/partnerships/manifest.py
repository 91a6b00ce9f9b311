from django.utils.translation import gettext_lazy as _

from zaedno.core.registry import Feature, Growth, Kind, NavItem, Verb

DESCRIBING = ("coordinator", "facilitator", "editor")

feature = Feature(
    name="partnerships",
    title=_("Working together"),
    verbs=(
        Verb("partnerships.describe", _("described a model of working together"), DESCRIBING),
        Verb("partnerships.revise", _("corrected a model of working together"), DESCRIBING),
        Verb(
            "partnerships.publish",
            _("published a model of working together"),
            ("coordinator",),
        ),
    ),
    kinds={
        "partnerships.engagementmodel": Kind(
            _("engagement model"),
            read="queries.things",
            story="queries.stories",
            station="proposal",
        )
    },
    grows={
        "partnerships.describe": Growth(
            _("Describe a model of working together"),
            ("workshops.cluster", "needs.need", "needs.solution"),
            "partnerships:new",
            DESCRIBING,
        )
    },
    nav=(NavItem(_("Working together"), "partnerships:index", order=61),),
    offers={
        "report_sections": ("report.sections",),
        "staff_tasks": ("report.tasks",),
    },
    demo=((52, "demo.load"),),
)
