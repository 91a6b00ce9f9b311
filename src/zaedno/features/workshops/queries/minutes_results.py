"""What the minutes say of the results: the vote, groups, decisions, commitments."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zaedno.core import registry
from zaedno.core.things import Thing
from zaedno.core.viewer import Viewer
from zaedno.features.workshops.models.board import Note
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.minutes import Resolution
from zaedno.features.workshops.models.voting import Voting
from zaedno.features.workshops.queries import boards, votes
from zaedno.features.workshops.rules.minutes import Passage
from zaedno.platform.links.queries.thread import downstream

MOST_VOTED = 2
ACT, COMMITMENT, NEED = "decisions.act", "commitments.commitment", "needs.need"
TOLD = (ACT, COMMITMENT, NEED)
Grown = dict[str, list[Thing]]


def vote(viewer: Viewer, event: Workshop) -> Passage | None:
    voting = votes.closed(viewer, [event.pk]).get(event.pk)
    if voting is None:
        return None
    made = Passage("vote", invented=voting.illustrative)
    page = reverse("workshops:ranking", args=[event.slug])
    did = voting.did_vote or 0
    said = ngettext(
        "In the vote with dots %(did)s of %(could)s who could vote did.",
        "In the vote with dots %(did)s of %(could)s who could vote did.",
        did,
    )
    numbers = {
        "did": made.figure("did", did, page),
        "could": made.figure("could", voting.could_vote, page),
    }
    made.say(said % numbers)
    each = ngettext("Each had %(n)s dot", "Each had %(n)s dots", voting.dots)
    laid = sum(votes.dots_by_note(viewer, [voting]).values())
    placed = ngettext("%(n)s was placed.", "%(n)s were placed.", laid)
    each = each % {"n": made.figure("each", voting.dots)}
    made.say(f"{each}; {placed % {'n': made.figure('laid', laid, page)}}")
    if voting.counted == Voting.Counted.PAPER:
        made.say(_("It was counted on paper and entered."))
    elif voting.on_paper:
        sheets = ngettext(
            "%(n)s voted on a paper sheet.", "%(n)s voted on paper sheets.", voting.on_paper
        )
        made.say(sheets % {"n": made.figure("paper", voting.on_paper)})
    return made


def groups(viewer: Viewer, event: Workshop) -> list[Passage]:
    """A passage for each group with dots, then one for all groups that got none."""
    ranking = votes.ranking(viewer, event.pk)
    best = most_voted(viewer, event) if ranking else {}
    found = [_group(place, best.get(place.cluster.pk, [])) for place in ranking if place.dots]
    if not ranking:
        found += _uncounted(viewer, event)
    none = [place for place in ranking if not place.dots]
    if none:
        made = Passage("groups-without-dots", invented=none[0].cluster.illustrative)
        names = [_named(made, place) for place in none]
        said = ngettext(
            "This group got no dots: %(groups)s.",
            "These groups got no dots: %(groups)s.",
            len(none),
        )
        made.say(said % {"groups": "; ".join(names)})
        found.append(made)
    return found


def _uncounted(viewer: Viewer, event: Workshop) -> list[Passage]:
    """Groups of a workshop that held no vote."""
    live = boards.clusters(viewer, event.pk)
    if not live:
        return []
    made = Passage("groups", invented=any(cluster.illustrative for cluster in live))
    names = [
        made.quote(
            cluster.code,
            cluster.title.best()[0],
            reverse("workshops:group", args=[cluster.pk]),
        )
        for cluster in live
    ]
    said = ngettext(
        "The notes were gathered into %(n)s group: %(groups)s.",
        "The notes were gathered into %(n)s groups: %(groups)s.",
        len(live),
    )
    made.say(said % {"n": made.figure("n", len(live)), "groups": "; ".join(names)})
    return [made]


def _named(made: Passage, place: votes.Ranked) -> str:
    title = place.cluster.title.best()[0]
    page = reverse("workshops:group", args=[place.cluster.pk])
    name = made.quote(place.cluster.code, title, page)
    notes = ngettext("%(n)s note", "%(n)s notes", place.notes)
    return f"{name} ({notes % {'n': made.figure(f'{place.cluster.code}.notes', place.notes)}})"


def _group(place: votes.Ranked, best: list[tuple[Note, int]]) -> Passage:
    code = place.cluster.code
    made = Passage(f"group-{code}", invented=place.cluster.illustrative)
    page = reverse("workshops:group", args=[place.cluster.pk])
    name = made.quote("title", place.cluster.title.best()[0], page)
    dots = ngettext("%(n)s dot", "%(n)s dots", place.dots)
    notes = ngettext("%(n)s note", "%(n)s notes", place.notes)
    made.say(
        _("%(rank)s. %(group)s: %(dots)s on %(notes)s.")
        % {
            "rank": made.figure("rank", place.rank),
            "group": name,
            "dots": dots % {"n": made.figure("dots", place.dots, page)},
            "notes": notes % {"n": made.figure("notes", place.notes, page)},
        }
    )
    if place.paper:
        paper = ngettext("%(n)s came from paper.", "%(n)s came from paper.", place.paper)
        made.say(paper % {"n": made.figure("paper", place.paper)})
    if best:
        lines = [_voted(made, note, count) for note, count in best]
        said = ngettext("Most voted: %(notes)s.", "Most voted: %(notes)s.", len(lines))
        made.say(said % {"notes": _(" and ").join(lines)})
    return made


def _voted(made: Passage, note: Note, count: int) -> str:
    page = reverse("workshops:note", args=[note.receipt])
    words = made.quote(note.receipt, note.text.best()[0], page)
    return f"{words} ({made.figure(f'{note.receipt}.dots', count)})"


def most_voted(viewer: Viewer, event: Workshop) -> dict[int, list[tuple[Note, int]]]:
    """{group: its two notes with most dots}."""
    voting = votes.closed(viewer, [event.pk])[event.pk]
    dots = votes.dots_by_note(viewer, [voting])
    notes = boards.notes(viewer).filter(pk__in=dots, cluster__isnull=False)
    found: dict[int, list[tuple[Note, int]]] = {}
    for note in sorted(notes, key=lambda n: (-dots[n.pk], n.pk)):
        mine = found.setdefault(note.cluster_id or 0, [])
        if len(mine) < MOST_VOTED:
            mine.append((note, dots[note.pk]))
    return found


def decisions(viewer: Viewer, event: Workshop, later: Grown) -> Passage:
    """What the room decided, and acts that grew from its groups."""
    made = Passage("decisions")
    for row in resolutions(viewer, event):
        made.invented = made.invented or row.illustrative
        number = made.figure(f"{row.number}", row.number)
        words = made.quote(f"{row.number}.text", row.text.best()[0])
        said = _("%(number)s. The room decided: %(words)s")
        if row.struck_at:
            why = made.figure(f"{row.number}.why", row.struck_reason.best()[0])
            said = _("%(number)s. Taken back: %(words)s Reason: %(why)s")
            made.say(said % {"number": number, "words": words, "why": why}, line=True)
        else:
            made.say(said % {"number": number, "words": words}, line=True)
    for thing in later[ACT]:
        words = made.quote(f"act.{thing.id}", thing.title, thing.url)
        made.say(_("A decision followed: %(words)s") % {"words": words}, line=True)
    if not made.text:
        made.say(_("No decision was written down."))
    return made


def resolutions(viewer: Viewer, event: Workshop) -> list[Resolution]:
    return list(Resolution.objects.filter(city_id=viewer.city.pk, workshop=event))


def commitments(later: Grown) -> Passage:
    """What organisations took on, each with its owner and the day it is due; needs recorded."""
    made = Passage("commitments")
    for thing in later[COMMITMENT]:
        made.invented = made.invented or bool(thing.mark)
        facts = {
            "owner": made.figure(f"{thing.id}.owner", thing.facts.get("owner", "")),
            "words": made.quote(f"{thing.id}.text", thing.title, thing.url),
            "due": made.figure(f"{thing.id}.due", thing.date.show() if thing.date else "–"),
            "state": str(thing.status_word),
        }
        made.say(_("– %(owner)s: %(words)s, due %(due)s (%(state)s).") % facts, line=True)
    if not made.text:
        made.say(_("Nobody took on a commitment from the groups of this workshop yet."))
    needs = later[NEED]
    if needs:
        said = ngettext("%(n)s need was recorded:", "%(n)s needs were recorded:", len(needs))
        made.say(said % {"n": made.figure("needs", len(needs))}, line=True)
        for thing in needs:
            words = made.quote(f"need.{thing.id}", thing.title, thing.url)
            made.say(f"– {words}", line=True)
    return made


def grown(viewer: Viewer, event: Workshop) -> Grown:
    """{kind: things that grew from the workshop's groups, however many steps later}."""
    own = [("workshops.cluster", str(c.pk)) for c in boards.clusters(viewer, event.pk)]
    later = [ref for ref in downstream(viewer, own) if ref[0] in TOLD] if own else []
    found: Grown = {kind: [] for kind in TOLD}
    things = registry.things(viewer, later)
    for ref in sorted(things, key=lambda ref: (ref[0], int(ref[1]))):
        found[ref[0]].append(things[ref])
    return found
