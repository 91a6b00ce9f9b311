from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zaedno.core.registry import Feature, Kind, NavItem, Verb
from zaedno.platform.moderation.rules import MODERATING

feature = Feature(
    name="discussion",
    title=_("Discussion"),
    verbs=(
        Verb("discussion.comment", _("wrote a comment")),
        Verb("discussion.reply", _("answered a comment")),
        Verb("discussion.edit", _("changed a comment")),
        Verb("discussion.withdraw", _("withdrew a comment")),
        Verb("discussion.react", _("agreed with a comment or thanked for it")),
        Verb("discussion.unreact", _("took a sign under a comment back")),
        Verb("discussion.report", _("reported a comment")),
        Verb("discussion.keep", _("kept a reported comment"), MODERATING),
        Verb("discussion.approve", _("let a comment through"), MODERATING),
        Verb("discussion.hide", _("hid a comment, with the reason"), MODERATING),
        Verb("discussion.appeal", _("objected to the hiding of a comment")),
        Verb("discussion.rule", _("decided on an objection to a hidden comment"), MODERATING),
        Verb("discussion.open", _("opened a discussion"), MODERATING),
        Verb("discussion.close", _("closed a discussion"), MODERATING),
    ),
    kinds={
        "discussion.comment": Kind(
            pgettext_lazy("kind", "comment"),
            many=pgettext_lazy("kinds", "comments"),
            read="queries.things.things",
            station="note",
            by_receipt="queries.rows.by_receipt",
        )
    },
    staff_nav=(NavItem(_("Reported comments"), "discussion:desk", 60, roles=MODERATING),),
    offers={
        "personal": ("queries.personal.kept",),
        "moderation_queue": ("queries.desk.queue",),
        "transparency": ("queries.desk.transparency",),
        "staff_tasks": ("queries.desk.staff_tasks",),
        "profile_entries": ("queries.things.profile_entries",),
        "holdings_about": ("queries.carried.holdings_about",),
        "said_about": ("queries.things.said_about",),
        "participation": ("queries.participation.kinds",),
    },
    demo=((92, "demo.load"),),
)
