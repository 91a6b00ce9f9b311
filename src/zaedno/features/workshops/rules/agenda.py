"""The minute plan: it sums to the slot; where it left the method's template it says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zaedno.core.fields import Texts
from zaedno.core.verdict import Verdict, allow, deny, first_refusal
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.methods import Part, Template
from zaedno.features.workshops.models.board import Board
from zaedno.features.workshops.rules.roles import as_planner

LONGEST = 8 * 60


def sums(minutes: Sequence[int], slot: int) -> Verdict:
    """Both numbers stand in the sentence, so that one sees by how much it is wrong."""
    total = sum(minutes)
    if total == slot:
        return allow()
    parts = ngettext(
        "The parts of the agenda take %(total)d minute, the slot is %(slot)d.",
        "The parts of the agenda take %(total)d minutes, the slot is %(slot)d.",
        total,
    ) % {"total": total, "slot": slot}
    apart = abs(total - slot)
    if total > slot:
        advice = ngettext("Take off %(n)d minute.", "Take off %(n)d minutes.", apart)
    else:
        advice = ngettext("Add %(n)d minute.", "Add %(n)d minutes.", apart)
    return deny(f"{parts} {advice % {'n': apart}}")


def may_plan(viewer: Viewer, *, state: str, minutes: Sequence[int], slot: int) -> Verdict:
    return first_refusal(
        as_planner(viewer),
        allow() if state == "planned" else deny(_("The agenda is fixed: the workshop has begun.")),
        allow() if slot <= LONGEST else deny(_("A workshop lasts at most eight hours.")),
        allow() if all(m > 0 for m in minutes) else deny(_("Each part takes at least a minute.")),
        sums(minutes, slot),
    )


@dataclass(frozen=True)
class Deviation:
    """One difference from the template, as a sentence for the annex of the report."""

    what: str  # "added", "left_out", "renamed", "longer", "boards", "moved", …
    sentence: str


def deviations(template: Template | None, plan: Sequence[Part], slot: int) -> list[Deviation]:
    """How the plan differs from its template, word by word; parts are paired by method.

    A part with a method that occurs several times is paired with the first one left over that has
    its title, else with the first one left over.
    """
    if template is None:
        return []
    found = [*_slot(template, slot)]
    left = list(enumerate(plan))
    pairs: list[tuple[Part, int, Part]] = []
    for meant in template.agenda:
        same = [pair for pair in left if pair[1].method == meant.method]
        chosen = next((p for p in same if p[1].title == meant.title), same[0] if same else None)
        if chosen is None:
            sentence = _("Left out: “%(part)s” (%(n)d min).")
            found.append(Deviation("left_out", sentence % _of(meant.title, meant.minutes)))
            continue
        left.remove(chosen)
        pairs.append((meant, *chosen))
        for differ in (_title, _minutes, _boards, _numbers):
            found.extend(differ(meant, chosen[1]))
    added = _("Added: “%(part)s” (%(n)d min).")
    found.extend(Deviation("added", added % _of(p.title, p.minutes)) for _n, p in left)
    return [*found, *_order(pairs)]


def _title(meant: Part, done: Part) -> list[Deviation]:
    if str(done.title) == str(meant.title):
        return []
    sentence = _("Renamed: “%(now)s” instead of “%(meant)s”.")
    told = sentence % {"now": done.title, "meant": meant.title}
    return [Deviation("renamed", told)]


def _boards(meant: Part, done: Part) -> list[Deviation]:
    if set(done.boards) == set(meant.boards):
        return []
    sentence = _("Boards of “%(part)s”: %(now)s; in the template: %(meant)s.")
    told = {"part": done.title, "now": named(done.boards), "meant": named(meant.boards)}
    return [Deviation("boards", sentence % told)]


def named(kinds: Sequence[str]) -> str:
    labels = {kind: str(label) for kind, label in Board.Kind.choices}
    return ", ".join(labels.get(kind, kind) for kind in kinds) or _("none at all")


def _numbers(meant: Part, done: Part) -> list[Deviation]:
    """Dots and rooms: how many of each."""
    found = []
    for what, now, was, sentence in (
        (
            "dots",
            done.dots,
            meant.dots,
            _("Dots: “%(part)s” gives %(now)s, the template %(meant)s."),
        ),
        (
            "rooms",
            done.rooms,
            meant.rooms,
            _("Rooms: “%(part)s” has %(now)s, the template %(meant)s."),
        ),
    ):
        if now != was:
            told = {"part": done.title, "now": now or 0, "meant": was or 0}
            found.append(Deviation(what, sentence % told))
    return found


def _order(pairs: Sequence[tuple[Part, int, Part]]) -> list[Deviation]:
    """The parts that changed their place among those the template has too: as few as possible."""
    places = sorted(at for _meant, at, _done in pairs)
    kept = _longest_rising([at for _meant, at, _done in pairs])
    sentence = _("Moved: “%(part)s” is part %(now)d of the common ones; in the template %(meant)d.")
    return [
        Deviation("moved", sentence % {"part": done.title, "now": places.index(at) + 1, "meant": n})
        for n, (_meant, at, done) in enumerate(pairs, start=1)
        if at not in kept
    ]


def _longest_rising(places: Sequence[int]) -> set[int]:
    """Of a row of places the longest part that rises: what stayed in its order.

    >>> sorted(_longest_rising([0, 3, 1, 2]))
    [0, 1, 2]
    """
    best: list[list[int]] = []
    for place in places:
        before = [row for row in best if row[-1] < place]
        best.append([*_longest(before), place])
    return set(_longest(best))


def _longest(rows: Sequence[list[int]]) -> list[int]:
    """The first of the longest rows."""
    found: list[int] = []
    for row in rows:
        if len(row) > len(found):
            found = row
    return found


def _slot(template: Template, slot: int) -> list[Deviation]:
    if slot == template.minutes:
        return []
    sentence = _("The slot is %(now)d minutes; the template has %(meant)d.")
    return [Deviation("slot", sentence % {"now": slot, "meant": template.minutes})]


def _minutes(meant: Part, done: Part) -> list[Deviation]:
    if done.minutes == meant.minutes:
        return []
    longer = done.minutes > meant.minutes
    sentence = (
        _("Longer: “%(part)s” takes %(now)d min instead of %(meant)d.")
        if longer
        else _("Shorter: “%(part)s” takes %(now)d min instead of %(meant)d.")
    )
    facts = {"part": str(done.title), "now": done.minutes, "meant": meant.minutes}
    return [Deviation("longer" if longer else "shorter", sentence % facts)]


def _of(title: Texts, minutes: int) -> dict[str, object]:
    return {"part": str(title), "n": minutes}
