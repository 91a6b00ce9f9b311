"""When something moves, everybody upstream is told, and whoever wrote it follows from the start."""

from __future__ import annotations

from zaedno.core import registry
from zaedno.core.actions import Ctx
from zaedno.core.deliveries import together
from zaedno.core.models import Event
from zaedno.core.things import Thing
from zaedno.core.viewer import Viewer
from zaedno.platform.links.queries.neighbours import tied_before
from zaedno.platform.links.queries.thread import Ref, upstream
from zaedno.platform.notifications import letters, rules
from zaedno.platform.notifications.actions.devices import queue_pushes
from zaedno.platform.notifications.actions.follows import follow, note_state
from zaedno.platform.notifications.actions.letters import write_letters
from zaedno.platform.notifications.actions.news import note_news
from zaedno.platform.notifications.models import News
from zaedno.platform.notifications.queries import follows
from zaedno.platform.people.queries import person_behind, viewer_for


@together
def tell_upstream(ctx: Ctx, events: list[Event]) -> None:
    """Public things may have moved: tell who follows them, or anything they came from.

    Written for what anybody may see: a letter never says more than the public page. A thing is
    read as it stands now, so of several deeds on it the first one tells how it moved.
    """
    viewer = Viewer(city=ctx.city, lang=ctx.city.default_language)
    refs = [(event.subject_kind, event.subject_id) for event in events]
    things, told = registry.things(viewer, refs), follows.last_statuses(viewer, refs)
    for event, ref in zip(events, refs, strict=True):
        thing, before = things.get(ref), told.get(ref)
        if thing is None:
            continue
        if event.verb == "links.link" or rules.moved(before=before, now=thing.status):
            _tell(ctx, viewer, event, thing, before)
            told[ref] = thing.status


def _tell(ctx: Ctx, viewer: Viewer, event: Event, thing: Thing, before: str | None) -> None:
    ref, grown = (event.subject_kind, event.subject_id), event.verb == "links.link"
    note_state(ctx, ref=ref, status=thing.status)
    new = before is None
    if new and thing.kind in rules.TOLD_OTHERWISE:
        return
    if new:
        _author_follows(ctx, event, thing)
    # Of a new thing those upstream hear when it is tied to what they follow, and only then.
    # A draft was tied when nobody could see it: its first day out is the day they hear.
    late = new and not grown and tied_before(viewer, ref, event.at)
    above = upstream(viewer, [ref]) if late or grown or not new else []
    own = [ref, *_wholes(ctx, thing, new=new)] if new or not grown else []
    heard = [*own, *above]
    what = News.What.GREW if grown else News.What.NEW if new else News.What.MOVED
    # Who follows a process reads of all that is done in it, in feed, list and digest; letters at
    # once and pushes stay with what one follows itself.
    within = [thing.process] if thing.process and not grown else []
    through = [*heard, *within]
    row = note_news(ctx, ref=ref, what=what, status=thing.status, at=event.at, through=through)
    queue_pushes(ctx, row, heard, event.at)
    _write(ctx, ref, heard, grown=grown, event=event)


def _wholes(ctx: Ctx, thing: Thing, *, new: bool) -> list[Ref]:
    """The topics and districts a thing names; the city hears of what is new."""
    found = thing.wholes()
    if new and thing.station != "note":
        found.append(("cities.city", str(ctx.city.pk)))
    return found


def _author_follows(ctx: Ctx, event: Event, thing: Thing) -> None:
    """Once, when a thing comes out: who ended the news is not signed up again.

    Only who wrote as a citizen: what staff publish they follow when they want to. Of a secret
    deed, such as an anonymous note, nobody knows the author, and nobody is signed up.
    """
    first = follows.first_deed(ctx.viewer, (thing.kind, thing.id))
    if first is None or first.role not in rules.CITIZENS:
        return
    person = person_behind(ctx.viewer, first.actor_key)
    if person is not None:
        author = Ctx(viewer=viewer_for(person, ctx.city, person.lang), because=event.pk)
        follow(author, kind=thing.kind, ident=thing.id, own=True)


def _write(ctx: Ctx, ref: Ref, heard: list[Ref], *, grown: bool, event: Event) -> None:
    """Those who want it at once get a letter at once; what they follow is named once for all."""
    said: dict[tuple[str, Ref], letters.News | None] = {}
    for batch in follows.followers_now(ctx.viewer, heard, event.at):
        written = []
        for row in batch:
            about = (row.reader.lang, (row.kind, row.ident))
            if about not in said:
                said[about] = letters.news(ctx, row, ref, grown=grown)
            if (text := said[about]) is not None:
                written.append(letters.to_reader(ctx, row, text))
        write_letters(ctx, [letter for letter in written if letter["to"]])
