from django.conf import settings
from django.utils.translation import gettext_lazy as _

from zaedno.core.registry import Feature, Job, NavItem, Verb

feature = Feature(
    name="notifications",
    title=_("Notifications"),
    verbs=(
        Verb("notifications.follow", _("asked for news")),
        Verb("notifications.confirm", _("confirmed an address for news")),
        Verb("notifications.unfollow", _("ended news")),
        Verb("notifications.stop", _("ended news from a letter")),
        Verb("notifications.set_rhythm", _("chose how often letters come")),
        Verb("notifications.set_one", _("chose how often letters of one thing come")),
        Verb("notifications.quiet", _("ended all letters by a link")),
        Verb("notifications.open_feed", _("made a private address for feeds")),
        Verb("notifications.end_feed", _("ended a private address for feeds")),
        Verb("notifications.add_device", _("let a device show news")),
        Verb("notifications.remove_device", _("took a device off the list")),
        Verb("notifications.resend", _("gave stuck letters another try"), roles=("operator",)),
    ),
    listens={
        "*": ("handlers.tell_upstream",),
        "discussion.comment": ("discussions.follow_along", "discussions.tell_mentioned"),
        "discussion.reply": (
            "discussions.follow_along",
            "discussions.tell_answered",
            "discussions.tell_mentioned",
        ),
        "discussion.approve": ("discussions.tell_answered", "discussions.tell_mentioned"),
    },
    nav=((NavItem(_("Sent letters"), "notifications:outbox", order=95),) if settings.DEMO else ()),
    staff_nav=(
        NavItem(_("Letters that did not leave"), "notifications:unsent", 86, roles=("operator",)),
    ),
    schedule=(
        Job("notifications.send", every=15, run="schedule.send"),
        Job("notifications.push", every=60, run="schedule.push"),
        Job("notifications.digests", every=300, run="schedule.begin_digests"),
        Job("notifications.forget", every=86_400, run="schedule.forget"),
    ),
    demo=((96, "demo.load"),),
    offers={"personal": ("queries.personal.kept",), "thing_asides": ("queries.follows.aside",)},
)
