from django.utils.translation import gettext_lazy as _

from zaedno.core.registry import Feature, Job, Kind, NavItem, Verb

STAFF = ("coordinator", "operator")
REGISTRARS = ("coordinator", "facilitator", "editor")

feature = Feature(
    name="people",
    title=_("People and organisations"),
    verbs=(
        Verb("people.register", _("asked for an account")),
        Verb("people.admit", _("admitted a person")),
        Verb("people.verify", _("confirmed an address")),
        Verb("people.ask_link", _("asked for a link by e-mail")),
        Verb("people.enter", _("signed in by a mailed link")),
        Verb("people.reset_password", _("chose a new password by a mailed link")),
        Verb("people.change_password", _("changed a password")),
        Verb("people.rename", _("changed the name shown")),
        Verb("people.erase", _("erased an account")),
        Verb("people.forget_unconfirmed", _("deleted addresses that nobody confirmed")),
        Verb("people.appoint", _("gave a role"), roles=STAFF),
        Verb("people.invite", _("invited a person to a role"), roles=STAFF),
        Verb("people.leave_role", _("ended a role"), roles=STAFF),
        Verb("people.claim", _("said that they speak for an organisation")),
        Verb(
            "people.decide_claim",
            _("decided who speaks for an organisation"),
            roles=("coordinator",),
        ),
        Verb(
            "people.end_representation",
            _("ended the representation of an organisation"),
            roles=("representative", "coordinator"),
        ),
        Verb("people.define_kind", _("defined a kind of organisation"), roles=REGISTRARS),
        Verb("people.register_organisation", _("registered an organisation"), roles=REGISTRARS),
        Verb("people.rename_organisation", _("renamed an organisation"), roles=REGISTRARS),
        Verb("people.revise_organisation", _("revised an organisation"), roles=REGISTRARS),
        Verb("people.join", _("entered a membership"), roles=REGISTRARS),
        Verb("people.end_membership", _("ended a membership"), roles=REGISTRARS),
    ),
    nav=(NavItem(_("Organisations"), "people:organisations", order=70),),
    staff_nav=(
        NavItem(_("People and roles"), "people:people", order=80, roles=STAFF),
        NavItem(_("Claims"), "people:claims", order=81, roles=("coordinator",)),
    ),
    offers={"staff_tasks": ("queries.claims_waiting",)},
    schedule=(Job("people.forget_unconfirmed", every=86_400, run="schedule.forget"),),
    kinds={
        "people.organisation": Kind(_("organisation"), read="queries.organisation_things"),
    },
    demo=((20, "demo.load"),),
)
