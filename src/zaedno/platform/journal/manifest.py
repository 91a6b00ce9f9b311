from django.utils.translation import gettext_lazy as _

from zaedno.core.registry import Feature, Job, NavItem, Verb

feature = Feature(
    name="journal",
    title=_("Journal"),
    verbs=(Verb("journal.retry", _("gave a stuck listener another try"), roles=("operator",)),),
    staff_nav=(
        NavItem(_("Journal"), "journal:journal", order=80, roles=("coordinator",)),
        NavItem(_("Stuck deliveries"), "journal:stuck", order=85, roles=("operator",)),
    ),
    offers={"thing_asides": ("queries.proofs.aside",)},
    schedule=(
        Job("journal.seal", every=5, run="schedule.seal"),
        Job("journal.deliver", every=5, run="schedule.deliver"),
    ),
)
