"""Proposals through the browser's eyes."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.features.proposals.build import drafted, open_process, proposed
from tests.platform.processes.build import published as public_process
from tests.world import World
from zaedno.core.fields import texts
from zaedno.features.proposals.actions import answers, writing
from zaedno.features.proposals.models.proposal import Proposal
from zaedno.features.proposals.queries import lists, things

REASON = texts(bg="Мястото е в плана.", en="The place is in the plan.")


def titles(world: World, role: str = "", **asked: str) -> list[str]:
    process = Proposal.objects.first().process  # type: ignore[union-attr]
    viewer = world.viewer(role)
    figures = lists.figures(viewer, process)
    return [row.title for row in lists.pages_of(viewer, process, asked, figures)]


def test_a_reader_has_an_order_that_stays(world: World) -> None:
    process = open_process(world)
    for number in range(9):
        proposed(world, process, "coordinator", title=f"№ {number}")
    mine = titles(world, "participant")
    assert mine == titles(world, "participant")
    assert sorted(mine) == sorted(titles(world, sort="new"))
    roles = ("participant", "editor", "coordinator", "clerk", "moderator", "facilitator", "")
    assert len({tuple(titles(world, role)) for role in roles}) > 1
    assert titles(world, sort="new")[0] == "№ 8"


def test_pages_of_the_drawn_order_show_everything_once(world: World) -> None:
    process = open_process(world)
    for number in range(9):
        proposed(world, process, "coordinator", title=f"№ {number}")
    drawn = titles(world, "participant")
    viewer = world.viewer("participant")
    cut = lists.pages_of(viewer, process, {}, lists.figures(viewer, process))
    for size in (1, 2, 4, 9):
        paged = [cut[at : at + size] for at in range(0, 9, size)]
        assert [row.title for page in paged for row in page] == drawn


def test_the_choice_stands_in_the_address(world: World) -> None:
    process = open_process(world)
    row = proposed(world, process)
    proposed(world, process, title="Чака отговор")
    answers.answer(world.ctx("coordinator"), proposal=row, outcome="partly", reason=REASON)
    answers.publish_answers(world.ctx("coordinator"), process=process, ids=[row.pk])
    assert titles(world, outcome="partly") == ["Светофар с бутон"]
    assert titles(world, outcome="waiting") == ["Чака отговор"]
    address = f"/en/proposals/{process.slug}/?outcome=partly&sort=support"
    page = world.client().get(address).content.decode()
    assert "Светофар с бутон" in page
    assert "Чака отговор" not in page
    assert "accepted in part" in page


def test_one_may_go_from_draft_to_support(world: World) -> None:
    process = open_process(world)
    client = world.client("participant")
    typed = {"title": " Сянка  на спирката ", "text": "Лятото е горещо.", "key": "a"}
    answer = client.post(f"/bg/proposals/{process.slug}/new/", typed)
    row = Proposal.objects.get()
    assert row.title == "Сянка на спирката"
    assert answer["Location"] == row.get_absolute_url()
    assert "Вашата чернова" in client.get(answer["Location"]).content.decode()
    client.post(f"{row.get_absolute_url()}publish/", {"key": "b"})
    page = world.client("editor").get(row.get_absolute_url()).content.decode()
    assert "Подкрепи" in page
    world.client("editor").post(f"{row.get_absolute_url()}support/", {"key": "c"})
    assert "1 човек го подкрепя" in world.client().get(row.get_absolute_url()).content.decode()


def test_the_page_knows_who_follows_it(world: World) -> None:
    row = proposed(world, open_process(world))
    client, address = world.client("editor"), row.get_absolute_url()
    assert "Спри да следваш" not in client.get(address).content.decode()
    about = {"kind": things.KIND, "ident": row.pk, "key": "f", "back": address}
    client.post("/bg/notifications/follow/", about)
    assert "Спри да следваш" in client.get(address).content.decode()
    assert "Спри да следваш" not in world.client("moderator").get(address).content.decode()


def test_copying_is_offered_only_where_another_process_takes_it(world: World) -> None:
    row = proposed(world, open_process(world))
    client, way = world.client("coordinator"), f"{row.get_absolute_url()}copy/"
    assert way not in client.get(row.get_absolute_url()).content.decode()
    open_process(world, slug="another-one")
    assert way in client.get(row.get_absolute_url()).content.decode()


def test_a_mistake_keeps_what_was_typed(world: World) -> None:
    process = open_process(world)
    answer = world.client("participant").post(
        f"/bg/proposals/{process.slug}/new/", {"title": "", "text": "Дълъг разказ", "key": "a"}
    )
    assert answer.status_code == 422
    assert "Дълъг разказ" in answer.content.decode()
    long = {"title": "а" * 141, "text": "", "key": "b"}
    answer = world.client("participant").post(f"/bg/proposals/{process.slug}/new/", long)
    assert answer.status_code == 422


def test_the_desk_publishes_what_is_chosen(world: World) -> None:
    process = open_process(world)
    one, other = proposed(world, process), proposed(world, process, title="Друго")
    for row in (one, other):
        answers.answer(world.ctx("coordinator"), proposal=row, outcome="accepted", reason=REASON)
    client = world.client("coordinator")
    address = f"/bg/proposals/{process.slug}/answers/"
    assert client.post(address, {"key": "a"}).status_code == 422
    client.post(address, {"ids": [str(one.pk)], "key": "b"})
    assert lists.figures(world.viewer(), process)["answered"] == 1
    assert world.client("participant").get(address).status_code == 403


def test_the_response_table_is_a_table(world: World) -> None:
    process = open_process(world)
    proposed(world, process, title="=1+1")
    answer: Any = world.client().get(f"/bg/proposals/{process.slug}/proposals.csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    [line] = list(csv.DictReader(io.StringIO(text)))
    assert line["title"] == "'=1+1"
    assert line["outcome"] == ""


def test_staff_see_what_is_owed(world: World) -> None:
    process = open_process(world)
    proposed(world, process)
    proposed(world, process, title="Друго")
    [task] = things.staff_tasks(world.viewer("coordinator"))
    assert "2 предложения" in task.title
    assert task.url == f"/bg/proposals/{process.slug}/answers/"
    assert things.staff_tasks(world.viewer("participant")) == []


def test_another_city_sees_nothing(world: World) -> None:
    row = proposed(world, open_process(world))
    stranger = world.client("participant", world.other_city)
    assert stranger.get(row.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("count", [3, 30])
def test_the_list_asks_a_fixed_number_of_questions(
    world: World, count: int, django_assert_max_num_queries: Any
) -> None:
    process = open_process(world)
    for number in range(count):
        writing.enter(
            world.ctx("coordinator"), process=process, title=f"№ {number}", text="", lang="bg"
        )
    client, address = world.client(), f"/bg/proposals/{process.slug}/"
    client.get(address)
    with django_assert_max_num_queries(13):
        client.get(address)


def test_what_others_proposed_is_shown_before_sending(world: World) -> None:
    process = public_process(world, "idea_sprint", starts=0)
    said = {"process": process, "text": "", "lang": "bg"}
    actions_ctx = world.ctx("coordinator")
    writing.enter(actions_ctx, title="Светофар с бутон пред училището", **said)
    writing.enter(actions_ctx, title="Осветление в парка", **said)
    address = f"/bg/proposals/{process.slug}/new/"
    typed = {"title": "Бутон за светофара пред училище", "text": "", "key": "a"}
    page = world.client().post(address, typed).content.decode()
    assert "Първо вижте" in page
    assert "светофар" in page
    assert "Осветление" not in page
    assert "Бутон за светофара" in page, "what was typed stays"
    assert Proposal.objects.count() == 2
    world.client().post(address, {**typed, "looked": "1", "key": "b"})
    waiting = Proposal.objects.get(state="waiting")
    world.client("moderator").post(f"{waiting.get_absolute_url()}approve/", {"key": "c"})
    desk = world.client("coordinator").get(f"/bg/proposals/{process.slug}/answers/")
    assert "Може би казват едно и също" in desk.content.decode()


def test_beside_a_draft_stands_what_others_proposed(world: World) -> None:
    process = open_process(world)
    proposed(world, process, "coordinator", title="Светофар с бутон пред училището")
    row = drafted(world, process, title="Бутон за светофара пред училище")
    page = world.client("participant").get(row.get_absolute_url()).content.decode()
    assert "Първо вижте" in page


def test_a_place_is_typed_or_chosen_and_the_list_shows_it_on_a_map(world: World) -> None:
    process = open_process(world)
    client = world.client("participant")
    typed = {"title": "Сянка на спирката", "where": "Пред парка", "place": "42.7; 23", "key": "a"}
    answer = client.post(f"/bg/proposals/{process.slug}/new/", typed)
    assert answer.status_code == 422
    assert "На ред 1 са нужни две числа" in answer.content.decode()
    client.post(f"/bg/proposals/{process.slug}/new/", {**typed, "place": "42.7, 23", "key": "b"})
    row = Proposal.objects.get()
    assert row.place == {"type": "Point", "coordinates": [23.0, 42.7]}
    writing.publish(world.ctx("participant"), proposal=row)
    proposed(world, process, title="Без място")
    page = world.client().get(f"/bg/proposals/{process.slug}/?view=map").content.decode()
    assert "Пред парка" in page
    assert "Без място" not in page
    assert "data-place-board" in page


def test_a_file_stands_beside_a_proposal_for_those_who_may_read_it(world: World) -> None:
    row = drafted(world, open_process(world))
    client, address = world.client("participant"), f"{row.get_absolute_url()}files/"
    picture = io.BytesIO()
    Image.new("RGB", (8, 8), "green").save(picture, "PNG")
    picture.seek(0)
    picture.name = "спирка.png"
    wrong = SimpleUploadedFile("спирка.png", b"not a picture")
    answer = client.post(address, {"upload": wrong, "about": "Спирката", "key": "a"})
    assert answer.status_code == 422
    client.post(address, {"upload": picture, "about": "Спирката без навес", "key": "b"})
    kept = row.attachments.get()
    assert 'alt="Спирката без навес"' in client.get(row.get_absolute_url()).content.decode()
    assert client.get(kept.file.url).status_code == 200
    assert world.client().get(kept.file.url).status_code == 404, "a draft is its author's"
    writing.publish(world.ctx("participant"), proposal=row)
    assert world.client().get(kept.file.url).status_code == 200
    assert world.client("editor").post(f"{address}{kept.pk}/remove/").status_code in (302, 403)
    assert row.attachments.count() == 1
    client.post(f"{address}{kept.pk}/remove/", {"key": "c"})
    assert row.attachments.count() == 0
