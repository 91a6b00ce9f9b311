from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zaedno.core.registry import Feature, Growth, Kind, Method, NavItem, Verb
from zaedno.features.decisions.rules import READERS, RECORDERS

feature = Feature(
    name="decisions",
    title=_("Decisions"),
    verbs=(
        Verb("decisions.record", _("recorded an act"), RECORDERS),
        Verb("decisions.budget", _("recorded the money of an act"), RECORDERS),
        Verb("decisions.plan", _("planned a delivery"), RECORDERS),
        Verb("decisions.deliver", _("recorded a delivery as done"), RECORDERS),
        Verb("decisions.delay", _("moved a delivery, with a reason"), RECORDERS),
        Verb("decisions.check", _("checked a delivery")),
        Verb("decisions.publish_check", _("published a citizen's check"), READERS),
        Verb("decisions.hide_check", _("hid a citizen's check, with a reason"), READERS),
        Verb("decisions.answer_check", _("answered a citizen's check"), RECORDERS),
    ),
    kinds={
        "decisions.act": Kind(
            pgettext_lazy("kind", "act"),
            read="queries.things.acts",
            story="queries.things.act_stories",
            station="decision",
            by_receipt="queries.rows.by_receipt",
        ),
        "decisions.delivery": Kind(
            pgettext_lazy("kind", "delivery"),
            read="queries.things.deliveries",
            story="queries.things.delivery_stories",
            station="result",
        ),
    },
    grows={
        "decisions.record": Growth(
            _("Record the act that came of it"),
            (
                "workshops.cluster",
                "needs.need",
                "needs.solution",
                "proposals.proposal",
                "reports.report",
            ),
            "/decisions/new/",
            RECORDERS,
        )
    },
    methods=(Method("control", _("Control of the delivery"), "queries.things.control"),),
    nav=(NavItem(_("Decisions"), "decisions:list", order=40),),
    staff_nav=(NavItem(_("Citizens' checks"), "decisions:checks", 60, READERS),),
    offers={
        "home_cards": ("queries.things.home_cards",),
        "staff_tasks": ("queries.things.staff_tasks",),
        "profile_entries": ("queries.things.profile_entries",),
    },
    demo=((65, "demo.load"),),
)
