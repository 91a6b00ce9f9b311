"""Who reads out of a process what people said, and when a line may stand in public."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from zaedno.algorithms.text_vectors import topical
from zaedno.core.verdict import Verdict, allow, deny, forbid
from zaedno.core.viewer import Viewer

READING = ("coordinator", "moderator", "editor")
MOST_THEMES = 24
MOST_READ = 20_000  # contributions of one process that are sorted: the newest
MOST_COMPARED = 5_000  # contributions compared with each other: work grows with their square
MOST_SOURCES = 200


@dataclass(frozen=True)
class LineFacts:
    """What rules ask of a line: how many of its sources everybody can open."""

    public: bool
    sources: int
    process_public: bool


def may_read_out(viewer: Viewer) -> Verdict:
    if viewer.has(*READING):
        return allow()
    return forbid(_("The coordinator, a moderator or an editor reads out what people said."))


def may_add_theme(viewer: Viewer, there: int) -> Verdict:
    verdict = may_read_out(viewer)
    if verdict and there >= MOST_THEMES:
        told = _("At most %(most)d themes: with more of them nobody finds anything.")
        return deny(told % {"most": MOST_THEMES})
    return verdict


def may_seed(words: str) -> Verdict:
    """A theme is found by words; “and” finds nothing."""
    if topical(words):
        return allow()
    return deny(_("Give words that carry a topic, as “bus stop tram”."))


def may_keep_line(viewer: Viewer, sources: int) -> Verdict:
    """A line rests on something that was said; more than a reader can open says nothing."""
    verdict = may_read_out(viewer)
    if not verdict:
        return verdict
    if not sources:
        return deny(_("Choose the contributions that say so: a line without them is nobody's."))
    if sources > MOST_SOURCES:
        told = _("At most %(most)d contributions for one line. Write two lines.")
        return deny(told % {"most": MOST_SOURCES})
    return allow()


def may_publish(viewer: Viewer, facts: LineFacts) -> Verdict:
    verdict = may_read_out(viewer)
    if not verdict:
        return verdict
    if facts.public:
        return deny(_("This line is public already."))
    if not facts.process_public:
        return deny(_("Publish the process first."))
    if not facts.sources:
        return deny(_("None of its contributions is public any more. Choose others first."))
    return allow()


def may_withdraw(viewer: Viewer, facts: LineFacts) -> Verdict:
    verdict = may_read_out(viewer)
    if verdict and not facts.public:
        return deny(_("This line is not public."))
    return verdict


def may_remove(viewer: Viewer, facts: LineFacts) -> Verdict:
    verdict = may_read_out(viewer)
    if verdict and facts.public:
        return deny(_("Withdraw the line first; then it can be removed."))
    return verdict
