"""Fifty comments at once never pass the limit, and one person's sign counts once: PostgreSQL."""

from __future__ import annotations

from tests.platform.discussion.build import KIND, about, said
from tests.races.test_receipts import at_once
from tests.world import World
from zaedno.core.verdict import Refused
from zaedno.platform.discussion.actions import moderation, reactions, writing
from zaedno.platform.discussion.models import Comment, Reaction, Report, Thread


def test_fifty_at_once_give_twenty_with_different_places(postgres: str) -> None:
    world = World()
    one = about(world)
    world.ctx("editor").viewer.alias()
    ctxs = [world.ctx("editor") for _i in range(50)]
    answers = at_once(
        50,
        lambda i: writing.comment(
            ctxs[i], kind=KIND, ident=str(one.pk), text=f"Мнение {i}", lang="bg"
        ),
    )
    assert Comment.objects.count() == 20
    assert sum(isinstance(answer, Refused) for answer in answers) == 30
    held = Thread.objects.get()
    assert (held.comments, held.voices) == (20, 1)
    paths = sorted(Comment.objects.values_list("path", flat=True))
    assert paths == [f"{number:08d}" for number in range(1, 21)]


def test_many_people_at_once_open_one_thread(postgres: str) -> None:
    world = World()
    one = about(world)
    ctxs = [world.ctx(role) for role in ("editor", "participant", "moderator", "facilitator")]
    for ctx in ctxs:
        ctx.viewer.alias()
    at_once(
        20,
        lambda i: writing.comment(
            ctxs[i % 4], kind=KIND, ident=str(one.pk), text=f"Мнение {i}", lang="bg"
        ),
    )
    held = Thread.objects.get()
    assert (held.comments, held.voices, Comment.objects.count()) == (20, 4, 20)


def test_one_sign_and_one_report_of_a_person(postgres: str) -> None:
    world = World()
    row = said(world, about(world))
    world.ctx("participant").viewer.alias()
    ctxs = [world.ctx("participant") for _i in range(20)]
    at_once(20, lambda i: reactions.react(ctxs[i], comment=row, sign=("agree", "thanks")[i % 2]))
    assert Reaction.objects.count() == 1
    at_once(20, lambda i: moderation.report(ctxs[i], comment=row, rule="spam"))
    assert Report.objects.count() == 1
