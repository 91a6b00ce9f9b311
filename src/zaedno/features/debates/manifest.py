from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zaedno.core.registry import Feature, Kind, Method, Verb
from zaedno.features.debates.rules import POSING
from zaedno.platform.moderation.rules import MODERATING

SUMMING = (*MODERATING, "facilitator")

feature = Feature(
    name="debates",
    title=_("Debates"),
    verbs=(
        Verb("debates.pose", _("prepared a debate"), POSING),
        Verb("debates.reword", _("worded the question of a debate better"), POSING),
        Verb("debates.argue", _("gave an argument")),
        Verb("debates.withdraw", _("withdrew an argument")),
        Verb("debates.weigh", _("weighed an argument")),
        Verb("debates.approve", _("let an argument through"), MODERATING),
        Verb("debates.merge", _("merged an argument into another one"), MODERATING),
        Verb("debates.hide", _("hid an argument, with the reason"), MODERATING),
        Verb("debates.appeal", _("objected to the hiding of an argument")),
        Verb("debates.rule", _("decided on an objection to a hidden argument"), MODERATING),
        Verb("debates.add_line", _("wrote a line of a summing-up of a debate"), SUMMING),
        Verb("debates.drop_line", _("took a line of a summing-up out"), SUMMING),
        Verb("debates.sum_up", _("published the summing-up of a debate"), SUMMING),
    ),
    kinds={
        "debates.debate": Kind(
            pgettext_lazy("kind", "debate"),
            read="queries.things.things",
            story="queries.things.stories",
            station="note",
            by_receipt="queries.rows.by_receipt",
        ),
        "debates.argument": Kind(
            pgettext_lazy("kind", "argument"),
            many=pgettext_lazy("kinds", "arguments"),
            read="queries.things.argument_things",
            station="note",
            by_receipt="queries.rows.argument_by_receipt",
        ),
    },
    methods=(
        Method(
            "debate",
            _("Debate"),
            "queries.things.panel",
            {"argue": _("argue"), "weigh": _("weigh")},
        ),
    ),
    offers={
        "personal": ("queries.personal.kept",),
        "holdings": ("queries.carried.holdings",),
        "contributions": ("queries.things.contributions",),
        "participation": ("queries.participation.kinds",),
        "staff_tasks": ("queries.things.staff_tasks",),
        "profile_entries": ("queries.things.profile_entries",),
        "search_documents": ("queries.things.searched",),
        "moderation_queue": ("queries.things.queue",),
        "transparency": ("queries.things.transparency",),
    },
    demo=((60, "demo.load"),),
)
