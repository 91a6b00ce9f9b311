from django.utils.translation import gettext_lazy as _

from zaedno.core.registry import Feature, Job, NavItem, Verb
from zaedno.platform.moderation.rules import MODERATING

feature = Feature(
    name="moderation",
    title=_("Moderation"),
    verbs=(Verb("moderation.list_words", _("set the words moderators are told of"), MODERATING),),
    staff_nav=(NavItem(_("Waiting for a moderator"), "moderation:queue", 59, roles=MODERATING),),
    schedule=(Job("moderation.forget", every=86_400, run="schedule.forget"),),
    offers={"staff_tasks": ("queries.rows.staff_tasks",)},
)
