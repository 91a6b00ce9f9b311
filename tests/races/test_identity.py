"""One person verifies one account, a code bears five tries: fifty at once, on PostgreSQL."""

from __future__ import annotations

from typing import Any

import pyotp

from tests.fixtures.provider import FakeProvider
from tests.platform.identity.build import key_of, last_code, verifying
from tests.platform.identity.doors import fields
from tests.races.test_receipts import at_once
from tests.world import World
from zaedno.core import clock
from zaedno.core.actions import Ctx, system_ctx
from zaedno.core.verdict import Refused
from zaedno.platform.identity import exports
from zaedno.platform.identity.actions import email, factor, policy, providers, proving
from zaedno.platform.identity.models import Letter, Provider, ProviderLink, Verification
from zaedno.platform.people import actions as people
from zaedno.platform.people.models import Person
from zaedno.platform.people.queries import viewer_for

MANY = 50


def accounts(world: World) -> list[Ctx]:
    made = [
        people.admit(system_ctx(world.city), address=f"p{number}@city.example")
        for number in range(MANY)
    ]
    ctxs = [Ctx(viewer=viewer_for(one, world.city, "bg")) for one in made]
    for ctx in ctxs:
        ctx.viewer.alias()
    return ctxs


def test_fifty_accounts_with_one_person(postgres: str) -> None:
    world = World()
    row = verifying(world)
    ctxs, key = accounts(world), key_of(row, 1)
    answers = at_once(MANY, lambda i: proving.prove(ctxs[i], **key))
    assert sorted(map(str, answers)) == ["taken"] * (MANY - 1) + ["verified"]
    assert Verification.objects.filter(ended_at__isnull=True).count() == 1


def test_fifty_times_the_same_account(postgres: str) -> None:
    world = World()
    row = verifying(world)
    world.ctx("participant").viewer.alias()
    ctxs = [world.ctx("participant") for _i in range(MANY)]
    answers = at_once(MANY, lambda i: proving.prove(ctxs[i], **key_of(row, 1)))
    assert answers.count("verified") == 5  # the tries of a day
    assert Verification.objects.count() == 1


def test_fifty_wrong_codes_of_a_letter_are_five(postgres: str) -> None:
    world = World()
    row = verifying(world)
    ctx = world.ctx("participant")
    ctx.viewer.alias()
    facts = {"district_id": None, "born": None}
    proving.ask_letter(ctx, **key_of(row, 1), name="А", address="Б", known_by=facts)
    codes = exports.codes(exports.drawn(world.viewer("clerk")))
    proving.print_letters(world.ctx("clerk"), codes=codes)
    letter = Letter.objects.get()
    ctxs = [world.ctx("participant") for _i in range(MANY)]
    answers = at_once(MANY, lambda i: proving.use_letter(ctxs[i], letter=letter, code="AAAA-AAAA"))
    assert answers.count("wrong") == 5


def test_a_code_by_e_mail_opens_once_of_fifty(postgres: str) -> None:
    world = World()
    code = email.ask_code(world.ctx(), address="maria@city.example")
    digits = last_code()
    ctxs = [world.ctx() for _i in range(MANY)]
    answers = at_once(MANY, lambda i: email.confirm_email(ctxs[i], code=code, digits=digits))
    assert sum(isinstance(answer, Person) for answer in answers) == 1


def test_letters_are_printed_once_by_fifty_clerks(postgres: str) -> None:
    world = World()
    row = verifying(world)
    ctx = world.ctx("participant")
    facts = {"district_id": None, "born": None}
    proving.ask_letter(ctx, **key_of(row, 1), name="А", address="Б", known_by=facts)
    world.ctx("clerk").viewer.alias()
    ctxs = [world.ctx("clerk") for _i in range(MANY)]
    codes = [exports.codes(exports.drawn(ctx.viewer)) for ctx in ctxs]
    answers = at_once(MANY, lambda i: proving.print_letters(ctxs[i], codes=codes[i]))
    assert [one for one in answers if isinstance(one, int)] == [1]
    assert sum(isinstance(one, Refused) for one in answers) == MANY - 1
    (code,) = codes[answers.index(1)].values()
    assert proving.use_letter(ctx, letter=Letter.objects.get(), code=code) == "verified"


def test_a_code_of_the_app_opens_once_of_fifty(postgres: str) -> None:
    world = World()
    ctx = world.ctx("participant")
    ctx.viewer.alias()
    row = factor.prepare_factor(ctx)
    totp = pyotp.TOTP(row.secret)
    assert len(factor.confirm_factor(ctx, code=totp.now())) == 10
    later = totp.at(int(clock.now().timestamp()) + 30)
    ctxs = [world.ctx("participant") for _i in range(MANY)]
    answers = at_once(MANY, lambda i: factor.pass_factor(ctxs[i], code=later))
    assert answers.count(True) == 1


def test_fifty_accounts_with_one_subject_of_a_provider(postgres: str) -> None:
    world = World()
    row = providing(world)
    ctxs, hard = accounts(world), "a" * 64
    known_by: dict[str, None] = {"district_id": None, "born": None}
    told = {"provider": row, "soft": "", "hard": hard, "resident": True, "known_by": known_by}
    answers = at_once(MANY, lambda i: providers.prove_by_provider(ctxs[i], **told))
    assert sorted(map(str, answers)) == ["taken"] * (MANY - 1) + ["verified"]
    assert Verification.objects.filter(ended_at__isnull=True).count() == 1


def test_fifty_newcomers_with_one_subject_are_one_account(postgres: str) -> None:
    world = World()
    row, before = providing(world), Person.objects.count()
    ctxs = [world.ctx() for _i in range(MANY)]
    answers = at_once(
        MANY, lambda i: providers.join_by_provider(ctxs[i], provider=row, digest="b" * 64)
    )
    assert len({one.pk for one in answers}) == 1
    assert (ProviderLink.objects.count(), Person.objects.count()) == (1, before + 1)


def test_of_two_last_ways_in_one_stays(postgres: str) -> None:
    world = World()
    rows = [providing(world), providing(world, client_id="second")]
    person = providers.join_by_provider(world.ctx(), provider=rows[0], digest="c" * 64)
    viewer = viewer_for(person, world.city, "bg")
    viewer.alias()
    providers.link(Ctx(viewer=viewer), provider=rows[1], digest="d" * 64)
    at_once(MANY, lambda i: providers.unlink(Ctx(viewer=viewer), provider=rows[i % 2]))
    assert ProviderLink.objects.count() == 1


def providing(world: World, **more: Any) -> Provider:
    verifying(world)
    row: Provider = providers.set_provider(
        world.ctx("coordinator"), **fields(FakeProvider(), residents=True, **more)
    )
    return row


def test_an_erasure_under_way_gives_no_second_verification(postgres: str) -> None:
    world = World()
    row = verifying(world)
    ctxs, key = accounts(world), key_of(row, 1)
    assert proving.prove(ctxs[0], **key) == "verified"
    first: Any = ctxs[0].person

    def deed(i: int) -> Any:
        if i == 0:
            return policy.forget(ctxs[0], person_id=first.pk)
        return proving.prove(ctxs[i], **key)

    answers = at_once(MANY, deed)
    assert set(answers[1:]) <= {"taken", "erased"}
    assert not Verification.objects.exists()
