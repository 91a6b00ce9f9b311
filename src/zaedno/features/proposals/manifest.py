from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zaedno.core.registry import Feature, Kind, Method, Verb
from zaedno.features.proposals.rules import ANSWERING, ENTERING
from zaedno.platform.moderation.rules import MODERATING

feature = Feature(
    name="proposals",
    title=_("Proposals"),
    verbs=(
        Verb("proposals.draft", _("wrote a draft of a proposal")),
        Verb("proposals.publish", _("published a proposal")),
        Verb("proposals.submit", _("sent a proposal")),
        Verb("proposals.enter", _("entered a proposal from paper"), ENTERING),
        Verb("proposals.revise", _("changed the words of a proposal")),
        Verb("proposals.withdraw", _("withdrew a proposal")),
        Verb("proposals.support", _("supported a proposal")),
        Verb("proposals.unsupport", _("took a support back")),
        Verb("proposals.answer", _("wrote an answer to a proposal"), ANSWERING),
        Verb("proposals.publish_answers", _("published an answer to a proposal"), ANSWERING),
        Verb("proposals.merge", _("merged a proposal into another one"), ANSWERING),
        Verb("proposals.hide", _("hid a proposal, with the reason"), MODERATING),
        Verb("proposals.appeal", _("objected to the hiding of a proposal")),
        Verb("proposals.rule", _("decided on an objection to a hiding"), MODERATING),
    ),
    kinds={
        "proposals.proposal": Kind(
            pgettext_lazy("kind", "proposal"),
            read="queries.things.things",
            story="queries.things.stories",
            station="proposal",
            by_receipt="queries.rows.by_receipt",
        )
    },
    methods=(
        Method(
            "proposals",
            _("Proposals"),
            "queries.things.panel",
            {"submit": _("propose"), "support": _("support")},
        ),
    ),
    offers={
        "contributions": ("queries.things.contributions",),
        "chain_figures": ("queries.things.figures",),
        "staff_tasks": ("queries.things.staff_tasks",),
        "profile_entries": ("queries.things.profile_entries",),
        "search_documents": ("queries.things.searched",),
    },
    demo=((58, "demo.load"),),
)
