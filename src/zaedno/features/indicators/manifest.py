from django.utils.translation import gettext_lazy as _

from zaedno.core.registry import Feature, Growth, Kind, NavItem, Verb

MEASURING = ("coordinator", "editor")
REPORTED_ON = ("needs.solution", "partnerships.engagementmodel", "commitments.commitment")

feature = Feature(
    name="indicators",
    title=_("Indicators"),
    verbs=(
        Verb("indicators.define", _("defined an indicator"), MEASURING),
        Verb("indicators.revise", _("corrected the definition of an indicator"), MEASURING),
        Verb("indicators.tie", _("said what an indicator reports on"), MEASURING),
        Verb("indicators.measure", _("added a value to an indicator"), MEASURING),
        Verb("indicators.correct", _("corrected a value of an indicator"), MEASURING),
        Verb(
            "indicators.register_mechanism",
            _("registered a new channel or process"),
            MEASURING,
        ),
        Verb(
            "indicators.revise_mechanism",
            _("corrected the entry of a channel or process"),
            MEASURING,
        ),
        Verb("indicators.count_use", _("counted the use of a channel or process"), MEASURING),
    ),
    kinds={
        "indicators.indicator": Kind(
            _("indicator"), read="queries.things", story="queries.stories", station="result"
        ),
        "indicators.mechanism": Kind(
            _("channel or process"),
            read="queries.mechanism_things",
            story="queries.mechanism_stories",
            station="result",
        ),
    },
    grows={
        "indicators.define": Growth(
            _("Define an indicator for it"), REPORTED_ON, "indicators:define", MEASURING
        ),
        "indicators.tie": Growth(
            _("Choose an indicator for it"), REPORTED_ON, "indicators:tie", MEASURING
        ),
        "indicators.register_mechanism": Growth(
            _("Register the channel that came of it"),
            ("needs.solution", "commitments.commitment"),
            "indicators:new_mechanism",
            MEASURING,
        ),
    },
    nav=(
        NavItem(_("Indicators"), "indicators:index", order=62),
        NavItem(_("Channels and processes"), "indicators:mechanisms", order=63),
    ),
    offers={
        "home_cards": ("report.cards",),
        "report_sections": ("report.sections",),
        "staff_tasks": ("report.tasks",),
    },
    demo=((54, "demo.load"),),
)
