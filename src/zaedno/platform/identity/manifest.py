from django.utils.translation import gettext_lazy as _

from zaedno.core.registry import Feature, Job, Verb

feature = Feature(
    name="identity",
    title=_("Identity"),
    verbs=(
        Verb("identity.ask_code", _("asked for a code by e-mail")),
        Verb("identity.confirm_email", _("confirmed an address without an account")),
        Verb("identity.keep", _("had a form kept until it is known who sent it")),
        Verb("identity.drop", _("gave up a kept form")),
        Verb("identity.clear", _("deleted kept forms and codes that nobody used")),
    ),
    schedule=(Job("identity.clear", every=3600, run="schedule.clear"),),
)
