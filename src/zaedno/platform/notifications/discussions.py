"""Who writes under a thing follows it, hears of answers, and reads why a comment was hidden."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import override

from zaedno.core.actions import Ctx
from zaedno.core.models import Event
from zaedno.core.viewer import Viewer
from zaedno.platform.cities.addresses import absolute
from zaedno.platform.discussion import words
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
    if row is None or row.parent is None or row.parent.author == row.author:
        return
    if row.state != Comment.State.PUBLIC:
        return
    person = person_behind(ctx.viewer, row.parent.author)
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
    _write(ctx, person, row, "discussion.answer", letters.link_to(ctx.city, "stop", known))


def tell_hidden(ctx: Ctx, event: Event) -> None:
    _tell_author(ctx, event, "discussion.hidden")


def tell_ruled(ctx: Ctx, event: Event) -> None:
    _tell_author(ctx, event, "discussion.ruled")


def _tell_author(ctx: Ctx, event: Event, kind: str) -> None:
    """A statement of reasons goes to the author also when they follow nothing."""
    row = rows.by_pk(ctx.viewer, event.subject_id)
    person = person_behind(ctx.viewer, row.author) if row else None
    if row is not None and person is not None:
        _write(ctx, person, row, kind, "")


def _write(ctx: Ctx, person: Person, row: Comment, kind: str, stop_url: str) -> None:
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
        subject, parts = _said(viewer, row, kind)
        write_letter(
            ctx,
            to=person.email,
            lang=person.lang,
            kind=kind,
            subject=subject % facts,
            body="\n\n".join(part % facts for part in parts),
            stop_url=stop_url,
        )


def _said(viewer: Viewer, row: Comment, kind: str) -> tuple[str, list[str]]:
    """Subject and paragraphs, to be filled with what they speak of."""
    if kind == "discussion.answer":
        begin = _("%(who)s answered your comment on “%(title)s”:")
        end = _("Read it and answer:\n%(url)s")
        return _("An answer to your comment on “%(title)s”"), [begin, "%(text)s", end]
    hiding = rows.hiding(viewer, row)
    if kind == "discussion.ruled":
        begin = _("A second moderator decided on your objection, about “%(title)s”.")
        reasons = [hiding.get_ruling_display(), hiding.ruling_reason.best(viewer.lang)[0]]
        subject, end = _("The decision on your objection"), _("Your comment:\n%(url)s")
    else:
        begin = _("A moderator hid your comment on “%(title)s”, all of it or a part.")
        reasons = [hiding.get_rule_display(), hiding.facts.best(viewer.lang)[0]]
        subject = _("Why your comment was hidden")
        end = _("You can object from its page; another moderator decides then:\n%(url)s")
    plain = ": ".join(str(reason) for reason in reasons).replace("%", "%%")
    return subject, [begin, plain[:1].upper() + plain[1:], end]
