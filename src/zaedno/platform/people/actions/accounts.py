"""An account from the first letter to the last: asked for, confirmed, entered, erased."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from zaedno.core.actions import Ctx, action
from zaedno.core.models import FORGOTTEN, Event
from zaedno.core.verdict import deny, ensure, forbid
from zaedno.platform.cities.models import City
from zaedno.platform.people import letters, rules, tokens
from zaedno.platform.people.models import Alias, Person, Representation, Role, address_hash
from zaedno.platform.people.queries import viewer_for

UNCONFIRMED_DAYS = 30


@action("people.register")
def register(ctx: Ctx, *, address: str, lang: str = "bg") -> None:
    """Ask for an account. A known address gets another letter and the asker the same answer."""
    person = held_person_of(ctx, address, lang)
    purpose = "enter" if person.is_active else "confirm"
    _write_link(ctx, person, purpose)


def held_person_of(ctx: Ctx, address: str, lang: str) -> Person:
    """The account of this address, held; made when there is none."""
    address = address.strip()
    person = Person(
        email=address, email_hash=address_hash(address), lang=lang, asked_at=ctx.now, name=""
    )
    person.set_unusable_password()
    Person.objects.bulk_create([person], ignore_conflicts=True)
    return Person.objects.select_for_update().get(email_hash=person.email_hash)


def _write_link(ctx: Ctx, person: Person, purpose: str) -> None:
    """At most a handful of letters an hour, so that nobody's mailbox is filled through us."""
    if person.state == Person.State.LEFT:
        return
    if not rules.may_write_again(letters_last_hour(ctx, person)):
        return
    token = tokens.write_token(purpose, person, ctx.city.pk, ctx.now)
    letters.mail_link(ctx, person, purpose, token)
    ctx.record(person, purpose=purpose)


def letters_last_hour(ctx: Ctx, person: Person) -> int:
    """How many links and codes were mailed to this person within the hour: the journal knows."""
    asked = Event.objects.filter(
        subject_kind="people.person",
        subject_id=str(person.pk),
        verb__in=rules.LETTER_VERBS,
        at__gt=ctx.now - timedelta(hours=1),
    )
    return asked.count()


@action("people.admit")
def admit(
    ctx: Ctx, *, address: str, name: str = "", lang: str = "bg", password: str | None = None
) -> Person:
    """The system vouches for an address: the first operator, the demo, an identity provider."""
    if not ctx.system:
        ensure(forbid("only the system admits people without a letter"))
    person = held_person_of(ctx, address, lang)
    person.name = name or person.name
    person.lang = lang
    _make_active(ctx, person, password)
    ctx.record(person)
    return person


def _make_active(ctx: Ctx, person: Person, password: str | None) -> None:
    person.state = Person.State.ACTIVE
    person.joined_at = person.joined_at or ctx.now
    person.links_used += 1
    if password:
        person.set_password(password)
    person.save()


def _open(ctx: Ctx, token: str, purpose: str) -> tuple[Ctx, Person]:
    """The person behind a mailed link, held so that the link opens once; acting as that person."""
    link = tokens.read_token(token)
    held = Person.objects.select_for_update()
    person = held.filter(pk=link.person_id).first() if link else None
    stamp = tokens.stamp_of(purpose, person) if person else ""
    ensure(rules.link_opens(link, purpose=purpose, city_id=ctx.city.pk, stamp=stamp, now=ctx.now))
    if person is None:
        raise RuntimeError("a link without a person does not open")
    return replace(ctx, viewer=viewer_for(person, ctx.city, ctx.viewer.lang)), person


@action("people.verify")
def verify(ctx: Ctx, *, token: str, name: str = "", password: str = "") -> Person:
    """Confirm the address by opening the link; the password may be left out."""
    ctx, person = _open(ctx, token, "confirm")
    person.name = name.strip()
    _make_active(ctx, person, password or None)
    ctx.record(person)
    return person


@action("people.ask_link")
def ask_link(ctx: Ctx, *, address: str, purpose: str) -> None:
    """Ask for a link to sign in or to choose a new password; unknown addresses get nothing."""
    found = Person.objects.select_for_update().filter(email_hash=address_hash(address))
    person = found.first()
    if person is None:
        return
    _write_link(ctx, person, purpose if person.is_active else "confirm")


@action("people.enter")
def enter(ctx: Ctx, *, token: str) -> Person:
    """Sign in by a mailed link."""
    ctx, person = _open(ctx, token, "enter")
    person.links_used += 1
    person.save(update_fields=["links_used"])
    ctx.record(person)
    return person


@action("people.reset_password")
def reset_password(ctx: Ctx, *, token: str, password: str) -> Person:
    """Choose a new password by a mailed link; every open session ends."""
    ctx, person = _open(ctx, token, "reset")
    person.links_used += 1
    person.set_password(password)
    person.save(update_fields=["links_used", "password"])
    ctx.record(person)
    return person


@action("people.change_password")
def change_password(ctx: Ctx, *, current: str, password: str) -> Person:
    """The other sessions end, because each is tied to the password it began with."""
    person = _held_self(ctx)
    if person.has_usable_password() and not person.check_password(current):
        ensure(deny(rules.WRONG_PASSWORD))
    person.set_password(password)
    person.save(update_fields=["password"])
    ctx.record(person)
    return person


@action("people.rename")
def rename(ctx: Ctx, *, name: str, lang: str) -> Person:
    person = _held_self(ctx)
    person.name, person.lang = name.strip(), lang
    person.save(update_fields=["name", "lang"])
    ctx.record(person)
    return person


def _held_self(ctx: Ctx) -> Person:
    if ctx.person is None:
        ensure(forbid(rules.SIGN_IN_FIRST))
    return Person.objects.select_for_update().get(pk=ctx.person.pk)  # type: ignore[union-attr]


def stand_in(ctx: Ctx) -> Person:
    """Somebody who took part elsewhere: a number without an address, who can never sign in."""
    return Person.objects.create(
        email="",
        email_hash=f"left:{secrets.token_hex(16)}",
        state=Person.State.LEFT,
        lang=ctx.viewer.lang,
        asked_at=ctx.now,
    )


@action("people.erase")
def erase(ctx: Ctx) -> None:
    """Forget a person: name, address, roles' holder and the key of every pseudonym.

    What they did stays in the journal under a pseudonym that no longer leads to anybody; the
    salts go too, so that its facts cannot be guessed back, while each sealed leaf stays valid.
    """
    person = _held_self(ctx)
    operated = Role.objects.filter(person=person, role=Role.Name.OPERATOR, until__isnull=True)
    hold_cities(operated.values_list("city_id", flat=True))
    last = any(_others_with(role, person) == 0 for role in operated)
    ensure(rules.may_erase(ctx.viewer, last_operator=last))
    ctx.record(person)
    keys = list(Alias.objects.filter(person=person).values_list("key", flat=True))
    Event.objects.filter(actor_key__in=keys).update(**FORGOTTEN)
    about = Event.objects.filter(subject_kind="people.person", subject_id=str(person.pk))
    about.update(**FORGOTTEN)
    Alias.objects.filter(person=person).delete()
    Role.objects.filter(person=person, until__isnull=True).update(until=ctx.now)
    _end_representations(ctx, person)
    person.email, person.name = "", ""
    person.email_hash = f"left:{secrets.token_hex(16)}"
    person.state = Person.State.LEFT
    person.last_login = None
    person.set_unusable_password()
    person.save()


def hold_cities(ids: Iterable[int]) -> None:
    """A city owns the limit "at least one operator"; held in one order, so that nobody waits in a
    circle, and without hindering those who only refer to it."""
    rows = City.objects.select_for_update(no_key=True).filter(pk__in=list(ids))
    list(rows.order_by("pk").values_list("pk", flat=True))


def _others_with(role: Role, person: Person) -> int:
    same = Role.objects.filter(role=role.role, city_id=role.city_id, until__isnull=True)
    return same.exclude(person=person).count()


def _end_representations(ctx: Ctx, person: Person) -> None:
    mine = Representation.objects.filter(person=person)
    mine.update(note="", reason="")
    mine.filter(until__isnull=True).update(state=Representation.State.ENDED, until=ctx.now)


@action("people.forget_unconfirmed")
def forget_unconfirmed(ctx: Ctx) -> int:
    """Addresses that nobody confirmed within thirty days are deleted."""
    limit = ctx.now - timedelta(days=UNCONFIRMED_DAYS)
    stale = Person.objects.filter(state=Person.State.INVITED, asked_at__lt=limit)
    count, _by_model = stale.delete()
    if count:
        ctx.record(("people.person", ""), count=count)
    return count
