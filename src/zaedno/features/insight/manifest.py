from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zaedno.core.registry import Feature, Job, Kind, Verb
from zaedno.features.insight.rules import READING

feature = Feature(
    name="insight",
    title=_("What people said"),
    verbs=(
        Verb("insight.add_theme", _("named a theme of what people said"), READING),
        Verb("insight.change_theme", _("changed a theme of what people said"), READING),
        Verb("insight.remove_theme", _("removed a theme of what people said"), READING),
        Verb("insight.sort", _("sorted what people said into themes"), READING),
        Verb("insight.place", _("moved contributions to another theme"), READING),
        Verb("insight.write_line", _("wrote a line of a summing-up"), READING),
        Verb("insight.change_line", _("changed a line of a summing-up"), READING),
        Verb("insight.publish_line", _("published a line of a summing-up"), READING),
        Verb("insight.withdraw_line", _("withdrew a line of a summing-up"), READING),
        Verb("insight.remove_line", _("removed a draft line of a summing-up"), READING),
    ),
    kinds={
        "insight.line": Kind(
            pgettext_lazy("kind", "line of a summing-up"),
            read="queries.things.things",
            story="queries.things.stories",
            station="need",
        )
    },
    schedule=(Job("insight.sort_new", every=600, run="schedule.sort_new"),),
    offers={
        "holdings_about": ("queries.carried.holdings_about",),
        "ties": ("queries.things.ties",),
        "thing_asides": ("queries.things.aside",),
        "staff_tasks": ("queries.things.staff_tasks",),
    },
    demo=((94, "demo.load"),),
)
