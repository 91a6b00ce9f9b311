from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zaedno.core.registry import Feature, Growth, Job, Kind, NavItem, Verb
from zaedno.features.commitments.rules import PROMISERS

OWNERS = ("representative", "coordinator")

feature = Feature(
    name="commitments",
    title=_("Commitments"),
    verbs=(
        Verb("commitments.promise", _("wrote down a commitment"), PROMISERS),
        Verb("commitments.confirm", _("confirmed a commitment"), ("representative",)),
        Verb("commitments.refuse", _("refused a commitment"), ("representative",)),
        Verb("commitments.report", _("reported progress on a commitment"), OWNERS),
        Verb("commitments.amend", _("moved a commitment, with a reason"), OWNERS),
        Verb("commitments.withdraw", _("dropped a commitment, with a reason"), OWNERS),
        Verb("commitments.close_following", _("closed the following of a commitment"), PROMISERS),
        Verb("commitments.remind", _("reminded the owner of a due commitment")),
    ),
    kinds={
        "commitments.commitment": Kind(
            pgettext_lazy("kind", "commitment"),
            read="queries.things.things",
            story="queries.things.stories",
            station="commitment",
            by_receipt="queries.rows.by_receipt",
        )
    },
    grows={
        "commitments.promise": Growth(
            _("Make a commitment of it"),
            (
                "workshops.cluster",
                "needs.need",
                "needs.solution",
                "partnerships.engagementmodel",
                "proposals.proposal",
                "decisions.act",
                "maturity.indicator",
            ),
            "/commitments/new/",
            PROMISERS,
        )
    },
    nav=(NavItem(_("Commitments"), "commitments:list", order=45),),
    schedule=(Job("commitments.remind", every=3600, run="schedule.remind_all"),),
    offers={
        "home_cards": ("queries.offers.home_cards",),
        "chain_figures": ("queries.offers.chain_figures",),
        "profile_entries": ("queries.offers.profile_entries",),
        "staff_tasks": ("queries.offers.staff_tasks",),
        "report_sections": ("queries.report.sections",),
    },
    demo=((60, "demo.load"), (90, "demo.load_living")),
)
