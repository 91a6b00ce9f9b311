from django.utils.translation import gettext_lazy as _

from zaedno.core.registry import Feature, Growth, Kind, NavItem, Verb

RUNS = ("coordinator",)
PLANS = ("coordinator", "facilitator")
FILES = ("coordinator", "editor", "facilitator", "notetaker", "reviewer")

feature = Feature(
    name="maturity",
    title=_("Maturity"),
    verbs=(
        Verb("maturity.import_framework", _("imported a maturity framework"), RUNS),
        Verb("maturity.adopt_framework", _("adopted the maturity framework of the house"), RUNS),
        Verb("maturity.copy_framework", _("copied a maturity framework to change it"), RUNS),
        Verb("maturity.start", _("started an assessment of the city's maturity"), RUNS),
        Verb("maturity.invite", _("invited somebody to answer an assessment"), RUNS),
        Verb("maturity.remove_respondent", _("took back an invitation to answer"), RUNS),
        Verb("maturity.import_answers", _("imported summarised answers of groups"), RUNS),
        Verb("maturity.answer", _("answered an indicator")),
        Verb("maturity.file_evidence", _("filed evidence for an indicator"), FILES),
        Verb("maturity.grade_evidence", _("graded a piece of evidence"), ("reviewer",)),
        Verb("maturity.plan_gap", _("set target and vote factor of an indicator"), PLANS),
        Verb("maturity.accept_gap", _("accepted a gap for now"), PLANS),
        Verb("maturity.tie_gap", _("said what is meant to close a gap"), PLANS),
        Verb("maturity.record_peer", _("recorded another city's result to compare with"), RUNS),
        Verb("maturity.hand_over", _("handed an assessment to the reviewer"), RUNS),
        Verb("maturity.publish", _("published the draft of an assessment"), RUNS),
        Verb("maturity.open_objections", _("set until when a draft takes objections"), RUNS),
        Verb("maturity.object", _("objected to the draft of an assessment")),
        Verb("maturity.answer_objection", _("answered an objection"), RUNS),
        Verb("maturity.freeze", _("froze an assessment"), RUNS),
        Verb("maturity.correct", _("opened a corrected version of an assessment"), RUNS),
    ),
    kinds={
        "maturity.assessment": Kind(
            _("assessment"),
            read="queries.things.read_assessments",
            story="queries.things.assessment_stories",
            station="result",
        ),
        "maturity.indicator": Kind(
            _("maturity indicator"), read="queries.things.read_indicators", station="result"
        ),
        "maturity.evidence": Kind(
            _("evidence"),
            read="queries.things.read_evidence",
            story="queries.things.evidence_stories",
            station="result",
        ),
        "maturity.objection": Kind(
            _("objection"), read="queries.things.read_objections", station="answer"
        ),
    },
    grows={
        "maturity.file_evidence": Growth(
            _("Use as evidence of maturity"),
            ("documents.paragraph", "workshops.cluster", "workshops.note"),
            "maturity:support",
            FILES,
        )
    },
    nav=(NavItem(_("Maturity"), "maturity:index", order=50),),
    staff_nav=(
        NavItem(_("Assessments"), "maturity:index", order=60, roles=(*RUNS, "reviewer")),
        NavItem(_("Maturity frameworks"), "maturity:frameworks", order=62, roles=RUNS),
    ),
    offers={
        "personal": ("queries.personal.kept",),
        "home_cards": ("queries.offers.home_cards",),
        "staff_tasks": ("queries.offers.staff_tasks",),
        "search_documents": ("queries.offers.search_documents",),
        "timeline": ("queries.offers.timeline",),
        "report_sections": ("report.sections",),
    },
    demo=((70, "demo.load"), (90, "demo.load_living")),
)
