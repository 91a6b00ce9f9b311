"""Who may file, publish and cite, and when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from zaedno.core.verdict import Verdict, allow, deny, forbid
from zaedno.core.viewer import Viewer

KEEPERS = ("editor", "coordinator")
CITING = ("editor", "coordinator", "facilitator", "reviewer")


@dataclass(frozen=True)
class Facts:
    """What the rules need to know of a document."""

    state: str
    summary_languages: frozenset[str] = frozenset()


def may_keep(viewer: Viewer) -> Verdict:
    """File, correct, summarise, check links."""
    if viewer.has(*KEEPERS):
        return allow()
    return forbid(_("Documents are kept by the editor and the coordinator."))


def may_publish(viewer: Viewer, facts: Facts) -> Verdict:
    if not (kept := may_keep(viewer)):
        return kept
    if facts.state != "draft":
        return deny(_("This document is already public."))
    if not facts.summary_languages:
        return deny(_("Write the one-page summary first: a document is published with it."))
    return allow()


def may_replace(viewer: Viewer, facts: Facts, successor: Facts | None, *, same: bool) -> Verdict:
    if not (kept := may_keep(viewer)):
        return kept
    if facts.state != "public":
        return deny(_("Only a public document can be replaced."))
    if successor is None or same or successor.state != "public":
        return deny(_("Choose another public document that takes its place."))
    return allow()


def may_cite(viewer: Viewer, facts: Facts) -> Verdict:
    if not viewer.has(*CITING):
        return forbid(_("Paragraphs are cited by the editor, the coordinator and the facilitator."))
    if facts.state == "draft":
        return deny(_("A draft cannot be cited. Publish the document first."))
    return allow()


def numbering(numbers: Iterable[int]) -> Verdict:
    """Paragraphs are numbered from 1 without a gap or a repetition."""
    found = list(numbers)
    if found != list(range(1, len(found) + 1)):
        return deny(_("Number the paragraphs 1, 2, 3 … without a gap."))
    return allow()


def one_page(lengths: dict[str, int], page: int) -> Verdict:
    """A summary fits on one page in each language."""
    longest = max(lengths.values(), default=0)
    if longest <= page:
        return allow()
    over = longest - page
    return deny(
        ngettext(
            "A summary fits on one page: shorten it by %(over)d character.",
            "A summary fits on one page: shorten it by %(over)d characters.",
            over,
        )
        % {"over": over}
    )


def missing_languages(present: Iterable[str], wanted: Iterable[str]) -> list[str]:
    """The languages of the city in which the summary is not written yet."""
    have = set(present)
    return [lang for lang in wanted if lang not in have]
