"""What moderators read first: rules, hints, the queue, letters."""

from __future__ import annotations

from typing import Any

import pytest

from tests.features.proposals.build import drafted, open_process, proposed
from tests.platform.discussion.build import answered, said
from tests.world import World
from zaedno.core.fields import texts
from zaedno.core.verdict import Refused
from zaedno.features.proposals.actions import moderation, together, writing
from zaedno.features.proposals.models.proposal import Proposal
from zaedno.platform.discussion.actions import moderation as comments
from zaedno.platform.discussion.models import Comment
from zaedno.platform.discussion.queries import rows as discussion
from zaedno.platform.moderation import actions, rules
from zaedno.platform.moderation.queries import rows
from zaedno.platform.notifications.models import Message
from zaedno.platform.processes import actions as processes
from zaedno.platform.processes.models import Process
from zaedno.platform.processes.queries import rows as processes_rows

FACTS = texts(bg="Обижда.", en="It insults.")


def screened(world: World, what: str, role: str = "moderator") -> Process:
    process = open_process(world)
    stage = processes_rows.stage(world.viewer("coordinator"), process, 2)
    processes.screen(world.ctx(role), stage=stage, screening=what)
    return processes_rows.process(world.viewer(), process.slug)


def letters(kind: str) -> list[Any]:
    return list(Message.objects.filter(kind=kind))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Тези глупаци пак спряха на пътеката!", ["глупаци"]),
        ("ИДИОТЪТ от третия етаж", ["идиотът"]),
        ("What a moron", ["moron"]),
        ("Глухата улица е тъмна", []),
    ],
)
def test_a_listed_word_is_found_in_its_forms(text: str, found: list[str]) -> None:
    assert rules.insulting(text, ["глупак", "идиот", "moron"]) == found


def test_hints_say_what_to_look_at() -> None:
    said_before = ["Купете сега"]
    assert len(rules.hints("КУПЕТЕ, сега!", [], said_before)) == 1
    assert len(rules.hints("Виж https://a.bg, глупак", ["глупак"])) == 2
    assert rules.hints("Нужна е пейка", ["глупак"]) == []


def test_a_city_keeps_its_own_list(world: World) -> None:
    assert "идиот" in rows.words(world.viewer())
    actions.list_words(world.ctx("moderator"), words=["Тиквеник", "тиквеник"])
    assert rows.words(world.viewer()) == ["тиквеник"]
    assert "идиот" in rows.words(world.viewer(city=world.other_city))
    with pytest.raises(Refused):
        actions.list_words(world.ctx("participant"), words=["а"])
    with pytest.raises(Refused, match="не е една дума"):
        actions.list_words(world.ctx("moderator"), words=["две думи"])


@pytest.mark.parametrize(
    ("what", "text", "state"),
    [
        ("none", "Виж https://a.bg", "published"),
        ("hints", "Виж https://a.bg", "waiting"),
        ("hints", "Нужен е светофар", "published"),
        ("all", "Нужен е светофар", "waiting"),
    ],
)
def test_the_stage_says_what_waits(world: World, what: str, text: str, state: str) -> None:
    row = proposed(world, screened(world, what), text=text)
    assert row.state == state
    assert (row.answer_due is None) == (state == "waiting")
    seen = world.client().get(row.get_absolute_url()).status_code
    assert seen == (404 if state == "waiting" else 200)


def test_moderators_words_need_no_second_reader(world: World) -> None:
    assert proposed(world, screened(world, "all"), "coordinator").state == "published"


def test_let_through_it_is_public_and_the_author_is_told(world: World) -> None:
    row = proposed(world, screened(world, "all"))
    assert "Модератор го чете първо" in (
        world.client("participant").get(row.get_absolute_url()).content.decode()
    )
    with pytest.raises(Refused):
        moderation.approve(world.ctx("participant"), proposal=row)
    queue = world.client("moderator").get("/bg/moderation/queue/").content.decode()
    assert row.receipt in queue
    assert rows.staff_tasks(world.viewer("moderator"))[0].since == row.made_at
    world.client("moderator").post(f"{row.get_absolute_url()}approve/", {"key": "a"})
    row.refresh_from_db()
    assert row.state == "published"
    assert row.answer_due is not None
    assert letters("moderation.shown")[0].to == "participant@sofia.example"
    with pytest.raises(Refused, match="Вече не чака"):
        moderation.approve(world.ctx("moderator"), proposal=row)


def test_hidden_while_it_waits_it_can_still_come_back(world: World) -> None:
    row = proposed(world, screened(world, "all"))
    moderation.hide(world.ctx("moderator"), proposal=row, rule="spam", facts=FACTS)
    assert letters("moderation.hidden")
    moderation.appeal(world.ctx("participant"), proposal=row, text="Не е реклама.")
    moderation.rule(world.ctx("coordinator"), proposal=row, ruling="restored", reason=FACTS)
    row.refresh_from_db()
    assert (row.state, row.published_at is None) == ("published", False)
    assert letters("moderation.ruled")


def test_what_was_let_through_and_changed_waits_again(world: World) -> None:
    row = proposed(world, screened(world, "all"))
    moderation.approve(world.ctx("moderator"), proposal=row)
    changed = writing.revise(world.ctx("participant"), proposal=row, title="Друго", text="")
    assert changed.state == "waiting"


def test_a_comment_waits_in_its_place(world: World) -> None:
    process = screened(world, "hints")
    one = proposed(world, process)
    first = said(world, one, "participant")
    row = said(world, one, "editor", text="Вижте https://a.bg")
    assert (first.state, row.state) == ("public", "waiting")
    page = world.client().get(one.get_absolute_url()).content.decode()
    assert "Този коментар чака модератор." in page
    assert "a.bg" not in page
    assert "a.bg" in world.client("editor").get(one.get_absolute_url()).content.decode()
    with pytest.raises(Refused):
        answered(world, row, "participant")
    assert said(world, one, "coordinator", text="www.a.bg", official=True).state == "public"
    world.client("moderator").post(f"{row.get_absolute_url()}approve/", {"key": "a"})
    assert "a.bg" in world.client().get(one.get_absolute_url()).content.decode()
    assert letters("moderation.shown")[0].to == "editor@sofia.example"


def test_who_is_answered_hears_when_the_answer_is_public(world: World) -> None:
    one = proposed(world, screened(world, "hints"))
    first = said(world, one, "editor")
    world.hear()
    row = answered(world, first, text="Ето: https://a.bg")
    world.hear()
    assert letters("discussion.answer") == []
    comments.approve(world.ctx("moderator"), comment=row)
    world.hear()
    assert len(letters("discussion.answer")) == 1


def test_changed_words_are_read_again(world: World) -> None:
    from zaedno.platform.discussion.actions import writing as discussing

    one = proposed(world, screened(world, "hints"))
    row = said(world, one)
    discussing.edit(world.ctx("editor"), comment=row, text="https://a.bg", position="for")
    row.refresh_from_db()
    assert row.state == Comment.State.WAITING
    assert discussion.words(world.viewer(), row, own=False) == ""


def test_who_may_choose(world: World) -> None:
    with pytest.raises(Refused):
        screened(world, "all", "participant")


@pytest.mark.parametrize("count", [2, 8])
def test_the_queue_asks_a_fixed_number_of_questions(
    world: World, count: int, django_assert_max_num_queries: Any
) -> None:
    process = screened(world, "all")
    for number in range(count):
        proposed(world, process, title=f"Пейка {number}")
    assert Proposal.objects.filter(state="waiting").count() == count
    client = world.client("moderator")
    client.get("/bg/moderation/queue/")
    with django_assert_max_num_queries(18):
        client.get("/bg/moderation/queue/")


def test_drafts_do_not_wait(world: World) -> None:
    assert drafted(world, screened(world, "all")).state == "draft"


def test_words_taken_over_are_read_first_like_the_old_ones(world: World) -> None:
    """Else a friend's change would carry past the moderator what the author could not."""
    row = proposed(world, screened(world, "hints"))
    due, made_public = row.answer_due, row.published_at
    words = {"title": row.title, "text": "Виж https://a.bg", "why": "Има още."}
    change = together.amend(world.ctx("editor"), proposal=row, **words)
    together.accept(world.ctx("participant"), proposal=row, ident=change.pk)
    row.refresh_from_db()
    assert row.state == "waiting"
    moderation.approve(world.ctx("moderator"), proposal=row)
    row.refresh_from_db()
    assert (row.state, row.answer_due, row.published_at) == ("published", due, made_public)


@pytest.mark.parametrize(("what", "seen"), [("none", True), ("hints", False), ("all", False)])
def test_a_change_nobody_read_is_for_its_writer_and_the_authors(
    world: World, what: str, seen: bool
) -> None:
    row = proposed(world, screened(world, what), "coordinator")
    words = {"title": row.title, "text": "Виж https://a.bg", "why": "Глупак го писа."}
    change = together.amend(world.ctx("editor"), proposal=row, **words)
    address = f"{row.get_absolute_url()}words/{change.pk}/"
    slug = row.process.slug
    for role, reads in [("", seen), ("participant", seen), ("editor", True), ("coordinator", True)]:
        client = world.client(role)
        assert (client.get(address).status_code == 200) is reads, role
        page = client.get(row.get_absolute_url()).content.decode()
        assert ("Глупак го писа." in page) is reads, role
        document = b"".join(client.get(f"/bg/proposals/{slug}/proposals.json")).decode()
        assert ("Глупак го писа." in document) is seen, role


def test_the_name_below_a_proposal_is_read_like_its_words(world: World) -> None:
    process = screened(world, "hints")
    with pytest.raises(Refused, match="телефон"):
        drafted(world, process, signed="Ева, 0888 123 456")
    row = drafted(world, process, signed="Ева")
    asked = together.invite(
        world.ctx("participant"), proposal=row, who=world.person("editor").email
    )
    with pytest.raises(Refused, match="телефон"):
        together.join(world.ctx("editor"), invitation=asked, name="0888 123 456")
    assert proposed(world, process, "org", signed="Враг на глупаците").state == "waiting"
