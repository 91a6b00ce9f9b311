"""Keep a page, send a reply, forget who sent it: called inside the deeds of the form's owner.

These are no verbs of their own: who may reply and when, the owner knows.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.utils import timezone

from zaedno.core.actions import Ctx
from zaedno.core.verdict import ensure
from zaedno.platform.forms import replying
from zaedno.platform.forms.actions import papers
from zaedno.platform.forms.logic import settled
from zaedno.platform.forms.models import Form, Reply
from zaedno.platform.forms.queries import rows


def keep(ctx: Ctx, *, form: Form, answers: Mapping[str, Any]) -> Reply:
    """Lay the answers of a page into one's own draft; two clicks meet on the same row."""
    reply = rows.mine(ctx.viewer, form) or _begun(ctx, form)
    held = _own(ctx, reply)
    held.answers = papers.kept(ctx, form, held.answers, {**held.answers, **answers})
    held.lang = ctx.viewer.lang
    held.save(update_fields=["answers", "lang"])
    return held


def _own(ctx: Ctx, reply: Reply | None) -> Reply:
    """One's own draft, held; it may have been sent or wiped since the page was drawn."""
    held = rows.own_held(ctx.viewer, reply.pk) if reply else None
    ensure(replying.is_begun(held))
    ensure(replying.may_change(held.state))  # type: ignore[union-attr]
    return held  # type: ignore[return-value]


def _begun(ctx: Ctx, form: Form) -> Reply:
    """Put there first and then held: the unique fingerprint lets one row win.

    The form's row is held before: the database looks at foreign keys only at the end, so a draft
    would otherwise slip in behind a closing that wipes fingerprints, or behind an edit.
    """
    token = rows.token(ctx.viewer, form)
    ensure(replying.is_known(token))
    rows.held(ctx.viewer, form.pk)
    blank = Reply(city_id=ctx.city.pk, form=form, token=token, lang=ctx.viewer.lang)
    Reply.objects.bulk_create([blank], ignore_conflicts=True)
    return Reply.objects.get(form=form, token=token)


def send(ctx: Ctx, *, form: Form) -> Reply:
    """From now on it counts: only what was seen stays, and what is missing is named."""
    held = _own(ctx, rows.mine(ctx.viewer, form))
    outline = rows.outline(ctx.viewer, form)
    ensure(replying.is_whole(outline, held.answers))
    _count(ctx, held, papers.kept(ctx, form, held.answers, settled(outline, held.answers)))
    return held


def _count(ctx: Ctx, reply: Reply, answers: dict[str, Any]) -> None:
    reply.answers, reply.state = answers, Reply.State.SENT
    reply.day = timezone.localdate(ctx.now)
    reply.save(update_fields=["answers", "state", "day", "lang"])


def send_whole(ctx: Ctx, *, form: Form, who: str, answers: Mapping[str, Any]) -> Reply:
    """All answers in one sending, without a draft. `who` replies once; the owner knows by what.

    The row of the form is held, so that two sendings of one person, or a sending and an edit,
    come one after the other.
    """
    held = rows.held(ctx.viewer, form.pk)
    ensure(replying.is_first(rows.has_replied(ctx.viewer, held, who)))
    outline = rows.outline(ctx.viewer, held)
    told = settled(outline, answers)
    ensure(replying.is_whole(outline, told))
    reply = Reply(city_id=ctx.city.pk, form=held, token=rows.token_of(held, who))
    reply.lang = ctx.viewer.lang
    return _counted(ctx, reply, papers.kept(ctx, held, {}, told))


def _counted(ctx: Ctx, reply: Reply, answers: dict[str, Any]) -> Reply:
    """A new reply that counts at once; with the first one the questions stay as they are."""
    reply.answers, reply.state = answers, Reply.State.SENT
    reply.day = timezone.localdate(ctx.now)
    reply.save(force_insert=True)
    _opened(ctx, reply.form)
    return reply


def _opened(ctx: Ctx, form: Form) -> None:
    Form.objects.filter(pk=form.pk, opened_at__isnull=True).update(opened_at=ctx.now)


def count_sheet(ctx: Ctx, *, form: Form, sheet: str, answers: Mapping[str, Any]) -> Reply:
    """A sheet of paper that counts as soon as it is typed in. A number is taken once."""
    held = rows.held(ctx.viewer, form.pk)
    ensure(replying.is_free(sheet, rows.with_sheet(ctx.viewer, held, sheet)))
    told = settled(rows.outline(ctx.viewer, held), answers)
    reply = Reply(city_id=ctx.city.pk, form=held, sheet=sheet, channel=Reply.Channel.PAPER)
    reply.lang = ctx.viewer.lang
    return _counted(ctx, reply, papers.kept(ctx, held, {}, told))


def lay_in(
    ctx: Ctx, *, form: Form, sheet: str, answers: Mapping[str, Any], lang: str = ""
) -> Reply:
    """A sheet of paper, typed in: it waits for a second look. A number is taken once."""
    ensure(replying.is_free(sheet, rows.with_sheet(ctx.viewer, form, sheet)))
    outline = rows.outline(ctx.viewer, form)
    told = papers.kept(ctx, form, {}, settled(outline, answers))
    return Reply.objects.create(
        city_id=ctx.city.pk,
        form=form,
        state=Reply.State.WAITING,
        channel=Reply.Channel.PAPER,
        sheet=sheet,
        typed_by_id=_typist(ctx),
        lang=lang or ctx.viewer.lang,
        answers=told,
    )


def lay_in_many(ctx: Ctx, *, form: Form, sheets: Mapping[str, Mapping[str, Any]]) -> int:
    """All sheets of a table or none of them."""
    for sheet in sheets:
        ensure(replying.is_free(sheet, rows.with_sheet(ctx.viewer, form, sheet)))
    outline = rows.outline(ctx.viewer, form)
    made = Reply.objects.bulk_create(
        Reply(
            city_id=ctx.city.pk,
            form=form,
            state=Reply.State.WAITING,
            channel=Reply.Channel.PAPER,
            sheet=sheet,
            typed_by_id=_typist(ctx),
            lang=ctx.viewer.lang,
            answers=settled(outline, answers),
        )
        for sheet, answers in sheets.items()
    )
    return len(made)


def correct(ctx: Ctx, *, reply: Reply, answers: Mapping[str, Any]) -> Reply:
    """What was typed wrong, put right before it counts."""
    held = rows.own_held(ctx.viewer, reply.pk)
    ensure(replying.may_review(held))
    outline = rows.outline(ctx.viewer, held.form)  # type: ignore[union-attr]
    told = settled(outline, answers)
    held.answers = papers.kept(ctx, held.form, held.answers, told)  # type: ignore[union-attr]
    held.typed_by_id = _typist(ctx)  # type: ignore[union-attr]
    held.save(update_fields=["answers", "typed_by"])  # type: ignore[union-attr]
    return held  # type: ignore[return-value]


def _typist(ctx: Ctx) -> int | None:
    return ctx.person.pk if ctx.person else None


def approve(ctx: Ctx, *, form: Form, ids: Collection[str]) -> int:
    """They count from now on, but for those whom one typed in oneself; how many they are."""
    waiting = rows.waiting(ctx.viewer, form).filter(pk__in=ids)
    others = rows.typed_by_others(ctx.viewer, waiting)
    ensure(replying.may_approve(waiting.exists(), others.exists()))
    day = timezone.localdate(ctx.now)
    return others.update(state=Reply.State.SENT, day=day, typed_by=None)


def wipe(ctx: Ctx, *, form: Form) -> int:
    """Open for good: what was tried out before goes; how many replies that were."""
    found = Reply.objects.filter(form=form)
    papers.lose_all(ctx, form, found)
    gone, _what = found.delete()
    form.opened_at = ctx.now
    form.save(update_fields=["opened_at"])
    return gone


def forget(ctx: Ctx, *, form: Form) -> int:
    """At closing: drafts go, and with the fingerprints the last way from a reply to its author.

    One statement writes every row anew, so that not even the database's own marks of when a row
    was written tell who sent it. How many replies count.
    """
    found = Reply.objects.filter(city_id=ctx.city.pk, form=form)
    drafts = found.filter(state=Reply.State.DRAFT)
    papers.lose_all(ctx, form, drafts)
    drafts.delete()
    found.update(token="")
    return found.filter(state=Reply.State.SENT).count()


def take_away(ctx: Ctx, *, form: Form, sheet: str) -> None:
    """The answers beside a thing go with it, and their files."""
    found = Reply.objects.filter(city_id=ctx.city.pk, form=form, sheet=sheet)
    papers.lose_all(ctx, form, found)
    found.delete()


def lay_beside(
    ctx: Ctx, *, form: Form, sheet: str, answers: Mapping[str, Any], counts: bool
) -> Reply:
    """Answers that belong to a public thing, known by its receipt: changed until they count."""
    rows.held(ctx.viewer, form.pk)
    outline = rows.outline(ctx.viewer, form)
    kept = settled(outline, answers)
    if counts:
        ensure(replying.is_whole(outline, kept))
    made, _new = Reply.objects.get_or_create(
        city_id=ctx.city.pk, form=form, sheet=sheet, defaults={"lang": ctx.viewer.lang}
    )
    ensure(replying.may_change(made.state))
    made.answers = papers.kept(ctx, form, made.answers, kept)
    if counts:
        made.state, made.day = Reply.State.SENT, timezone.localdate(ctx.now)
        _opened(ctx, form)
    made.save(update_fields=["answers", "state", "day"])
    return made
