from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zaedno.core.registry import Feature, Job, Kind, Method, NavItem, Verb
from zaedno.features.surveys.rules import ENTERING, MAKING

feature = Feature(
    name="surveys",
    title=_("Surveys"),
    verbs=(
        Verb("surveys.plan", _("planned a survey"), MAKING),
        Verb("surveys.revise", _("changed the words or days of a survey"), MAKING),
        Verb("surveys.copy", _("copied a survey into a new draft"), MAKING),
        Verb("surveys.publish", _("published a survey"), MAKING),
        Verb("surveys.close", _("closed a survey"), MAKING),
        Verb("surveys.keep", _("kept a draft of a reply"), counter=True),
        Verb("surveys.reply", _("replied to a survey"), counter=True),
        Verb("surveys.enter_paper", _("entered a reply from paper"), ENTERING),
        Verb("surveys.import_paper", _("brought in a table of replies on paper"), ENTERING),
        Verb("surveys.correct_paper", _("corrected a reply from paper"), ENTERING),
        Verb("surveys.approve_paper", _("let replies on paper count"), ENTERING),
        Verb("surveys.publish_result", _("published a result of a survey"), MAKING),
    ),
    kinds={
        "surveys.survey": Kind(
            pgettext_lazy("kind", "survey"),
            read="queries.things.things",
            story="queries.things.stories",
            station="note",
        )
    },
    methods=(Method("survey", _("Survey"), "queries.things.panel", {"reply": _("reply")}),),
    nav=(NavItem(_("Surveys"), "surveys:list", order=46),),
    schedule=(Job("surveys.close_due", every=300, run="schedule.close_due"),),
    offers={
        "home_cards": ("queries.things.home_cards",),
        "staff_tasks": ("queries.things.staff_tasks",),
        "holdings": ("queries.carried.holdings",),
        "took_part": ("queries.things.took_part",),
        "participation": ("queries.participation.kinds",),
        "search_documents": ("queries.things.searched",),
    },
    demo=((59, "demo.load"),),
)
