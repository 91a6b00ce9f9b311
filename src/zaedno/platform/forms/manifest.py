from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zaedno.core.registry import Feature, Job, Kind, Verb
from zaedno.platform.forms.rules import EDITORS

# What a form belongs to may name other roles that write it (`Kind.asked_by`).
WRITERS = (*EDITORS, "facilitator")

feature = Feature(
    name="forms",
    title=_("Forms"),
    verbs=(
        Verb("forms.write_page", _("wrote a page of a form"), WRITERS),
        Verb("forms.write_question", _("wrote a question of a form"), WRITERS),
        Verb("forms.ask_group", _("asked for a declared group in a form"), WRITERS),
        Verb("forms.set_pictures", _("put pictures beside the options of a form"), WRITERS),
        Verb("forms.move", _("moved a part of a form"), WRITERS),
        Verb("forms.remove", _("took a part out of a form"), WRITERS),
    ),
    schedule=(Job("forms.count_due", every=300, run="schedule.count_due"),),
    offers={
        "holdings_about": ("queries.carried.holdings_about",),
        "personal": ("queries.personal.kept",),
    },
    kinds={"forms.form": Kind(pgettext_lazy("kind", "form"), read="queries.things.things")},
)
