"""Who writes under a thing follows it and hears of answers."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import override

from zaedno.core.actions import Ctx
from zaedno.core.models import Event
from zaedno.core.viewer import Viewer
from zaedno.platform.cities.addresses import absolute
from zaedno.platform.discussion import mentions, words
from zaedno.platform.discussion.models import Comment
from zaedno.platform.discussion.queries import rows
from zaedno.platform.notifications import letters, rules
from zaedno.platform.notifications.actions.devices import queue_pushes
from zaedno.platform.notifications.actions.follows import follow
from zaedno.platform.notifications.actions.letters import write_letter
from zaedno.platform.notifications.actions.news import note_news
from zaedno.platform.notifications.models import News, Reader
from zaedno.platform.notifications.queries import follows
from zaedno.platform.people.models import Person
from zaedno.platform.people.queries import person_behind, viewer_for

QUOTED = 500


def follow_along(ctx: Ctx, event: Event) -> None:
    """With the first comment in a thread only: who ended the news is not signed up again."""
    row = rows.by_pk(ctx.viewer, event.subject_id)
    if row is None or not rows.is_first(ctx.viewer, row):
        return
    person = person_behind(ctx.viewer, row.author)
    held = row.thread
    if person is None or rows.public_thing(ctx.viewer, held.kind, held.ident) is None:
        return
    author = Ctx(viewer=viewer_for(person, ctx.city, person.lang), because=event.pk)
    follow(author, kind=held.kind, ident=held.ident)


def tell_answered(ctx: Ctx, event: Event) -> None:
    """The author of the answered comment, as long as they follow the thing."""
    row = rows.by_pk(ctx.viewer, event.subject_id)
    if row is None or row.parent is None or row.state != Comment.State.PUBLIC:
        return
    _tell(ctx, event, row, row.parent.author, "answer")


def tell_mentioned(ctx: Ctx, event: Event) -> None:
    """Whom a public comment speaks to by number; who was answered by it has a letter already."""
    row = rows.by_pk(ctx.viewer, event.subject_id)
    if row is None or row.state != Comment.State.PUBLIC:
        return
    for first in rows.first_of(ctx.viewer, row.thread_id, mentions.voices(row.text)).values():
        if row.parent is None or first.author != row.parent.author:
            _tell(ctx, event, row, first.author, "mention")


def _tell(ctx: Ctx, event: Event, row: Comment, author: str, what: str) -> None:
    person = person_behind(ctx.viewer, author) if author != row.author else None
    if person is None:
        return
    held = row.thread
    known = follows.active_follow(ctx.viewer, person.pk, held.kind, held.ident)
    if known is None:
        return
    ref = (event.subject_kind, event.subject_id)
    told = note_news(
        ctx, ref=ref, what=News.What.ANSWER, status="", at=event.at, person_id=person.pk
    )
    queue_pushes(ctx, told, [], event.at)
    if rules.rhythm_of(known) != Reader.Rhythm.NOW:
        return
    _write(ctx, person, row, what, letters.link_to(ctx.city, "stop", known))


def _write(ctx: Ctx, person: Person, row: Comment, what: str, stop_url: str) -> None:
    """In the language of the reader; the public page never says less than the letter."""
    viewer = Viewer(city=ctx.city, lang=person.lang)
    with override(person.lang):
        thing = rows.public_thing(viewer, row.thread.kind, row.thread.ident)
        if thing is None:
            return
        facts = {
            "title": thing.title,
            "url": absolute(ctx.city, row.get_absolute_url()),
            "who": words.speaker(viewer, row),
            "text": rows.words(viewer, row, own=False)[:QUOTED],
        }
        subject = _("An answer to your comment on “%(title)s”")
        begin = _("%(who)s answered your comment on “%(title)s”:")
        if what == "mention":
            subject = _("You are spoken to about “%(title)s”")
            begin = _("%(who)s speaks to you about “%(title)s”:")
        end = _("Read it and answer:\n%(url)s")
        write_letter(
            ctx,
            to=person.email,
            lang=person.lang,
            kind=f"discussion.{what}",
            subject=subject % facts,
            body="\n\n".join(part % facts for part in (begin, "%(text)s", end)),
            stop_url=stop_url,
        )
