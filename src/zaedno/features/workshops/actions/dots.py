"""Voting with dots: the roll, the dots, the count, and forgetting who laid which."""

from __future__ import annotations

from django.db.models import Sum

from zaedno.core.actions import Ctx, action
from zaedno.core.live import publish
from zaedno.core.verdict import ensure
from zaedno.features.workshops.models.board import Note, channel
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.poll import FEWEST
from zaedno.features.workshops.models.voting import DOTS, Dot, Tally, Voter, Voting, token_of
from zaedno.features.workshops.queries import boards as queries
from zaedno.features.workshops.queries.polls import something_open
from zaedno.features.workshops.rules import dots as rules
from zaedno.features.workshops.rules import seats


@action("workshops.open_voting")
def open_voting(ctx: Ctx, *, workshop: Workshop, dots: int = DOTS) -> Voting:
    """Open a vote. Whoever is admitted now is on the roll; the roll does not change any more."""
    voters, could_vote = _may_open(ctx, workshop, dots)
    voting = Voting.objects.create(
        city_id=ctx.city.pk,
        workshop=workshop,
        dots=dots,
        opened_at=ctx.now,
        could_vote=could_vote,
        mark=workshop.mark and Voting.Mark.ILLUSTRATIVE,
    )
    # In the order of the tokens: the place on the roll must say nothing about the person.
    tokens = sorted(token_of("dots", voting.pk, voter) for voter in voters)
    Voter.objects.bulk_create(Voter(voting=voting, token=t, limit=dots) for t in tokens)
    ctx.record(voting, dots=dots, could_vote=could_vote)
    publish(channel(workshop.pk), "voting", voting.pk)
    return voting


def _may_open(ctx: Ctx, workshop: Workshop, dots: int) -> tuple[list[str], int]:
    held = Workshop.objects.select_for_update(no_key=True)
    workshop = held.get(pk=workshop.pk, city_id=ctx.city.pk)
    voters, could_vote = queries.entitled(ctx.viewer, workshop)
    ensure(
        rules.may_open_voting(
            ctx.viewer,
            validated=workshop.state in queries.FINAL,
            voting_open=something_open(ctx.viewer, workshop.pk),
            notes=queries.notes(ctx.viewer).filter(workshop=workshop).count(),
            could_vote=could_vote,
            dots=dots,
        )
    )
    return voters, could_vote


@action("workshops.place_dot", secret=True)
def place_dot(ctx: Ctx, *, voting: Voting, note: Note) -> int:
    """Lay one dot on a note; returns how many are left. The person's row on the roll is held."""
    voting, voter = _held(ctx, voting)
    ensure(rules.may_place(ctx.viewer, voting.state, voter is not None, voter.left if voter else 0))
    assert voter is not None
    ensure(rules.may_lie_on(note.workshop_id == voting.workshop_id, note.state))
    mine = Dot.objects.filter(voting=voting, token=voter.token, note=note).first()
    if mine is None:
        Dot.objects.create(voting=voting, token=voter.token, note=note, count=1)
    else:
        mine.count += 1
        mine.save(update_fields=["count"])
    return _used(ctx, voting, voter, voter.used + 1)


@action("workshops.take_dot", secret=True)
def take_dot(ctx: Ctx, *, voting: Voting, note: Note) -> int:
    """Take one's own dot back from a note; returns how many are left."""
    voting, voter = _held(ctx, voting)
    token = voter.token if voter else ""
    mine = Dot.objects.filter(voting=voting, token=token, note=note).first()
    ensure(rules.may_take(ctx.viewer, voting.state, voter is not None, mine.count if mine else 0))
    assert voter is not None
    assert mine is not None
    if mine.count == 1:
        mine.delete()
    else:
        mine.count -= 1
        mine.save(update_fields=["count"])
    return _used(ctx, voting, voter, voter.used - 1)


def _held(ctx: Ctx, voting: Voting) -> tuple[Voting, Voter | None]:
    """Hold the row that owns the limit, then read the vote: closing waits for us or is over."""
    voter = None
    if who := seats.voter(ctx.viewer, voting.workshop_id):
        token = token_of("dots", voting.pk, who)
        held = Voter.objects.select_for_update().filter(voting_id=voting.pk, token=token)
        voter = held.first()
    return Voting.objects.get(pk=voting.pk, city_id=ctx.city.pk), voter


def _used(ctx: Ctx, voting: Voting, voter: Voter, used: int) -> int:
    voter.used = used
    voter.save(update_fields=["used"])
    ctx.record(voting)
    return voter.left


@action("workshops.close_voting")
def close_voting(ctx: Ctx, *, voting: Voting) -> Voting:
    """Count, keep the counts, destroy roll and dots: nothing joins a person and a choice."""
    # Not the key: a dot that is just being laid points to this row and must not wait for us.
    held = Voting.objects.select_for_update(no_key=True)
    voting = held.get(pk=voting.pk, city_id=ctx.city.pk)
    ensure(rules.may_close_voting(ctx.viewer, voting.state))
    roll = list(Voter.objects.select_for_update().filter(voting=voting).order_by("id"))
    sheets = [voter.token for voter in roll if voter.paper]
    _keep(voting, _sums(voting), _sums(voting, sheets) if len(sheets) >= FEWEST else None)
    voting.did_vote = sum(1 for voter in roll if voter.used)
    voting.on_paper = len(sheets)
    voting.state, voting.closed_at = Voting.State.CLOSED, ctx.now
    voting.save(update_fields=["did_vote", "on_paper", "state", "closed_at"])
    Dot.objects.filter(voting=voting).delete()
    Voter.objects.filter(voting=voting).delete()
    ctx.record(voting, could_vote=voting.could_vote, voted=voting.did_vote)
    publish(channel(voting.workshop_id), "voting", voting.pk)
    return voting


@action("workshops.enter_vote_result")
def enter_vote_result(
    ctx: Ctx,
    *,
    workshop: Workshop,
    dots_by_note: dict[int, int],
    dots: int,
    could_vote: int,
    did_vote: int,
    mark: str = "",
) -> Voting:
    """A vote that was held and counted on paper: it is entered closed, and marked as such."""
    here = queries.notes(ctx.viewer).filter(workshop=workshop)
    known = set(here.values_list("id", flat=True))
    ensure(
        rules.may_enter_result(
            ctx.viewer,
            validated=workshop.state in queries.FINAL,
            known=known.issuperset(dots_by_note),
            cast=sum(dots_by_note.values()),
            dots=dots,
            could_vote=could_vote,
            did_vote=did_vote,
        )
    )
    voting = Voting.objects.create(
        city_id=ctx.city.pk,
        workshop=workshop,
        state=Voting.State.CLOSED,
        counted=Voting.Counted.PAPER,
        dots=dots,
        opened_at=ctx.now,
        closed_at=ctx.now,
        could_vote=could_vote,
        did_vote=did_vote,
        on_paper=did_vote,
        mark=mark,
    )
    counted = {pk: dots_by_note[pk] for pk in sorted(dots_by_note)}
    _keep(voting, counted, counted)
    ctx.record(voting, could_vote=could_vote, voted=did_vote)
    publish(channel(workshop.pk), "voting", voting.pk)
    return voting


def _sums(voting: Voting, tokens: list[str] | None = None) -> dict[int, int]:
    """{note: dots}, of these places on the roll only where they are given."""
    laid = Dot.objects.filter(voting=voting)
    if tokens is not None:
        laid = laid.filter(token__in=tokens)
    return dict(laid.values_list("note_id").annotate(dots=Sum("count")).order_by("note_id"))


def _keep(voting: Voting, sums: dict[int, int], paper: dict[int, int] | None) -> None:
    """Write the result in the order of the notes, which says nothing about who voted when."""
    Tally.objects.bulk_create(
        Tally(
            voting=voting,
            note_id=note_id,
            dots=dots,
            paper=None if paper is None else paper.get(note_id, 0),
        )
        for note_id, dots in sums.items()
        if dots
    )
