from django.utils.translation import gettext_lazy as _

from zaedno.core.registry import Feature, Job, NavItem, Verb
from zaedno.core.ways import Way
from zaedno.platform.identity.rules import CLERKS, DESK, LETTER, LIST, SETTING
from zaedno.platform.identity.rules.providers import PROVIDER

feature = Feature(
    name="identity",
    title=_("Identity"),
    verbs=(
        Verb("identity.ask_code", _("asked for a code by e-mail")),
        Verb("identity.confirm_email", _("confirmed an address without an account")),
        Verb("identity.add_address", _("added an address to an account")),
        Verb("identity.keep", _("had a form kept until it is known who sent it")),
        Verb("identity.drop", _("gave up a kept form")),
        Verb("identity.clear", _("deleted kept forms and codes that nobody used")),
        Verb("identity.prove", _("was looked for in the city's list of people")),
        Verb("identity.ask_letter", _("asked for a letter with a code")),
        Verb("identity.give_up_letter", _("gave up a letter")),
        Verb("identity.print_letters", _("printed letters with codes"), CLERKS),
        Verb("identity.use_letter", _("was verified by a letter")),
        Verb("identity.verify_at_desk", _("verified a resident at the desk"), CLERKS, counter=True),
        Verb("identity.begin_acting", _("began to act for somebody at the counter"), CLERKS),
        Verb("identity.end_acting", _("ended acting for somebody"), CLERKS, counter=True),
        Verb("identity.close_overdue", _("closed what ran longer than half an hour")),
        Verb("identity.set_policy", _("set how residents are verified"), SETTING),
        Verb("identity.bring_list", _("brought in a list of people"), SETTING),
        Verb("identity.harden", _("made the lines of a list costly to guess")),
        Verb("identity.revoke", _("withdrew a verification, with the reason"), CLERKS),
        Verb("identity.name_group", _("named a group of people"), SETTING),
        Verb("identity.change_group", _("changed who is in a group"), SETTING),
        Verb("identity.prepare_factor", _("began to set up a second factor")),
        Verb("identity.confirm_factor", _("set up a second factor")),
        Verb("identity.pass_factor", _("showed a second factor")),
        Verb("identity.drop_factor", _("gave a second factor up")),
        Verb("identity.require_factor", _("set whether staff need a second factor"), SETTING),
        Verb("identity.set_provider", _("set up an identity provider"), SETTING),
        Verb("identity.drop_provider", _("removed an identity provider"), SETTING),
        Verb("identity.note_provider", _("noted how an identity provider answers")),
        Verb("identity.enter_by_provider", _("signed in by an identity provider")),
        Verb("identity.join_by_provider", _("made an account by an identity provider")),
        Verb("identity.link", _("linked an account with an identity provider")),
        Verb("identity.unlink", _("unlinked an account from an identity provider")),
        Verb("identity.prove_by_provider", _("was verified by an identity provider")),
        Verb("identity.forget", _("forgot how somebody was verified")),
    ),
    ways=(
        Way(
            LIST,
            _("The city's list of people"),
            _("At once: the city compares what you write with its list."),
            "identity:by_list",
        ),
        Way(
            LETTER,
            _("A letter by post"),
            _("In some days: a letter with a code comes to your address."),
            "identity:by_letter",
        ),
        Way(
            DESK,
            _("At the desk"),
            _("At once, in person: bring a document."),
            "identity:at_desk",
        ),
        Way(
            PROVIDER,
            _("An identity provider"),
            _("At once: you show there who you are, and it tells the city what it has to know."),
            "identity:mine",
            switch=False,
        ),
    ),
    listens={"people.erase": ("handlers.on_erased",)},
    staff_nav=(
        NavItem(_("Counter"), "identity:counter", order=60, roles=CLERKS),
        NavItem(_("Verified residents"), "identity:settings", order=82, roles=SETTING),
    ),
    schedule=(
        Job("identity.close_overdue", every=60, run="schedule.close_overdue"),
        Job("identity.clear", every=3600, run="schedule.clear"),
        Job("identity.look_at_providers", every=300, run="schedule.look_at_providers"),
        Job("identity.harden", every=60, run="schedule.harden"),
    ),
    offers={
        "personal": ("queries.personal.kept",),
        "staff_tasks": ("queries.tasks.letters_waiting", "queries.providers.tasks"),
        "doors": ("queries.providers.doors",),
        "participation": ("queries.participation.kinds",),
    },
    demo=((57, "demo.load"),),
)
