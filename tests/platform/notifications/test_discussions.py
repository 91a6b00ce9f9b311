"""Who wrote hears of answers until they end that, and reads why a comment was hidden."""

from __future__ import annotations

from tests.platform.discussion.build import about, answered, said
from tests.world import World
from zaedno.core.fields import texts
from zaedno.platform.discussion.actions import moderation
from zaedno.platform.notifications import actions
from zaedno.platform.notifications.models import Follow, Message

FACTS = texts(bg="100% обида.", en="It insults.")


def letters(kind: str) -> list[Message]:
    return list(Message.objects.filter(kind=kind).order_by("pk"))


def test_an_answer_reaches_who_is_answered(world: World) -> None:
    one = about(world)
    row = said(world, one)
    world.hear()
    assert (
        Follow.objects.filter(reader__person=world.person("editor"), ident=str(one.pk)).count() == 1
    )
    answered(world, row, text="Така е, 100% съм съгласен.")
    answered(world, row, "editor", text="И още нещо от мен.")
    world.hear()
    [letter] = letters("discussion.answer")
    assert letter.to == "editor@sofia.example"
    assert "Участник 2" in letter.body
    assert "Така е, 100% съм съгласен." in letter.body
    assert f"/discussion/c/{row.replies.earliest('pk').receipt}/" in letter.body
    assert letter.stop_url


def test_who_ended_the_news_is_left_alone(world: World) -> None:
    one = about(world)
    row = said(world, one)
    world.hear()
    ctx = world.ctx("editor")
    actions.unfollow(ctx, kind="proposals.proposal", ident=str(one.pk))
    said(world, one, text="Второ мнение от мен.")
    answered(world, row)
    world.hear()
    assert letters("discussion.answer") == []
    assert not Follow.objects.filter(reader__person=world.person("editor")).exists()


def test_the_author_reads_why(world: World) -> None:
    row = said(world, about(world))
    world.hear()
    moderation.hide(world.ctx("moderator"), comment=row, rule="insult", facts=FACTS)
    moderation.appeal(world.ctx("editor"), comment=row, text="Не обиждам никого.")
    moderation.rule(
        world.ctx("coordinator"), comment=row, ruling="restored", reason=texts(bg="Няма обида.")
    )
    world.hear()
    [hidden], [ruled] = letters("moderation.hidden"), letters("moderation.ruled")
    assert "Обида или заплаха: 100% обида." in hidden.body
    assert "Показва се отново: Няма обида." in ruled.body
    assert {hidden.to, ruled.to} == {"editor@sofia.example"}


def test_who_is_spoken_to_by_number_gets_one_letter(world: World) -> None:
    one = about(world)
    said(world, one)
    world.hear()
    row = answered(world, said(world, one, "moderator", text="Мисля друго."), text="Прав е @1.")
    said(world, one, "coordinator", text="@Участник 1, @1 и @77: благодаря. Пишете на @.")
    world.hear()
    found = letters("discussion.mention")
    assert [letter.to for letter in found] == ["editor@sofia.example"] * 2
    assert "Участник 3 се обръща към Вас" in found[0].body
    page = world.client().get(row.thread.get_absolute_url()).content.decode()
    first = row.thread.said.get(path="00000001")
    assert f'<a href="{first.get_absolute_url()}">@1</a>' in page
    assert "@77" in page


def test_who_speaks_to_themselves_or_is_answered_gets_no_second_letter(world: World) -> None:
    one = about(world)
    row = said(world, one)
    world.hear()
    answered(world, row, text="Благодаря, @1.")
    said(world, one, text="Аз, @1, го казах.")
    world.hear()
    assert len(letters("discussion.answer")) == 1
    assert letters("discussion.mention") == []
