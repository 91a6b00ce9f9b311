"""Debates through the browser's eyes."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from tests.features.debates.build import argued, open_process, over, posed
from tests.world import World
from zaedno.core.fields import texts
from zaedno.features.debates.actions import arguing, moderation, summing
from zaedno.features.debates.models import Argument, Debate
from zaedno.features.debates.queries import things

FACTS = texts(bg="Обижда.", en="It insults.")


def body(world: World, address: str) -> str:
    answer: Any = world.client("moderator").get(address)
    return b"".join(answer.streaming_content).decode("utf-8-sig")


def test_from_the_question_to_the_weights_by_forms(world: World) -> None:
    process = open_process(world)
    typed = {"question_bg": "Да или не?", "scale": "weight", "key": "a"}
    address = f"/bg/debates/{process.slug}/new/"
    assert world.client("participant").get(address).status_code == 403
    world.client("coordinator").post(address, typed)
    debate = Debate.objects.get()
    page = world.client().get(f"/bg/processes/{process.slug}/").content.decode()
    assert debate.get_absolute_url() in page
    where = debate.get_absolute_url()
    client = world.client("participant")
    said = {"side": "for", "text": "Безопасно е.", "source": "example.org/x", "key": "b"}
    answer = client.post(f"{where}argue/", said)
    one = Argument.objects.get()
    assert answer["Location"] == one.get_absolute_url()
    assert one.source == "https://example.org/x"
    assert client.get(one.get_absolute_url())["Location"] == f"{where}#a-{one.receipt}"
    other = world.client("editor")
    under = {"side": "against", "text": "Няма тротоар.", "key": "c"}
    other.post(f"{where}argue/{one.receipt}/", under)
    other.post(f"{one.get_absolute_url()}weigh/", {"value": "4", "key": "d"})
    page = world.client().get(where).content.decode()
    assert "тежи 4,0 от 5 за 1 човек" in page
    assert "говори против него" in page
    english = world.client().get(where.replace("/bg/", "/en/")).content.decode()
    assert "weighs 4.0 of 5 for 1 person" in english


def test_what_is_near_is_shown_before_sending(world: World) -> None:
    debate = posed(world)
    argued(world, debate, text="По-малко шум за хората над пазара")
    where = f"{debate.get_absolute_url()}argue/"
    typed = {"side": "for", "text": "Ще има по-малко шум за хората над пазара", "key": "a"}
    client = world.client("editor")
    page = client.post(where, typed).content.decode()
    assert "Първо вижте" in page
    assert Argument.objects.count() == 1
    client.post(where, typed | {"looked": "1", "key": "b"})
    assert Argument.objects.count() == 2


@pytest.mark.parametrize(
    "wrong", [{"text": "Питайте 0888 123 456"}, {"text": "а" * 301}, {"source": "ftp:x"}]
)
def test_a_mistake_keeps_what_was_typed(world: World, wrong: dict[str, str]) -> None:
    where = f"{posed(world).get_absolute_url()}argue/"
    typed = {"side": "for", "text": "Безопасно е.", "source": "", "key": "a"} | wrong
    answer = world.client("editor").post(where, typed)
    assert answer.status_code == 422
    assert next(iter(wrong.values())) in answer.content.decode()
    assert not Argument.objects.exists()


def test_picture_table_and_files_say_the_same(world: World) -> None:
    debate = posed(world)
    one = argued(world, debate, text="=Безопасно <е>")
    gone = argued(world, debate, "editor", text="Глупаци!")
    arguing.weigh(world.ctx("editor"), argument=one, value=3)
    moderation.hide(world.ctx("moderator"), argument=gone, rule="insult", facts=FACTS)
    where = debate.get_absolute_url()
    page = world.client().get(f"{where}picture/").content.decode()
    assert page.count("=Безопасно &lt;е&gt;") == 2
    assert "Глупаци" not in page
    lines = list(csv.DictReader(io.StringIO(body(world, f"{where}arguments.csv"))))
    assert [(x["text"], x["weight"]) for x in lines] == [("'=Безопасно <е>", "3.0"), ("", "")]
    told = json.loads(body(world, f"{where}arguments.json"))
    assert told["arguments"][0]["text"] == "=Безопасно <е>"
    assert told["arguments"][1]["text"] == ""
    feed = world.client().get(f"{where}arguments.atom").content.decode()
    assert "Безопасно" in feed
    assert "Глупаци" not in feed


def test_an_empty_debate_is_an_empty_file(world: World) -> None:
    told = json.loads(body(world, f"{posed(world).get_absolute_url()}arguments.json"))
    assert told["arguments"] == []


def test_lines_lead_to_their_sources(world: World) -> None:
    debate = posed(world)
    one = argued(world, debate)
    debate = over(debate)
    where = f"{debate.get_absolute_url()}summing-up/"
    client = world.client("moderator")
    typed = {"kind": "for", "text_bg": "Безопасността води.", "sources": [one.pk], "key": "a"}
    client.post(where, typed)
    assert "Безопасността води." in client.get(where).content.decode()
    assert (
        "Безопасността води." not in world.client().get(debate.get_absolute_url()).content.decode()
    )
    client.post(f"{where}publish/", {"key": "b"})
    page = world.client().get(debate.get_absolute_url()).content.decode()
    assert f"#a-{one.receipt}" in page
    assert "Безопасността води." in page
    assert "обобщен" in page


def test_a_need_grows_out_of_a_debate(world: World) -> None:
    debate = posed(world)
    page = world.client("coordinator").get(debate.get_absolute_url()).content.decode()
    assert f"/needs/new/?from=debates.debate:{debate.pk}" in page
    told = things.things(world.viewer(lang="en"), [str(debate.pk)])[str(debate.pk)]
    assert (told.title, told.status) == ("Close the street?", "open")


def test_screened_it_waits_in_the_queue(world: World) -> None:
    from zaedno.platform.processes import actions as processes

    debate = posed(world)
    stage = debate.process.stages.get(method="debate")
    processes.screen(world.ctx("moderator"), stage=stage, screening="hints")
    debate = Debate.objects.get()
    one = argued(world, debate, text="Само идиоти карат там.")
    assert one.state == "waiting"
    assert world.client().get(one.get_absolute_url()).status_code == 404
    queue = world.client("moderator").get("/bg/moderation/queue/").content.decode()
    assert one.text in queue
    assert "идиоти" in queue
    world.client("moderator").post(f"{one.get_absolute_url()}approve/", {"key": "a"})
    assert one.text in world.client().get(debate.get_absolute_url()).content.decode()


def test_another_city_sees_nothing(world: World) -> None:
    debate = posed(world)
    one = argued(world, debate)
    stranger = world.client("participant", world.other_city)
    for address in (debate.get_absolute_url(), one.get_absolute_url()):
        assert stranger.get(address).status_code == 404


@pytest.mark.parametrize("count", [3, 18])
def test_a_debate_asks_a_fixed_number_of_questions(
    world: World, count: int, django_assert_max_num_queries: Any
) -> None:
    debate = posed(world)
    top = argued(world, debate, "moderator", text="Първо")
    for number in range(count):
        argued(world, debate, parent=top if number % 2 else None, text=f"Довод {number}")
    summed = over(posed(world, debate.process))
    summing.add_line(world.ctx("moderator"), debate=summed, kind="open", text=FACTS, sources=[])
    for role, most in (("", 20), ("participant", 32)):
        client = world.client(role)
        client.get(debate.get_absolute_url())
        with django_assert_max_num_queries(most):
            client.get(debate.get_absolute_url())
