"""After the meeting: thanks, and the overview article that is due in ten working days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from zaedno.algorithms.working_days import BULGARIA, after
from zaedno.core.fields import Texts
from zaedno.core.verdict import Verdict, allow, deny, first_refusal
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.rules.roles import as_counter, as_planner, as_writer

OVERVIEW_DAYS = 10  # working days after the event
REMIND_BEFORE = timedelta(hours=24)
THANK_AFTER = timedelta(hours=18)  # the next morning
OUTCOME_AFTER = timedelta(days=30)
WORDS_A_MINUTE = 180
VALIDATED = ("validated", "published")
OVER = ("results_draft", *VALIDATED)


@dataclass(frozen=True)
class OverviewFacts:
    event_state: str
    drafted: bool = False
    published: bool = False
    languages: tuple[str, ...] = ()
    has_title: bool = False


def overview_due(ended_on: date) -> date:
    return after(ended_on, OVERVIEW_DAYS, BULGARIA)


def is_late(due_on: date | None, published: bool, today: date) -> bool:
    return due_on is not None and not published and today > due_on


def reading_minutes(text: str) -> int:
    return max(1, round(len(text.split()) / WORDS_A_MINUTE))


def may_draft(viewer: Viewer, facts: OverviewFacts) -> Verdict:
    return first_refusal(
        as_writer(viewer),
        allow()
        if facts.event_state in VALIDATED
        else deny(_("The overview is drafted from validated groups. Validate the result first.")),
        deny(_("There is an overview already; edit that one.")) if facts.drafted else allow(),
    )


def may_revise(viewer: Viewer, facts: OverviewFacts) -> Verdict:
    return first_refusal(
        as_writer(viewer),
        allow() if facts.drafted else deny(_("There is no overview to edit yet.")),
    )


def may_publish(viewer: Viewer, facts: OverviewFacts, *, body: Texts, title: Texts) -> Verdict:
    both = all(body.get(lang) and title.get(lang) for lang in facts.languages)
    return first_refusal(
        as_writer(viewer),
        allow() if facts.drafted else deny(_("There is no overview to publish yet.")),
        deny(_("The overview is published already.")) if facts.published else allow(),
        allow() if both else deny(_("The overview needs its title and text in every language.")),
    )


def may_note_attendance(viewer: Viewer, *, event_state: str) -> Verdict:
    return first_refusal(
        as_counter(viewer),
        deny(_("The results are validated: the counts no longer change."))
        if event_state in VALIDATED
        else allow(),
        deny(_("Nobody can have come before the workshop begins."))
        if event_state == "planned"
        else allow(),
    )


def may_admit(viewer: Viewer, *, event_state: str) -> Verdict:
    return first_refusal(
        as_counter(viewer),
        deny(_("The workshop is over; nobody can be admitted any more."))
        if event_state in OVER
        else allow(),
    )


def may_thank(
    viewer: Viewer, *, event_state: str, thanked: bool = False, system: bool = False
) -> Verdict:
    return first_refusal(
        allow() if system else as_planner(viewer),
        allow() if event_state in OVER else deny(_("Thanks are said when the workshop is over.")),
        deny(_("Those who took part were thanked already.")) if thanked else allow(),
    )


def may_remind(
    viewer: Viewer, *, event_state: str, reminded: bool, begins: datetime | None, now: datetime
) -> Verdict:
    """A day before, and once; by the schedule or by hand."""
    soon = begins is not None and now < begins <= now + REMIND_BEFORE
    return first_refusal(
        allow() if event_state == "planned" else deny(_("The workshop is not coming any more.")),
        deny(_("Everybody was reminded already.")) if reminded else allow(),
        allow() if soon else deny(_("A reminder goes out on the day before.")),
    )


def may_tell_outcome(
    viewer: Viewer, *, event_state: str, told: bool, grown: int, system: bool = False
) -> Verdict:
    return first_refusal(
        allow() if system else as_planner(viewer),
        allow()
        if event_state in VALIDATED
        else deny(_("What became of the notes is told when the result is validated.")),
        allow() if grown else deny(_("Nothing has grown from the groups yet.")),
        deny(_("What became of the notes was told already.")) if told else allow(),
    )


@dataclass(frozen=True)
class Block:
    """A paragraph, or a list of points."""

    text: str = ""
    points: tuple[str, ...] = ()


def blocks(body: str) -> list[Block]:
    """Plain text as it is read: empty lines part paragraphs, lines with – are points."""
    found = []
    for piece in body.replace("\r\n", "\n").split("\n\n"):
        lines = [line.strip() for line in piece.splitlines() if line.strip()]
        if lines and all(line.startswith(("–", "-", "•")) for line in lines):
            found.append(Block(points=tuple(line[1:].strip() for line in lines)))
        elif lines:
            found.append(Block(text=" ".join(lines)))
    return found
