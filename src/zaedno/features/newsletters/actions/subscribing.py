"""Asking for newsletters, confirming it from the letter-box, ending it with one click."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from zaedno.core.actions import Ctx, action
from zaedno.core.post import write_letter
from zaedno.core.verdict import Refused
from zaedno.features.newsletters import queries, rules, tokens, words
from zaedno.features.newsletters.models import Subscriber, Wish
from zaedno.platform.cities.addresses import absolute
from zaedno.platform.people.models import address_hash

Wished = list[tuple[str, str]]


@action("newsletters.subscribe", secret=True)
def subscribe(ctx: Ctx, *, address: str = "", wishes: Wished) -> Subscriber:
    """A person at once, by the address of the account; any other address after its letter.

    Of the consent is kept which sentence was agreed to and when, and nothing else.
    """
    person = None if address else ctx.person
    to = str(getattr(person, "email", "")) or address.strip()
    blank = Subscriber(
        city_id=ctx.city.pk,
        address=to,
        address_hash=address_hash(to),
        lang=ctx.viewer.lang,
        consent=words.consent(),
        asked_at=ctx.now,
    )
    Subscriber.objects.bulk_create([blank], ignore_conflicts=True)
    held = Subscriber.objects.select_for_update()
    row = held.get(city_id=ctx.city.pk, address_hash=blank.address_hash)
    again = row.asked_at < ctx.now and row.asked_at > ctx.now - timedelta(hours=1)
    if person is not None:
        row.person_id, row.state, row.confirmed_at = person.pk, Subscriber.State.ACTIVE, ctx.now
        row.consent = blank.consent
        _wish(row, wishes)
    elif row.state == Subscriber.State.ASKED and rules.may_mail(asked_already=again):
        row.asked_at, row.consent, row.lang = ctx.now, blank.consent, blank.lang
        _wish(row, wishes)
        _ask(ctx, row)
    row.save()
    ctx.record(row)
    return row


def _wish(row: Subscriber, wishes: Wished) -> None:
    row.wishes.all().delete()
    Wish.objects.bulk_create(Wish(subscriber=row, kind=k, ident=i) for k, i in wishes)


def _ask(ctx: Ctx, row: Subscriber) -> None:
    with override(row.lang):
        path = reverse("newsletters:confirm", args=[tokens.token_of("confirm", row)])
        body = _(
            "Somebody, we hope you, asked for the newsletters of the city by this address.\n\n"
            "Open this page to confirm it:\n%(address)s\n\n"
            "The link works for seven days. If it was not you, do nothing: no further letter comes."
        )
        write_letter(
            ctx,
            to=row.address,
            lang=row.lang,
            kind="newsletters.confirm",
            subject=_("Confirm that you want the newsletters"),
            body=body % {"address": absolute(ctx.city, path)},
        )


@action("newsletters.confirm", secret=True)
def confirm(ctx: Ctx, *, token: str) -> Subscriber:
    """The owner of the letter-box says yes."""
    row = queries.subscriber_of_link(ctx.viewer, "confirm", token)
    late = row is not None and tokens.expired(row, ctx.now)
    verdict = rules.link_opens(genuine=row is not None, expired=late)
    if row is None or not verdict:
        raise Refused(verdict)
    row.state, row.confirmed_at = Subscriber.State.ACTIVE, ctx.now
    row.save(update_fields=["state", "confirmed_at"])
    ctx.record(row)
    return row


@action("newsletters.end", secret=True)
def end(ctx: Ctx, *, token: str = "") -> None:
    """No more newsletters: the row goes, and the address with it."""
    if token:
        row = queries.subscriber_of_link(ctx.viewer, "end", token)
    else:
        row = queries.mine(ctx.viewer, str(getattr(ctx.person, "email_hash", "-")))
    if row is None:
        raise Refused(rules.link_opens(genuine=False))
    ctx.record(row)
    row.delete()


def forget_unconfirmed(before: datetime) -> int:
    """Addresses that never answered are not kept."""
    old = Subscriber.objects.filter(state=Subscriber.State.ASKED, asked_at__lt=before)
    return old.delete()[0]
