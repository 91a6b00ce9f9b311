from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zaedno.core.registry import Feature, Kind, NavItem, Verb
from zaedno.features.reports.rules import WRITERS

COORDINATOR = ("coordinator",)

feature = Feature(
    name="reports",
    title=_("Reports"),
    verbs=(
        Verb("reports.start", _("started a report"), COORDINATOR),
        Verb("reports.write", _("wrote the words of a report"), WRITERS),
        Verb("reports.open", _("opened a draft report for objections"), COORDINATOR),
        Verb("reports.approve", _("approved a report"), COORDINATOR),
        Verb("reports.freeze", _("froze and published a report"), COORDINATOR),
        Verb("reports.correct", _("corrected a report by a new version"), COORDINATOR),
    ),
    kinds={
        "reports.report": Kind(
            pgettext_lazy("kind", "report"),
            read="queries.things.things",
            story="queries.things.stories",
            station="answer",
            by_receipt="queries.rows.by_receipt",
        )
    },
    nav=(NavItem(_("Reports"), "reports:list", order=58),),
    offers={"home_cards": ("queries.things.home_cards",)},
    demo=((80, "demo.load"),),
)
