from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zaedno.core.registry import Feature, Growth, Job, Kind, Method, NavItem, Verb
from zaedno.features.proposals.rules.proposal import ANSWERING, ENTERING
from zaedno.features.proposals.rules.valuation import EXPERTS
from zaedno.platform.moderation.rules import MODERATING

feature = Feature(
    name="proposals",
    title=_("Proposals"),
    verbs=(
        Verb("proposals.draft", _("wrote a draft of a proposal"), counter=True),
        Verb("proposals.publish", _("published a proposal"), counter=True),
        Verb("proposals.submit", _("sent a proposal")),
        Verb("proposals.enter", _("entered a proposal from paper"), ENTERING),
        Verb("proposals.revise", _("changed the words of a proposal"), counter=True),
        Verb("proposals.attach", _("added a file to a proposal")),
        Verb("proposals.detach", _("took a file of a proposal out")),
        Verb("proposals.withdraw", _("withdrew a proposal"), counter=True),
        Verb("proposals.support", _("supported a proposal"), counter=True),
        Verb("proposals.unsupport", _("took a support back"), counter=True),
        Verb("proposals.answer", _("wrote an answer to a proposal"), ANSWERING),
        Verb("proposals.publish_answers", _("published an answer to a proposal"), ANSWERING),
        Verb("proposals.merge", _("asked to merge a proposal into another one"), ANSWERING),
        Verb("proposals.split", _("asked to split a proposal"), ANSWERING),
        Verb("proposals.consent", _("agreed to a merging or splitting")),
        Verb("proposals.refuse", _("did not agree to a merging or splitting")),
        Verb("proposals.invite", _("asked somebody to write a proposal along")),
        Verb("proposals.join", _("began to write a proposal along")),
        Verb("proposals.decline", _("declined to write a proposal along")),
        Verb("proposals.leave", _("left the authors of a proposal")),
        Verb("proposals.amend", _("proposed other words for a proposal")),
        Verb("proposals.accept", _("took other words over")),
        Verb("proposals.reject", _("declined other words, with the reason")),
        Verb("proposals.take_back", _("took a change of words back")),
        Verb("proposals.set_rule", _("set days and unit of answers"), ANSWERING),
        Verb("proposals.ask_back", _("asked the authors of a proposal"), ANSWERING),
        Verb("proposals.reply", _("answered a question of the city")),
        Verb("proposals.go_on", _("let the clock of an answer run again"), ANSWERING),
        Verb("proposals.explain", _("said why nothing follows from a proposal"), ANSWERING),
        Verb("proposals.note_led", _("noted that a proposal led to something binding")),
        Verb("proposals.remind_units", _("reminded units of proposals")),
        Verb("proposals.ask_more", _("began questions beside proposals"), ANSWERING),
        Verb("proposals.tell_more", _("answered the questions beside a proposal")),
        Verb("proposals.copy", _("copied a proposal to another process"), ANSWERING),
        Verb("proposals.take_in", _("took proposals in from a table"), ANSWERING),
        Verb("proposals.assign", _("asked experts about a proposal"), ANSWERING),
        Verb("proposals.value", _("said as an expert whether a proposal can be done"), EXPERTS),
        Verb("proposals.remind_experts", _("reminded experts of a proposal")),
        Verb("proposals.approve", _("let a proposal through"), MODERATING),
        Verb("proposals.hide", _("hid a proposal, with the reason"), MODERATING),
        Verb("proposals.appeal", _("objected to the hiding of a proposal")),
        Verb("proposals.rule", _("decided on an objection to a hiding"), MODERATING),
    ),
    kinds={
        "proposals.proposal": Kind(
            pgettext_lazy("kind", "proposal"),
            many=pgettext_lazy("kinds", "proposals"),
            read="queries.things.things",
            story="queries.things.stories",
            station="proposal",
            by_receipt="queries.rows.by_receipt",
        )
    },
    grows={
        "proposals.draft": Growth(
            _("Make a proposal of this argument"), ("debates.argument",), "proposals:start"
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
    listens={"links.link": ("handlers.on_link",)},
    staff_nav=(
        NavItem(_("Answers: days and units"), "proposals:settings", order=83, roles=ANSWERING),
    ),
    schedule=(
        Job("proposals.remind_experts", every=21_600, run="schedule.remind_experts"),
        Job("proposals.remind_units", every=21_600, run="schedule.remind_units"),
    ),
    offers={
        "personal": ("queries.personal.kept",),
        "holdings": ("queries.carried.holdings",),
        "contributions": ("queries.things.contributions",),
        "participation": ("queries.participation.kinds",),
        "moderation_queue": ("queries.moderation.queue",),
        "transparency": ("queries.moderation.transparency",),
        "chain_figures": ("queries.things.figures",),
        "staff_tasks": ("queries.things.staff_tasks",),
        "profile_entries": ("queries.things.profile_entries",),
        "search_documents": ("queries.things.searched",),
    },
    demo=((58, "demo.processes.load"),),
)
