"""Invite to write along, answer, leave; propose other words, take them over or decline them."""

from __future__ import annotations

from functools import partial

from django.utils.translation import gettext as _

from zaedno.core.actions import Ctx, action
from zaedno.core.verdict import Refused, deny, ensure
from zaedno.features.proposals import letters
from zaedno.features.proposals.actions.supports import sheet_of
from zaedno.features.proposals.models.proposal import Proposal, Wording
from zaedno.features.proposals.models.together import Amendment, CoAuthor
from zaedno.features.proposals.queries import rows, screened, together
from zaedno.features.proposals.rules import together as rules
from zaedno.platform.notifications.actions.follows import follow
from zaedno.platform.people.models import address_hash
from zaedno.platform.people.queries import person_named

KIND = "proposals.proposal"
State = CoAuthor.State


@action("proposals.invite")
def invite(ctx: Ctx, *, proposal: Proposal, who: str) -> CoAuthor:
    """Ask somebody to write along, by address or by the exact name they show here."""
    sheet_of(ctx, proposal.process_id)
    row = rows.held(ctx.viewer, proposal.pk)
    facts = rows.facts(ctx.viewer, row, ctx.now)
    ensure(rules.may_invite(ctx.viewer, facts, together.invited(ctx.viewer, row, ctx.now)))
    address, lang = _reached(ctx, who)
    key = address_hash(address)
    if key == getattr(ctx.person, "email_hash", ""):
        ensure(deny(_("You are its author already.")))
    if CoAuthor.objects.filter(proposal=row, address_hash=key).exists():
        ensure(deny(_("This person was asked already.")))
    made = CoAuthor.objects.create(
        city_id=ctx.city.pk, proposal=row, address=address, address_hash=key, invited_at=ctx.now
    )
    letters.send(ctx, address, lang, "invitation", partial(letters.invitation, ctx, row))
    ctx.record(row, invited=made.pk)
    return made


def _reached(ctx: Ctx, who: str) -> tuple[str, str]:
    if "@" in who:
        return who, ctx.viewer.lang
    person = person_named(ctx.viewer, who)
    if person is None:
        raise Refused(
            deny(_("Nobody has exactly this name here, or several do. Write an address."))
        )
    return person.email, person.lang


@action("proposals.join")
def join(ctx: Ctx, *, invitation: CoAuthor, name: str) -> CoAuthor:
    """Write along, shown by the name one chooses, or without one."""
    ensure(rules.says_no_data(name))
    made = _answer(ctx, invitation, State.ACTIVE)
    made.person_id, made.name = ctx.person.pk, name  # type: ignore[union-attr]
    made.save(update_fields=["person", "name", "state", "settled_at", "address"])
    follow_along = made.proposal.state != Proposal.State.DRAFT
    if follow_along:
        follow(ctx, kind=KIND, ident=str(made.proposal_id), own=True)
    return made


@action("proposals.decline")
def decline(ctx: Ctx, *, invitation: CoAuthor) -> CoAuthor:
    made = _answer(ctx, invitation, State.DECLINED)
    made.save(update_fields=["state", "settled_at", "address"])
    return made


def _answer(ctx: Ctx, invitation: CoAuthor, state: str) -> CoAuthor:
    row = rows.held(ctx.viewer, invitation.proposal_id)
    made = together.held_coauthor(ctx.viewer, row, invitation.pk)
    made.proposal = row
    ensure(rules.may_join(made.state))
    made.state, made.settled_at, made.address = state, ctx.now, ""
    ctx.record(row, coauthor=made.pk, state=state)
    joined = state == State.ACTIVE

    def told() -> tuple[str, str]:
        said = (
            _("Somebody you invited writes along.")
            if joined
            else _("Somebody declined to write along.")
        )
        return letters.about(ctx, row, _("Your invitation was answered"), said)

    letters.to_authors(ctx, row, "answered", told)
    return made


@action("proposals.leave")
def leave(ctx: Ctx, *, proposal: Proposal) -> Proposal:
    """A co-author leaves; the name is not shown any more."""
    row = rows.held(ctx.viewer, proposal.pk)
    ensure(rules.may_leave(rows.facts(ctx.viewer, row, ctx.now)))
    mine = CoAuthor.objects.select_for_update().get(
        proposal=row,
        person_id=ctx.person.pk,  # type: ignore[union-attr]
        state=State.ACTIVE,
    )
    mine.state, mine.settled_at, mine.name = State.LEFT, ctx.now, ""
    mine.save(update_fields=["state", "settled_at", "name"])
    ctx.record(row, coauthor=mine.pk)
    letters.to_authors(
        ctx,
        row,
        "left",
        lambda: letters.about(
            ctx, row, _("A co-author left"), _("A co-author left your proposal.")
        ),
    )
    return row


@action("proposals.amend")
def amend(ctx: Ctx, *, proposal: Proposal, title: str, text: str, why: str) -> Amendment:
    """Propose other words; the authors decide."""
    row = rows.held(ctx.viewer, proposal.pk)
    ensure(rules.may_amend(ctx.viewer, rows.facts(ctx.viewer, row, ctx.now)))
    mine = Amendment.objects.filter(proposal=row, author=ctx.viewer.alias())
    waiting = mine.filter(state=Amendment.State.OPEN).exists()
    ensure(rules.can_amend((row.title, row.text), (title, text), why, waiting))
    made = Amendment.objects.create(
        city_id=ctx.city.pk,
        proposal=row,
        base_title=row.title,
        base_text=row.text,
        title=title,
        text=text,
        why=why,
        author=ctx.viewer.alias(),
        made_at=ctx.now,
    )
    ctx.record(row, amendment=made.pk)
    letters.to_authors(
        ctx,
        row,
        "amendment",
        lambda: letters.about(
            ctx, row, _("A change of your proposal"), _("Somebody proposes other words for it.")
        ),
    )
    return made


@action("proposals.accept")
def accept(ctx: Ctx, *, proposal: Proposal, ident: int, reason: str = "") -> Amendment:
    """Take the words over; how it read before stays readable, with how many supported it. Where a
    moderator reads first, it waits with its new words as it did with the old ones."""
    row, made = _settled(ctx, proposal, ident, Amendment.State.ACCEPTED, reason)
    Wording.objects.create(
        city_id=ctx.city.pk,
        proposal=row,
        title=row.title,
        text=row.text,
        until=ctx.now,
        supporters=row.supporters,
        amendment=made,
    )
    row.title, row.text, row.changed_at = made.title, made.text, ctx.now
    if screened.must_wait(ctx.viewer, row, ctx.now):
        row.state = Proposal.State.WAITING
    row.save(update_fields=["title", "text", "changed_at", "state"])
    return made


@action("proposals.reject")
def reject(ctx: Ctx, *, proposal: Proposal, ident: int, reason: str) -> Amendment:
    ensure(rules.has_reason(reason))
    return _settled(ctx, proposal, ident, Amendment.State.DECLINED, reason)[1]


def _settled(
    ctx: Ctx, proposal: Proposal, ident: int, state: str, reason: str
) -> tuple[Proposal, Amendment]:
    row = rows.held(ctx.viewer, proposal.pk)
    made = together.held_amendment(ctx.viewer, row, ident)
    same = (made.base_title, made.base_text) == (row.title, row.text)
    accepting = state == Amendment.State.ACCEPTED
    facts = rows.facts(ctx.viewer, row, ctx.now)
    ensure(rules.may_settle(facts, made.state, same, accepting))
    ensure(rules.says_no_data(reason))
    made.state, made.reason, made.settled_at = state, reason.strip(), ctx.now
    made.save(update_fields=["state", "reason", "settled_at"])
    ctx.record(row, amendment=made.pk, state=state)
    writer = together.person_behind(ctx.viewer, made.author)
    if writer is not None:
        letters.send(
            ctx,
            writer.email,
            writer.lang,
            "settled",
            lambda: letters.about(
                ctx,
                row,
                _("The author decided on your change"),
                _("Your words were taken over.") if accepting else _("Your words were not taken."),
            ),
        )
    return row, made


@action("proposals.take_back")
def take_back(ctx: Ctx, *, proposal: Proposal, ident: int) -> Amendment:
    row = rows.held(ctx.viewer, proposal.pk)
    made = together.held_amendment(ctx.viewer, row, ident)
    own = ctx.viewer.signed_in and made.author == ctx.viewer.alias()
    ensure(rules.may_take_back(own, made.state))
    made.state, made.settled_at = Amendment.State.WITHDRAWN, ctx.now
    made.save(update_fields=["state", "settled_at"])
    ctx.record(row, amendment=made.pk)
    return made
