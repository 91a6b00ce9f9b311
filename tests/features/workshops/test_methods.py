"""Methods: each starts as it comes, is shared as a file, and what an event changed is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override

from tests.features.workshops import build
from tests.world import World
from zaedno.core import clock
from zaedno.core.fields import texts
from zaedno.core.report import SECTIONS, ReportScope
from zaedno.core.verdict import Refused
from zaedno.features.workshops import methods
from zaedno.features.workshops.actions import boards, plan, run
from zaedno.features.workshops.actions.methods import take_in_method
from zaedno.features.workshops.methods import Template, checking
from zaedno.features.workshops.models.agenda import AgendaItem
from zaedno.features.workshops.models.board import Board
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.method import MethodFile
from zaedno.features.workshops.queries import methods as queries
from zaedno.features.workshops.report.events import sections
from zaedno.features.workshops.rules import agenda

WANTED = {
    "needs_assessment",
    "solution_maturity",
    "open_board",
    "opera",
    "one_two_four_all",
    "retrospective",
    "district_walk",
}
FORM = {
    "title_bg": "Пробна среща",
    "title_en": "Trial meeting",
    "format": "hybrid",
    "languages": "bg",
    "level": "local",
    "planned_day": "2027-03-12",
    "starts": "14:00",
    "opens": "2027-03-01",
    "closes": "2027-03-05",
    "call": "1",
}


def test_the_wanted_methods_are_there() -> None:
    assert {t.id for t in methods.newest()} == WANTED


@pytest.mark.parametrize("code", sorted(methods.templates()))
def test_each_file_is_right_and_whole(code: str) -> None:
    data, problems = checking.read(methods.source_of(code))
    assert problems == []
    assert f"{data['id']}-{data['version']}" == code
    found = methods.templates()[code]
    assert set(found.outline) <= set(SECTIONS)


@pytest.mark.parametrize("found", [t for t in methods.newest() if t.agenda], ids=lambda t: t.id)
def test_each_part_has_its_texts_and_script_in_both_languages(found: Template) -> None:
    for part in found.agenda:
        for text in (part.title, part.tell, part.script):
            assert {lang for lang, said in text.items() if said} == {"bg", "en"}, part.title


@pytest.mark.parametrize("code", sorted(t.code for t in methods.newest()))
def test_each_starts_as_it_comes(world: World, code: str) -> None:
    """From the form of the coordinator to the last part, with nothing added by hand."""
    client = world.client("coordinator")
    with clock.at("2027-02-01 09:00"):
        page = client.get(f"/bg/workshops/new/?template={code}").content.decode()
        assert f'value="{code}"' in page
        answer = client.post("/bg/workshops/new/", when(client, {**FORM, "template": code}))
    assert answer.status_code == 302, answer.content.decode()
    event = Workshop.objects.get()
    found = methods.templates()[code]
    assert f"{event.method}-{event.method_version}" == code
    lead = world.ctx("facilitator")
    with clock.at(build.HELD):
        if event.state == Workshop.State.PLANNED:
            run.start(lead, event=event)
        for board in Board.objects.filter(workshop=event):
            if board.state == Board.State.PLANNED:
                boards.open_board(lead, board=board)
            if board.kind in found.asks:
                assert board.question == found.asks[board.kind]
        for _part in found.agenda:
            run.next_part(lead, event=event)
    assert {b.kind for b in Board.objects.filter(workshop=event)} == set(found.boards)
    kept = AgendaItem.objects.filter(workshop=event)
    assert [(i.minutes, i.script) for i in kept] == [(p.minutes, p.script) for p in found.agenda]
    assert agenda.deviations(found, [i.part for i in kept], event.slot_minutes) == []


def when(client: Any, form: dict[str, str]) -> dict[str, str]:
    """The date field is asked in its own parts."""
    return {**form, "planned_0": "2027-03-12", "planned": "2027-03-12"}


def test_the_facilitator_reads_the_script_while_leading(world: World) -> None:
    event = build.started(world)
    item = AgendaItem.objects.filter(workshop=event).first()
    assert item is not None
    page = world.client("facilitator").get(f"/bg/workshops/{event.slug}/run/").content.decode()
    assert item.script["bg"] in page
    assert item.tell["bg"] in page


def test_a_file_travels_to_another_city(world: World) -> None:
    other = world.other_city
    text = methods.source_of("opera-1.0.0").replace("version: 1.0.0", "version: 1.1.0")
    ctx = world.ctx("coordinator", other)
    kept = take_in_method(ctx, text=text, origin="София")
    assert str(kept) == "opera-1.1.0"
    assert queries.known(ctx.viewer)["opera-1.1.0"].own
    assert "opera-1.1.0" not in queries.known(world.viewer("coordinator"))
    newest = {t.id: t.version for t in queries.newest(ctx.viewer)}
    assert newest["opera"] == "1.1.0"
    saved = world.client("", other).get("/bg/workshops/methods/opera-1.1.0/method.yaml")
    assert saved.content.decode() == text
    assert world.client().get("/bg/workshops/methods/opera-1.1.0/").status_code == 404
    listed = world.client("", other).get("/bg/workshops/methods/").content.decode()
    assert "1.1.0" in listed
    assert "1.0.0" in listed
    with pytest.raises(Refused, match="Тази версия вече е тук"):
        take_in_method(ctx, text=text)
    with pytest.raises(Refused, match="по-нова"):
        take_in_method(ctx, text=text.replace("1.1.0", "1.0.5"))
    with pytest.raises(Refused):
        take_in_method(world.ctx("participant"), text=text)


def test_an_event_is_called_with_a_method_that_was_taken_in(world: World) -> None:
    text = methods.source_of("retrospective-1.0.0").replace("id: retrospective", "id: our_own")
    world.act(take_in_method, "coordinator", text=text)
    client = world.client("coordinator")
    with clock.at("2027-02-01 09:00"):
        client.post("/bg/workshops/new/", when(client, {**FORM, "template": "our_own-1.0.0"}))
    event = Workshop.objects.get()
    assert event.method == "our_own"
    page = client.get(f"/bg/workshops/{event.slug}/deviations/").content.decode()
    assert "без промяна" in page or "Поглед назад" in page


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"minutes": 77}, "minutes: частите са общо 90 минути, а тук стои 77."),
        ({"version": "1.0"}, "version: напишете три числа с точки"),
        ({"id": "Опера"}, "id: напишете от 3 до 40"),
        ({"title": {"bg": "Само на български"}}, "title, en: липсва."),
        ({"colour": "red"}, "colour: това поле не е познато."),
        ({"outline": ["weather"]}, "outline: може да назовава само тези раздели"),
        ({"agenda": "none"}, "agenda: напишете списък"),
        ({"kind": "party"}, "kind: изберете едно от"),
        ({"asks": {"cats": {"bg": "а", "en": "a"}}}, "asks: може да назовава само тези дъски"),
    ],
)
def test_a_mistake_is_named_with_its_place(change: dict[str, Any], said: str) -> None:
    data = {**yaml.safe_load(methods.source_of("opera-1.0.0")), **change}
    with override("bg"):
        problems = checking.read(yaml.safe_dump(data, allow_unicode=True))[1]
    assert any(problem.startswith(said) for problem in problems), problems


def test_a_mistake_in_a_part_names_the_part() -> None:
    data = yaml.safe_load(methods.source_of("opera-1.0.0"))
    data["agenda"][2] |= {"method": "dance", "minutes": True, "boards": ["moon"], "dots": 99}
    data["agenda"][3] = "nothing"
    with override("bg"):
        problems = checking.read(yaml.safe_dump(data, allow_unicode=True))[1]
    for start in (
        "програма, част 3, method: изберете едно от",
        "програма, част 3, minutes: напишете цяло число от 1 до 480.",
        "програма, част 3, boards: може да назовава само",
        "програма, част 3, dots: напишете цяло число от 1 до 20.",
        "програма, част 4: трябва да съдържа полетата",
    ):
        assert any(problem.startswith(start) for problem in problems), (start, problems)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [1, 2", "не може да се прочете като YAML"),
        ("- 1\n- 2", "полетата на един шаблон"),
        ("!!python/object:os.system x", "не може да се прочете като YAML"),
        ("x" * 60_000, "по-голям от 50 kB"),
    ],
)
def test_what_is_no_template_is_said(text: str, said: str) -> None:
    with override("bg"):
        assert said in checking.read(text)[1][0]


def test_the_form_keeps_nothing_before_the_file_is_right(world: World) -> None:
    client = world.client("coordinator")
    url = "/bg/workshops/methods/take-in/"
    wrong = SimpleUploadedFile("m.yaml", b"id: x\n")
    answer = client.post(url, {"file": wrong})
    assert answer.status_code == 422
    assert "agenda: липсва." in answer.content.decode()
    assert not MethodFile.objects.exists()
    assert client.post(url, {}).status_code == 422
    latin = SimpleUploadedFile("m.yaml", "id: Ж".encode("utf-16"))
    assert "UTF-8" in client.post(url, {"file": latin}).content.decode()
    text = methods.source_of("opera-1.0.0").replace("version: 1.0.0", "version: 2.0.0")
    right = SimpleUploadedFile("m.yaml", text.encode())
    assert client.post(url, {"file": right}).status_code == 302
    page = client.get("/bg/workshops/methods/opera-2.0.0/").content.decode()
    assert "template=opera-2.0.0" in page


def test_changes_are_named_word_by_word() -> None:
    found = methods.templates()["opera-1.0.0"]
    parts = list(found.agenda)
    parts[1], parts[2] = parts[2], parts[1]
    parts[0] = replace(parts[0], title=texts(bg="Начало", en="Start"), minutes=10)
    parts[4] = replace(parts[4], dots=3)
    parts[5] = replace(parts[5], boards=("action", "model"))
    with override("bg"):
        told = {d.what: d.sentence for d in agenda.deviations(found, parts, 92)}
    assert told["renamed"] == "Преименувано: „Начало“ вместо „Откриване и водещият въпрос“."
    assert "10 мин" in told["longer"]
    assert "действия, модели на сътрудничество; в шаблона: действия." in told["boards"]
    assert "дава 3, шаблонът – 5" in told["dots"]
    assert "на място" in told["moved"]
    assert told["slot"].startswith("Времето") or "92" in told["slot"]


def test_the_annex_of_the_report_lists_them(world: World) -> None:
    event = build.event(world)
    items = [i.part for i in AgendaItem.objects.filter(workshop=event)]
    items[0] = replace(items[0], boards=("vision",))
    plan.plan_agenda(world.ctx("coordinator"), event=event, plan=items, slot=event.slot_minutes)
    with clock.at(build.HELD):
        run.start(world.ctx("facilitator"), event=event)
    scope = ReportScope(
        as_of=build.DAY + timedelta(days=1), events=(("workshops.workshop", str(event.pk)),)
    )
    with override("bg"):
        annex = next(s for s in sections(world.viewer(), scope=scope) if s.id == "annexes")
    said = str([getattr(block, "items", "") for block in annex.blocks])
    assert "Дъски за" in said
    assert "обща визия" in said
