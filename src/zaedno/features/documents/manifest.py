from django.utils.translation import gettext_lazy as _

from zaedno.core.registry import Feature, Growth, Job, Kind, NavItem, Verb

KEEPERS = ("editor", "coordinator")
CITING = ("editor", "coordinator", "facilitator", "reviewer")

feature = Feature(
    name="documents",
    title=_("Documents"),
    verbs=(
        Verb("documents.file", _("filed a document"), KEEPERS),
        Verb("documents.correct", _("corrected the card of a document"), KEEPERS),
        Verb("documents.add_version", _("filed a new version of a document"), KEEPERS),
        Verb("documents.summarise", _("wrote the one-page summary of a document"), KEEPERS),
        Verb("documents.publish", _("made a document public"), KEEPERS),
        Verb("documents.replace", _("replaced a document by a newer one"), KEEPERS),
        Verb("documents.cite", _("quoted a paragraph in a finding"), CITING),
        Verb("documents.attach", _("put a document on the reading list of an event"), CITING),
        Verb("documents.note_link", _("checked an outside address"), KEEPERS),
    ),
    kinds={
        "documents.document": Kind(_("document"), read="queries.things", story="queries.stories"),
        "documents.paragraph": Kind(_("paragraph"), read="queries.paragraph_things"),
    },
    grows={
        "documents.cite": Growth(
            _("Quote a paragraph"),
            (
                "workshops.cluster",
                "needs.need",
                "needs.solution",
                "partnerships.engagementmodel",
                "commitments.commitment",
            ),
            "documents:cite",
            CITING,
        ),
        "documents.attach": Growth(
            _("Choose documents to read before"),
            ("workshops.workshop",),
            "documents:attach",
            CITING,
        ),
    },
    nav=(NavItem(_("Documents"), "documents:index", order=64),),
    staff_nav=(NavItem(_("Outside addresses"), "documents:links", order=60, roles=KEEPERS),),
    schedule=(Job("documents.check_links", every=86_400, run="schedule.check_links"),),
    offers={
        "report_sections": ("report.sections",),
        "staff_tasks": ("report.tasks",),
        "timeline": ("report.timeline",),
        "thing_asides": ("queries.aside",),
    },
    demo=((30, "demo.load"), (45, "demo.attach")),
)
