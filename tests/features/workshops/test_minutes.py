"""Minutes: complete sentences from the records; words change by name, figures don't."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from django.utils.translation import override
from docx import Document
from pypdf import PdfReader

from tests.features.workshops import build, rooms
from tests.features.workshops.test_moments import grown, need_of
from tests.world import World
from zaedno.core import clock
from zaedno.core.fields import texts
from zaedno.core.verdict import Refused
from zaedno.features.workshops.actions import attendance, dots, minutes, results, run
from zaedno.features.workshops.models.board import Board, Cluster
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.minutes import MinutesEdit, MinutesVersion
from zaedno.features.workshops.queries import minutes as queries
from zaedno.features.workshops.rules import minutes as rules
from zaedno.features.workshops.rules.minutes import Figure, Passage


def held(world: World) -> Workshop:
    """A meeting led part by part, with notes, two groups and a vote."""
    event = build.started(world)
    lead = world.ctx("facilitator")
    with clock.at(build.HELD):
        board = Board.objects.filter(workshop=event).first()
        assert board is not None
        notes = [rooms.write(world, board, f"Бележка {n}") for n in range(4)]
        rooms.group(world, event, "Обратна връзка", notes[:3])
        rooms.group(world, event, "Без глас", notes[3:])
        people = [world.person(role) for role in ("participant", "representative")]
        attendance.admit(lead, event=event, persons=people)
        vote = dots.open_voting(lead, workshop=event)
        for note in (notes[0], notes[0], notes[1]):
            dots.place_dot(world.ctx("participant"), voting=vote, note=note)
        dots.close_voting(lead, voting=vote)
    for at in ("14:11", "14:21"):
        with clock.at(f"2027-03-12 {at}"):
            run.next_part(lead, event=event)
    with clock.at(build.AFTER):
        return run.conclude(lead, event=event)


def told(world: World, event: Workshop, lang: str = "bg") -> str:
    viewer = world.viewer("notetaker", lang=lang)
    with override(lang):
        found = queries.chapters(viewer, event)
        lines = [rules.plain(part.text, part.passage.figures) for c in found for part in c.parts]
        return "\n".join(lines).replace("\xa0", " ")


def test_the_records_speak_in_sentences(world: World) -> None:
    event = held(world)
    said = told(world, event)
    assert "„Семинар за нуждите“ беше открит на 12 март 2027 г., 14:00." in said
    assert "Закрит беше в 16:10." in said
    assert (
        "По план: 8 минути. Продължи 11 минути (14:00–14:11), с 3 минути повече от плана." in said
    )
    assert "По план: 10 минути. Продължи 10 минути (14:11–14:21), колкото по план." in said
    assert "г.." not in said
    assert "гласува 1 от 2 с право на глас" in said
    assert "1. „Обратна връзка“: 3 точки върху 3 бележки." in said
    assert "С най-много точки: „Бележка 0“ (2) и „Бележка 1“ (1)." in said
    assert "Без нито една точка остана групата: „Без глас“ (1 бележка)." in said
    english = told(world, event, "en")
    assert "“Needs workshop” was opened on 12 March 2027, 14:00." in english
    assert "It took 11 minutes (14:00–14:11), 3 minutes longer than planned." in english
    assert "This group got no dots" in english


def test_a_figure_typed_over_is_refused(world: World) -> None:
    event = held(world)
    with override("bg"):
        part = queries.part(world.viewer("notetaker"), event, "vote")
    shown = rules.for_form(part.text, part.passage.figures)
    assert "⟦1: 1⟧ от ⟦2: 2⟧" in shown

    def write(typed: str, **more: Any) -> MinutesEdit:
        return world.act(
            minutes.edit_minutes, "notetaker", event=event, passage="vote", typed=typed, **more
        )

    with pytest.raises(Refused, match="Число 1 в записите е „1“ и не може да се замени на ръка"):
        write(shown.replace("⟦1: 1⟧", "⟦1: 9⟧"))
    with pytest.raises(Refused, match="трябва да стои в текста точно веднъж"):
        write(shown.replace("⟦1: 1⟧", "9"))
    with pytest.raises(Refused, match="няма число 77"):
        write(f"{shown} ⟦77: 3⟧")
    with pytest.raises(Refused, match="точно веднъж"):
        write(f"{shown} ⟦1: 1⟧")
    with pytest.raises(Refused, match="точно веднъж"):
        write("")
    assert not MinutesEdit.objects.exists()
    write(f"{shown} Гласуването мина спокойно.")
    assert "Гласуването мина спокойно." in told(world, event)
    write("", back=True)
    assert "спокойно" not in told(world, event)
    assert [e.number for e in MinutesEdit.objects.all()] == [1, 2]
    with pytest.raises(Refused):
        world.act(minutes.edit_minutes, "participant", event=event, passage="vote", typed=shown)


def test_a_changed_record_changes_the_figure_in_edited_words(world: World) -> None:
    event = held(world)
    with override("bg"):
        part = queries.part(world.viewer("notetaker"), event, "opening")
    typed = rules.for_form(part.text, part.passage.figures) + " Валеше."
    world.act(minutes.edit_minutes, "notetaker", event=event, passage="opening", typed=typed)
    Workshop.objects.filter(pk=event.pk).update(
        concluded_at=datetime(2027, 3, 12, 15, 30, tzinfo=UTC)
    )
    event.refresh_from_db()
    said = told(world, event)
    assert "Закрит беше в 15:30." in said
    assert "Валеше." in said


def test_who_changed_what_is_shown_word_by_word(world: World) -> None:
    event = held(world)
    client = world.client("notetaker")
    base = f"/bg/workshops/{event.slug}/minutes/"
    page = client.get(f"{base}passages/remarks/edit/")
    assert page.status_code == 200
    client.post(f"{base}passages/remarks/edit/", {"typed": "Присъстваха и ученици."})
    client.post(f"{base}passages/remarks/edit/", {"typed": "Присъстваха и студенти."})
    shown = client.get(base).content.decode()
    assert "С думите на: Notetaker" in shown
    history = client.get(f"{base}passages/remarks/").content.decode()
    assert "<del>ученици.</del>" in history
    assert "<ins>студенти.</ins>" in history
    wrong = client.post(f"{base}passages/vote/edit/", {"typed": "Гласуваха всички."})
    assert wrong.status_code == 422
    assert "Гласуваха всички." in wrong.content.decode()  # nothing typed is lost


def test_decisions_are_written_down_and_taken_back(world: World) -> None:
    event = build.started(world)
    client = world.client("notetaker")
    base = f"/bg/workshops/{event.slug}/minutes/"
    client.post(f"{base}decisions/", {"text_bg": "Срещаме се всеки месец.", "text_en": ""})
    assert "1. Залата реши: „Срещаме се всеки месец.“" in told(world, event)
    assert f"{base}decisions/1/strike/" in client.get(base).content.decode()
    client.post(f"{base}decisions/1/strike/", {"reason_bg": "Нямаше мнозинство.", "reason_en": ""})
    said = told(world, event)
    assert "1. Отменено: „Срещаме се всеки месец.“ Причина: Нямаше мнозинство." in said
    again = client.post(f"{base}decisions/1/strike/", {"reason_bg": "Пак."})
    assert "вече е отменено" in again.content.decode()
    empty = client.post(f"{base}decisions/", {"text_bg": ""}, follow=True)
    assert "в едно изречение" in empty.content.decode()


def test_minutes_open_step_by_step(world: World) -> None:
    event = held(world)
    base = f"/bg/workshops/{event.slug}/minutes/"
    assert "става публичен" in world.client().get(base).content.decode()
    assert "става публичен" in world.client("participant").get(base).content.decode()
    staff = world.ctx("coordinator")
    with clock.at("2027-03-13 09:00"):
        results.open_corrections(staff, event=event)
        page = world.client("participant").get(base).content.decode()
        assert "Обратна връзка" in page
        assert "?about=minutes" in page
        assert "става публичен" in world.client().get(base).content.decode()
    with clock.at("2027-03-19 09:00"):
        event.refresh_from_db()
        results.validate(staff, event=event)
    version = MinutesVersion.objects.get()
    page = world.client().get(base).content.decode()
    assert version.sha256 in page
    assert "Обратна връзка" in page
    with pytest.raises(Refused, match="думите му вече не се променят"):
        world.act(minutes.edit_minutes, "notetaker", event=event, passage="remarks", typed="Късно")
    again = world.act(minutes.issue_minutes, "coordinator", event=event)
    assert again.pk == version.pk  # nothing changed, so no second version


def test_when_something_grows_later_a_new_version_is_one_button_away(world: World) -> None:
    event = grown(world, needs=False)
    group = Cluster.objects.get(workshop=event)
    base = f"/bg/workshops/{event.slug}/minutes/"
    staff, anybody = world.client("coordinator"), world.client()
    assert "По-ново състояние" not in staff.get(base).content.decode()
    need_of(world, group)
    page = staff.get(base).content.decode()
    assert "записите са се променили" in page
    assert "Издай нова версия" in page
    public = anybody.get(base).content.decode()
    assert "записите са се променили" in public
    assert "Версия 1" in public
    assert "Издай нова версия" not in public
    staff.post(f"{base}issue/")
    public = anybody.get(base).content.decode()
    assert "По-ново състояние" not in public
    assert "Версия 2" in public
    assert "Какво се промени спрямо предишната версия" in public
    assert re.search(r"<ins>[^<]*Записана е 1 нужда|<ins>[^<]*нужда", public)
    assert "Какво се промени" not in anybody.get(f"{base}?version=1").content.decode()


def test_planned_events_have_no_minutes(world: World) -> None:
    event = build.event(world)
    page = world.client("coordinator").get(f"/bg/workshops/{event.slug}/minutes/")
    assert "няма протокол" in page.content.decode()
    with pytest.raises(Refused):
        world.act(minutes.record_decision, "notetaker", event=event, text=texts(bg="Рано"))


def test_the_files_say_the_same(world: World) -> None:
    event = held(world)
    client = world.client("notetaker")
    base = f"/bg/workshops/{event.slug}/minutes/files/minutes."
    text = client.get(f"{base}md").content.decode()
    assert text.startswith("# Протокол: Семинар за нуждите\n")
    assert "## Решения" in text
    assert re.search(r"\[3\]\(http[^)]*/clusters/\d+/\) точки", text)
    pdf = PdfReader(BytesIO(client.get(f"{base}pdf").content))
    words = " ".join("".join(p.extract_text() for p in pdf.pages).split())
    assert "с 3 минути повече от плана" in words
    assert bool(pdf.trailer["/Root"]["/MarkInfo"]["/Marked"])
    word = Document(BytesIO(client.get(f"{base}docx").content))
    assert "По план: 8 минути." in "\n".join(p.text for p in word.paragraphs)
    assert client.get(f"{base}exe").status_code == 404
    assert world.client().get(f"{base}pdf").status_code == 302


def test_signs_of_the_references_can_t_be_smuggled_in() -> None:
    passage = Passage("x")
    passage.say(f"A {passage.figure('n', f'2{rules.OPEN}m{rules.CLOSE}')}.")
    assert rules.plain(passage.text, passage.figures) == "A 2m."
    figures = {"n": Figure("n", "2")}
    assert rules.from_form(f"B {rules.OPEN}n{rules.CLOSE} ⟦1: 2⟧", figures) == (
        f"B n {rules.OPEN}n{rules.CLOSE}"
    )
    assert not rules.complete(f"{rules.OPEN}gone{rules.CLOSE}", figures)


def test_pages_do_not_grow_with_the_groups(
    world: World, django_assert_max_num_queries: Any
) -> None:
    event = held(world)
    client = world.client("notetaker")
    base = f"/bg/workshops/{event.slug}/minutes/"
    client.get(base)
    with django_assert_max_num_queries(60) as few:
        client.get(base)
    board = Board.objects.filter(workshop=event).first()
    assert board is not None
    for n in range(6):
        rooms.group(world, event, f"Още {n}", [rooms.write(world, board, f"Нова {n}")])
    with django_assert_max_num_queries(len(few)):
        client.get(base)
