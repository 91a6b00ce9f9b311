from django.utils.translation import gettext_lazy as _

from zaedno.core.registry import Feature, Growth, Kind, NavItem, Verb

REGISTERING = ("coordinator", "facilitator", "editor")
COORDINATOR = ("coordinator",)

feature = Feature(
    name="needs",
    title=_("Needs and solutions"),
    verbs=(
        Verb("needs.register", _("registered a need"), REGISTERING),
        Verb("needs.correct", _("corrected the text of a need"), REGISTERING),
        Verb("needs.validate", _("validated a need"), COORDINATOR),
        Verb("needs.prioritise", _("rated importance and feasibility of a need"), COORDINATOR),
        Verb("needs.evidence", _("added evidence to a need"), REGISTERING),
        Verb("needs.close", _("closed a need with a reason"), COORDINATOR),
        Verb("needs.propose", _("proposed a solution"), REGISTERING),
        Verb("needs.revise", _("corrected the description of a solution"), REGISTERING),
        Verb("needs.answer", _("said which solution answers a need"), REGISTERING),
        Verb("needs.advance", _("set the readiness of a solution"), COORDINATOR),
    ),
    kinds={
        "needs.need": Kind(
            _("need"),
            read="queries.register.things",
            story="queries.register.stories",
            station="need",
        ),
        "needs.solution": Kind(
            _("proposed solution"),
            read="queries.portfolio.things",
            story="queries.portfolio.stories",
            station="proposal",
        ),
    },
    grows={
        "needs.register": Growth(
            _("Make a need of it"),
            (
                "workshops.cluster",
                "workshops.note",
                "documents.paragraph",
                "debates.debate",
                "debates.argument",
            ),
            "needs:new",
            REGISTERING,
        ),
        "needs.propose": Growth(
            _("Propose a solution"),
            ("needs.need", "workshops.cluster"),
            "needs:propose",
            REGISTERING,
        ),
        "needs.evidence": Growth(
            _("Use as evidence for a need"),
            (
                "workshops.note",
                "workshops.cluster",
                "documents.paragraph",
                "indicators.indicator",
            ),
            "needs:evidence",
            REGISTERING,
        ),
    },
    nav=(NavItem(_("Needs"), "needs:index", order=30),),
    offers={
        "report_sections": ("report.sections",),
        "chain_figures": ("report.figures",),
        "staff_tasks": ("report.tasks",),
    },
    demo=((50, "demo.load"),),
)
