"""Show that one lives here: by the city's list, by a letter, at the desk."""

from __future__ import annotations

from typing import Any

from django.utils.crypto import constant_time_compare

from zaedno.core.actions import Ctx, action
from zaedno.core.fields import keyed_hash
from zaedno.core.verdict import ensure
from zaedno.platform.identity import keys, rules
from zaedno.platform.identity.actions.granting import Known, count_try, grant, known, of_row
from zaedno.platform.identity.models import Letter
from zaedno.platform.identity.queries import residents
from zaedno.platform.people.actions.accounts import held_person_of


@action("identity.prove")
def prove(ctx: Ctx, *, soft: str, hard: str) -> str:
    """By the city's list. What did not fit counts as a try, so it is an answer and no refusal."""
    policy = residents.policy(ctx.viewer)
    ensure(rules.may_be_verified(ctx.viewer, rules.LIST, policy.ways))
    person: Any = ctx.viewer.somebody
    count_try(ctx, person.pk, rules.LIST)
    line = residents.line(ctx.viewer, soft, hard)
    if line is None:
        ctx.record(("people.person", person.pk), found=False)
        return "unknown"
    mark = keys.mark(hard)
    return grant(ctx, person.pk, way=rules.LIST, mark=mark, policy=policy, facts=of_row(line))


@action("identity.ask_letter")
def ask_letter(ctx: Ctx, *, soft: str, hard: str, name: str, address: str, known_by: Known) -> str:
    """A letter with a code. Where the city has a list, only to people on it."""
    policy = residents.policy(ctx.viewer)
    ensure(rules.may_be_verified(ctx.viewer, rules.LETTER, policy.ways))
    person: Any = ctx.viewer.somebody
    count_try(ctx, person.pk, rules.LETTER)
    ensure(rules.may_ask_letter(residents.letter(ctx.viewer) is not None))
    facts = known(policy, **known_by)
    if residents.has_list(ctx.viewer):
        line = residents.line(ctx.viewer, soft, hard)
        if line is None:
            return "unknown"
        facts = of_row(line)
    made = Letter(
        city_id=ctx.city.pk, person_id=person.pk, mark=keys.mark(hard), name=name,
        address=address, asked_at=ctx.now, **facts,
    )  # fmt: skip
    Letter.objects.bulk_create([made], ignore_conflicts=True)
    found = residents.letter(ctx.viewer)
    ctx.record(found or ("identity.letter", ""))
    return "asked"


@action("identity.give_up_letter")
def give_up_letter(ctx: Ctx, *, letter: Letter) -> None:
    """A wrong address, or another way is better: name and address go at once."""
    held = residents.held_letter(ctx.viewer, letter.pk)
    if held.state in residents.OPEN_LETTER:
        _end(held, Letter.State.ENDED)
        ctx.record(held)


def _end(letter: Letter, state: str) -> None:
    letter.state, letter.name, letter.address = state, "", ""
    letter.save(update_fields=["state", "name", "address"])


@action("identity.print_letters")
def print_letters(ctx: Ctx, *, codes: dict[int, str]) -> int:
    """These letters are on paper with these codes: name and address are forgotten.

    Called when the file is ready, so that nothing is lost where making it fails. Letters that
    somebody printed or gave up meanwhile would go out twice or for nothing: then none of it counts.
    """
    ensure(rules.may_serve(ctx.viewer))
    held = residents.letters_waiting(ctx.viewer).filter(pk__in=codes)
    letters = list(held.select_for_update(of=("self",)))
    ensure(rules.may_print(waiting=len(letters), wanted=len(codes)))
    for letter in letters:
        letter.digest = code_digest(letter.pk, codes[letter.pk])
        letter.sent_at, letter.until = ctx.now, ctx.now + rules.LETTER_LIVES
        letter.state, letter.name, letter.address = Letter.State.SENT, "", ""
        letter.save()
    if letters:
        ctx.record(("identity.letter", ""), printed=len(letters))
    return len(letters)


def code_digest(pk: int, code: str) -> str:
    return keyed_hash("identity.letter", f"{pk}:{code}")


@action("identity.use_letter")
def use_letter(ctx: Ctx, *, letter: Letter, code: str) -> str:
    """The code of the letter: five tries, once, until it expires."""
    policy = residents.policy(ctx.viewer)
    held = residents.held_letter(ctx.viewer, letter.pk)
    used = held.state != Letter.State.SENT
    ensure(rules.code_opens(rules.CodeFacts(held.until, held.tries, used), ctx.now))
    held.tries += 1
    held.save(update_fields=["tries"])
    if not constant_time_compare(held.digest, code_digest(held.pk, code)):
        return "wrong"
    facts = of_row(held)
    got = grant(ctx, held.person_id, way=rules.LETTER, mark=held.mark, policy=policy, facts=facts)
    _end(held, Letter.State.USED if got == "verified" else Letter.State.ENDED)
    return got


@action("identity.verify_at_desk")
def verify_at_desk(
    ctx: Ctx, *, hard: str, known_by: Known, address: str = "", lang: str = "bg"
) -> str:
    """The clerk saw the document; it is read, and nothing of it is kept.

    While a clerk acts for somebody, it is that person who stands there.
    """
    policy = residents.policy(ctx.viewer)
    here = ctx.viewer.clerk is not None
    ensure(rules.may_serve(ctx.viewer) if not here else rules.is_on(rules.DESK, policy.ways))
    ensure(rules.is_on(rules.DESK, policy.ways))
    person: Any = ctx.person if here else held_person_of(ctx, address, lang)
    facts = known(policy, **known_by)
    mark = keys.mark(hard)
    return grant(ctx, person.pk, way=rules.DESK, mark=mark, policy=policy, facts=facts)
