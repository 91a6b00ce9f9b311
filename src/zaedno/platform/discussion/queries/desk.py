"""What waits for moderators, and what they did in a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from zaedno.core import registry
from zaedno.core.things import Task
from zaedno.core.verdict import Sentence, Verdict
from zaedno.core.viewer import Viewer
from zaedno.platform.discussion import words
from zaedno.platform.discussion.models import Comment, Hiding, Report
from zaedno.platform.discussion.queries import rows
from zaedno.platform.moderation import rules as moderating
from zaedno.platform.moderation.queries import rows as moderation
from zaedno.platform.moderation.queries import transparency as yearly
from zaedno.platform.moderation.queue import Waiting

AT_ONCE = 100


@dataclass(frozen=True)
class Reported:
    """A comment with its open reports, the oldest of which decides its place in the queue."""

    comment: Comment
    speaker: str
    since: datetime
    reports: list[Report]
    hints: list[Sentence]


def reported(viewer: Viewer) -> list[Reported]:
    """Those reported longest ago first."""
    waiting = Report.objects.filter(city_id=viewer.city.pk, state=Report.State.OPEN)
    oldest = waiting.values("comment").annotate(since=Min("made_at")).order_by("since", "comment")
    since = {one["comment"]: one["since"] for one in oldest[:AT_ONCE]}
    found = {row.pk: row for row in rows.comments(viewer).filter(pk__in=since)}
    listed = moderation.words(viewer)
    told: dict[int, list[Report]] = {}
    for report in waiting.filter(comment__in=since).order_by("made_at", "pk"):
        told.setdefault(report.comment_id, []).append(report)
    return [
        Reported(
            found[pk],
            words.speaker(viewer, found[pk]),
            moment,
            told[pk],
            moderating.hints(found[pk].text, listed),
        )
        for pk, moment in since.items()
    ]


def _waiting_objections(viewer: Viewer) -> list[Hiding]:
    found = Hiding.objects.filter(city_id=viewer.city.pk, appealed_at__isnull=False, ruling="")
    return list(found.select_related("comment").order_by("appealed_at")[:AT_ONCE])


def objections(viewer: Viewer) -> list[tuple[Hiding, Verdict]]:
    """Objections, oldest first, and whether this moderator is the second person for them."""
    me = rows.alias(viewer)
    return [
        (one, moderating.may_rule(viewer, one, me, own=one.comment.author == me))
        for one in _waiting_objections(viewer)
    ]


def staff_tasks(viewer: Viewer) -> list[Task]:
    if not moderating.may_moderate(viewer):
        return []
    address, told = reverse("discussion:desk"), []
    waiting = Report.objects.filter(city_id=viewer.city.pk, state=Report.State.OPEN)
    count = waiting.values("comment").distinct().count()
    if count:
        said = ngettext(
            "%(count)d reported comment waits for a moderator",
            "%(count)d reported comments wait for a moderator",
            count,
        )
        since = waiting.aggregate(since=Min("made_at"))["since"]
        told.append(Task(said % {"count": count}, address, since))
    said = _("Decide on the objection to a hidden comment: %(receipt)s")
    return told + [
        Task(said % {"receipt": one.comment.receipt}, address, one.appealed_at)
        for one, verdict in objections(viewer)
        if verdict
    ]


def queue(viewer: Viewer) -> list[Waiting]:
    """Comments that only their authors and moderators read yet."""
    found = list(rows.waiting(viewer)[:AT_ONCE])
    listed = moderation.words(viewer)
    before = rows.texts_before(viewer, [row.thread_id for row in found]) if found else {}
    refs = [(row.thread.kind, row.thread.ident) for row in found]
    about = registry.things(viewer, refs) if refs else {}
    return [
        Waiting(
            kind=pgettext("kind", "comment"),
            receipt=row.receipt,
            text=row.text,
            lang=row.lang,
            since=row.made_at,
            about=about[ref].title if ref in about else "",
            url=row.get_absolute_url(),
            approve_url=reverse("discussion:approve", args=[row.receipt]),
            hide_url=reverse("discussion:hide", args=[row.receipt]),
            hints=moderating.hints(row.text, listed, before[row.thread_id]),
        )
        for row, ref in zip(found, refs, strict=True)
    ]


def transparency(viewer: Viewer, *, year: int) -> list[yearly.Table]:
    reports = Report.objects.filter(city_id=viewer.city.pk)
    return [
        yearly.table(
            _("Reports by readers"),
            [(state, state.label) for state in Report.State],
            yearly.counted(viewer, year, reports, "state"),
        ),
        yearly.hidden(viewer, year, _("Hidden comments"), Hiding.objects.all()),
    ]
