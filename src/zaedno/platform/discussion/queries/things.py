"""Comments as other rooms see them, and what waits for moderators."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from zaedno.core import clock, registry
from zaedno.core.partial_dates import When
from zaedno.core.things import Thing, Voice
from zaedno.core.viewer import Viewer
from zaedno.platform.discussion.models import Comment
from zaedno.platform.discussion.queries import rows

KIND = "discussion.comment"
AT_ONCE = 1000


def things(viewer: Viewer, ids: Iterable[str]) -> dict[str, Thing]:
    """Those whose thing everybody sees; the hidden and withdrawn ones without their words."""
    found = list(rows.comments(viewer).filter(pk__in=ids))
    everybody = Viewer(city=viewer.city, lang=viewer.lang)
    about = registry.things(everybody, [(row.thread.kind, row.thread.ident) for row in found])
    me = rows.alias(viewer) if found else ""
    return {
        str(row.pk): _thing(viewer, row, about[row.thread.kind, row.thread.ident], me)
        for row in found
        if (row.thread.kind, row.thread.ident) in about
    }


def _thing(viewer: Viewer, row: Comment, about: Thing, me: str) -> Thing:
    said = rows.words(viewer, row, own=bool(me) and row.author == me)
    title = Truncator(said).chars(80) if said else _("Comment on “%(title)s”")
    return Thing(
        kind=KIND,
        id=str(row.pk),
        title=title if said else title % {"title": about.title},
        lang=row.lang if said else "",
        url=row.get_absolute_url(),
        summary=said[:300],
        status=row.state,
        status_word=row.get_state_display(),
        tone="done" if row.state == Comment.State.PUBLIC else "dropped",
        station="note",
        receipt=row.receipt,
        date=When.day(clock.day(row.made_at)),
        mark=row.mark,
    )


def said_about(viewer: Viewer, refs: list[tuple[str, str]]) -> list[Voice]:
    """The public comments on these things, in a query for each kind and thousand of them."""
    by_kind: dict[str, list[str]] = {}
    for kind, ident in refs:
        by_kind.setdefault(kind, []).append(ident)
    public = Comment.objects.filter(city_id=viewer.city.pk, state=Comment.State.PUBLIC)
    told = []
    for kind, idents in by_kind.items():
        for start in range(0, len(idents), AT_ONCE):
            some = idents[start : start + AT_ONCE]
            found = public.filter(thread__kind=kind, thread__ident__in=some, official=False)
            for pk, text, cut, at in found.values_list("pk", "text", "cut", "made_at"):
                told.append(Voice(KIND, str(pk), cut or text, at))
    return told


def profile_entries(viewer: Viewer) -> list[Thing]:
    """What this person wrote in discussions, on their own page."""
    if not viewer.signed_in:
        return []
    mine = rows.comments(viewer).filter(author=rows.alias(viewer)).order_by("-made_at")
    found = things(viewer, [str(pk) for pk in mine.values_list("pk", flat=True)])
    return sorted(found.values(), key=lambda one: int(one.id), reverse=True)
