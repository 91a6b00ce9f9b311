"""Expressions of interest: sent by anybody, answered by the coordinator, never lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import Texts
from zaedno.core.verdict import ensure
from zaedno.features.workshops import letters
from zaedno.features.workshops.actions.asking import forget_answers, keep_answers
from zaedno.features.workshops.models.attendance import Participation
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.interest import Interest
from zaedno.features.workshops.rules import interest as rules
from zaedno.platform.cities.models import Theme
from zaedno.platform.people.models import Organisation, StakeholderKind


@dataclass(frozen=True)
class Application:
    """What the form asks: an organisation and a role mailbox, nothing about a person."""

    organisation_name: str
    kind: StakeholderKind
    contribution: Texts
    mailbox: str
    website: str = ""
    themes: Sequence[Theme] = ()
    lang: str = "bg"
    access: Sequence[str] = ()
    access_note: str = ""
    consent_processing: bool = False
    consent_listing: bool = False


@action("workshops.express_interest")
def express_interest(
    ctx: Ctx,
    *,
    event: Workshop,
    application: Application,
    organisation: Organisation | None = None,
    answers: dict[str, Any] | None = None,
    mark: str = "",
) -> Interest:
    """Lay an expression of interest into the queue; a letter with the private link confirms it."""
    facts = rules.InterestFacts.before(event)
    ensure(rules.may_express(facts, consent=application.consent_processing))
    interest = Interest.objects.create(
        city_id=ctx.city.pk,
        workshop=event,
        organisation=organisation,
        organisation_name=application.organisation_name,
        kind=application.kind,
        website=application.website,
        contribution=application.contribution,
        mailbox=application.mailbox,
        person_id=ctx.person.pk if ctx.person else None,
        lang=application.lang,
        access=list(application.access),
        access_note=application.access_note,
        consent_processing=True,
        consent_listing=application.consent_listing,
        received_at=ctx.now,
        mark=mark,
    )
    interest.themes.set(application.themes)
    keep_answers(ctx, interest, answers or {})
    letters.to_applicant(ctx, "interest_received", interest)
    ctx.record(interest, event=event.pk, kind=application.kind.pk)
    return interest


@action("workshops.acknowledge")
def acknowledge(ctx: Ctx, *, interest: Interest) -> Interest:
    """Somebody has read it and is considering it."""
    interest = _hold(ctx, interest, "acknowledged")
    interest.acknowledged_at = ctx.now
    return _answer(ctx, interest, "acknowledged")


@action("workshops.accept")
def accept(ctx: Ctx, *, interest: Interest) -> Interest:
    """A seat: the organisation, when it is registered, is now among those who accepted."""
    interest = _hold(ctx, interest, "accepted")
    if interest.organisation_id:
        seat, _made = Participation.objects.get_or_create(
            workshop=interest.workshop,
            organisation_id=interest.organisation_id,
            defaults={"city_id": ctx.city.pk, "mark": interest.mark},
        )
        seat.accepted_at, seat.declined_at = ctx.now, None
        seat.listed = seat.listed or interest.consent_listing
        seat.save()
    return _answer(ctx, interest, "accepted")


@action("workshops.waitlist")
def waitlist(ctx: Ctx, *, interest: Interest, reason: Texts = Texts()) -> Interest:  # noqa: B008
    interest = _hold(ctx, interest, "waitlisted")
    interest.reason = reason
    return _answer(ctx, interest, "waitlisted")


@action("workshops.decline")
def decline(ctx: Ctx, *, interest: Interest, reason: Texts) -> Interest:
    """A refusal has a reason that the applicant reads."""
    interest = _hold(ctx, interest, "declined", reasoned=bool(reason))
    interest.reason = reason
    return _answer(ctx, interest, "declined")


@action("workshops.withdraw_interest")
def withdraw_interest(ctx: Ctx, *, interest: Interest) -> Interest:
    """The applicant steps back (whoever holds the private link); the mailbox is forgotten."""
    interest = _row(ctx, interest)
    ensure(rules.may_withdraw(rules.InterestFacts.of(interest)))
    if interest.organisation is not None:
        seat = Participation.objects.filter(
            workshop=interest.workshop, organisation=interest.organisation, came=None
        )
        seat.update(declined_at=ctx.now)
    interest.state, interest.answered_at = Interest.State.WITHDRAWN, ctx.now
    interest.mailbox = ""
    interest.save()
    forget_answers(ctx, interest)
    ctx.record(interest, state=interest.state)
    return interest


def _row(ctx: Ctx, interest: Interest) -> Interest:
    rows = Interest.objects.select_for_update(of=("self",)).select_related("workshop", "kind")
    return rows.get(pk=interest.pk, city_id=ctx.city.pk)


def _hold(ctx: Ctx, interest: Interest, answer: str, *, reasoned: bool = True) -> Interest:
    interest = _row(ctx, interest)
    facts = rules.InterestFacts.of(interest)
    ensure(rules.may_answer(ctx.viewer, facts, answer=answer, reasoned=reasoned))
    return interest


def _answer(ctx: Ctx, interest: Interest, state: str) -> Interest:
    interest.state = state
    if state != Interest.State.ACKNOWLEDGED:
        interest.answered_at = ctx.now
    interest.save()
    letters.to_applicant(ctx, f"interest_{state}", interest)
    ctx.record(interest, state=state)
    return interest
