"""Merge two proposals, split one: asked by the coordinator, done when the authors agree."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from zaedno.core.actions import Ctx, action
from zaedno.core.verdict import ensure
from zaedno.features.proposals import letters
from zaedno.features.proposals.actions.supports import count
from zaedno.features.proposals.models.proposal import Proposal, Support
from zaedno.features.proposals.models.together import CoAuthor, Move
from zaedno.features.proposals.queries import rows, together
from zaedno.features.proposals.rules import together as rules
from zaedno.platform.links.actions import link

Parts = list[list[str]]


@action("proposals.merge")
def merge(ctx: Ctx, *, proposal: Proposal, into: Proposal, why: str, word: str = "") -> Move:
    """Ask both authors whether one may go on for both."""
    return _asked(ctx, Move.Kind.MERGE, proposal, into, [], why, word)


@action("proposals.split")
def split(ctx: Ctx, *, proposal: Proposal, parts: Parts, why: str, word: str = "") -> Move:
    """Ask the authors whether it may go on as these parts."""
    return _asked(ctx, Move.Kind.SPLIT, proposal, None, parts, why, word)


def _asked(
    ctx: Ctx,
    kind: str,
    proposal: Proposal,
    into: Proposal | None,
    parts: Parts,
    why: str,
    word: str,
) -> Move:
    row, other = _held(ctx, proposal.pk, into.pk if into else None)
    ensure(rules.may_move(ctx.viewer, rows.facts(ctx.viewer, row, ctx.now)))
    _ensure_can(ctx, kind, row, other, parts)
    ensure(rules.has_reason(why))
    asked = [one for one in (row, other) if one is not None]
    reached = [one for one in asked if together.authors(ctx.viewer, one)]
    ensure(rules.has_word(len(asked) - len(reached), word))
    if together.waiting(ctx.viewer, row):
        ensure(rules.deny(_("Something is asked of its authors already.")))
    made = Move.objects.create(
        city_id=ctx.city.pk,
        kind=kind,
        proposal=row,
        into=other,
        parts=parts,
        why=why,
        word=word.strip(),
        asked_at=ctx.now,
    )
    ctx.record(row, move=made.pk, into=other.pk if other else None)
    for one in reached:
        _tell(ctx, one, _ask_words)
    return made if reached else _done(ctx, made, row, other)


def _ask_words() -> tuple[str, str]:
    said = _("The city asks whether you agree to a merging or a splitting. Read it and answer:")
    return _("The city asks for your consent"), said


def _tell(ctx: Ctx, row: Proposal, words: Any) -> None:
    letters.to_authors(ctx, row, "consent", lambda: letters.about(ctx, row, *words()))


def _held(ctx: Ctx, pk: int, other: int | None) -> tuple[Proposal, Proposal | None]:
    """Both rows in sorted order, so that two moves never wait for each other."""
    held = {one: rows.held(ctx.viewer, one) for one in sorted({pk, other or pk})}
    return held[pk], held[other] if other else None


def _ensure_can(ctx: Ctx, kind: str, row: Proposal, other: Proposal | None, parts: Parts) -> None:
    facts = [rows.facts(ctx.viewer, one, ctx.now) for one in (row, other) if one]
    same = other is not None and other.pk == row.pk
    ensure(rules.can_move(kind, facts, same, [(title, text) for title, text in parts]))


@action("proposals.consent")
def consent(ctx: Ctx, *, move: Move) -> Move:
    """An author agrees; with the last consent it is done."""
    row, other, made = _answering(ctx, move)
    agreed = {*made.agreed, *(one.pk for one in _ours(ctx, row, other))}
    made.agreed = sorted(agreed)
    made.save(update_fields=["agreed"])
    ctx.record(row, move=made.pk, agreed=True)
    needed = {one.pk for one in (row, other) if one and together.authors(ctx.viewer, one)}
    if needed <= agreed:
        _ensure_can(ctx, made.kind, row, other, made.parts)
        return _done(ctx, made, row, other)
    return made


@action("proposals.refuse")
def refuse(ctx: Ctx, *, move: Move, reason: str) -> Move:
    """An author does not agree: both stay as they are."""
    ensure(rules.has_reason(reason))
    row, other, made = _answering(ctx, move)
    made.state, made.reason, made.settled_at = Move.State.REFUSED, reason.strip(), ctx.now
    made.save(update_fields=["state", "reason", "settled_at"])
    ctx.record(row, move=made.pk, agreed=False)
    for one in (row, other):
        if one:
            _tell(ctx, one, _refused_words)
    return made


def _refused_words() -> tuple[str, str]:
    return _("It stays as it is"), _("One of the authors did not agree. Nothing was changed.")


def _answering(ctx: Ctx, move: Move) -> tuple[Proposal, Proposal | None, Move]:
    row, other = _held(ctx, move.proposal_id, move.into_id)
    made = together.held_move(ctx.viewer, move.pk)
    ensure(rules.may_consent(bool(_ours(ctx, row, other)), made.state))
    return row, other, made


def _ours(ctx: Ctx, row: Proposal, other: Proposal | None) -> list[Proposal]:
    both = [one for one in (row, other) if one is not None]
    return [one for one in both if rows.facts(ctx.viewer, one, ctx.now).ours]


def _done(ctx: Ctx, made: Move, row: Proposal, other: Proposal | None) -> Move:
    made.state, made.settled_at = Move.State.DONE, ctx.now
    made.save(update_fields=["state", "settled_at"])
    if other is not None:
        _merged(ctx, row, other)
    else:
        _split(ctx, row, made.parts)
    for one in (row, other):
        if one:
            _tell(ctx, one, _done_words)
    return made


def _done_words() -> tuple[str, str]:
    said = _("The authors agreed, and it is done. The old words stay readable.")
    return _("Merged or split with your consent"), said


def _merged(ctx: Ctx, row: Proposal, other: Proposal) -> None:
    """The merged one stays readable; whoever supported both counts once."""
    already = Support.objects.filter(proposal=other).values("sheet_id")
    gained = Support.objects.filter(proposal=row).exclude(sheet_id__in=already)
    count(other, gained.update(proposal=other))
    row.state, row.merged_into = Proposal.State.MERGED, other
    row.save(update_fields=["state", "merged_into"])
    link(ctx, source=row, target=other, relation="grew_out_of")


def _split(ctx: Ctx, row: Proposal, parts: Parts) -> None:
    """Each part goes on with the same authors, days and supporters; the whole stays readable."""
    given = list(Support.objects.filter(proposal=row).values_list("sheet_id", "day"))
    writers = CoAuthor.objects.filter(proposal=row, state=CoAuthor.State.ACTIVE)
    for title, text in parts:
        part = _part(ctx, row, title, text)
        Support.objects.bulk_create(
            Support(city_id=ctx.city.pk, sheet_id=sheet, proposal=part, day=day)
            for sheet, day in given
        )
        count(part, len(given))
        CoAuthor.objects.bulk_create(
            CoAuthor(
                city_id=ctx.city.pk,
                proposal=part,
                address_hash=one.address_hash,
                person_id=one.person_id,
                name=one.name,
                state=one.state,
                invited_at=one.invited_at,
                settled_at=one.settled_at,
            )
            for one in writers
        )
        link(ctx, source=row, target=part, relation="grew_out_of")
    Support.objects.filter(proposal=row).delete()
    row.state = Proposal.State.SPLIT
    row.save(update_fields=["state"])


def _part(ctx: Ctx, row: Proposal, title: str, text: str) -> Proposal:
    kept: tuple[str, ...] = (
        "city_id",
        "process_id",
        "lang",
        "author",
        "signed",
        "organisation_id",
        "channel",
    )
    kept += ("district_id", "place", "where", "answer_due", "mark")
    return Proposal.objects.create(
        **{name: getattr(row, name) for name in kept},
        title=title,
        text=text,
        state=Proposal.State.PUBLISHED,
        made_at=ctx.now,
        published_at=timezone.localtime(ctx.now),
    )
