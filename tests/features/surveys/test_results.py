"""Results, paper, tables and exports."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.features.surveys.build import RIDE, WALK, chose, on_paper, opened
from tests.world import World
from zaedno.core.fields import texts
from zaedno.core.verdict import Refused
from zaedno.features.surveys import printed
from zaedno.features.surveys.actions import making, results
from zaedno.features.surveys.models import Result, Survey
from zaedno.platform.forms import results as forms_results
from zaedno.platform.forms.models import Question, Reply
from zaedno.platform.forms.queries import rows as forms


def filled(world: World, walk: int = 8, ride: int = 7) -> tuple[Survey, dict[str, Question]]:
    survey, q = opened(world)
    for number in range(walk + ride):
        way = chose("1") if number < walk else chose("2")
        told: dict[Question, Any] = {q["how"]: way, q["well"]: 2 + number % 3}
        if number >= walk:
            told[q["line"]] = "=94"
        on_paper(world, survey, number, told)
    return survey, q


def test_results_are_published_one_by_one_when_it_is_closed(world: World) -> None:
    survey, q = filled(world)
    ctx = world.ctx("coordinator")
    with pytest.raises(Refused, match="след затварянето"):
        results.publish_result(ctx, survey=survey, question=q["how"])
    making.close(ctx, survey=survey)
    results.publish_result(ctx, survey=survey, question=q["how"])
    results.publish_result(ctx, survey=survey, question=q["how"])
    page = world.client().get(f"/bg/surveys/{survey.slug}/results/").content.decode()
    assert "8 от 15" in page
    assert "Коя линия" not in page
    assert Result.objects.count() == 1


def test_the_base_is_who_saw_the_question_and_free_text_stays_out(world: World) -> None:
    survey, _q = filled(world)
    page = world.client("coordinator").get(f"/bg/surveys/{survey.slug}/results/all/")
    shown = page.content.decode()
    assert "7 души видяха този въпрос" in shown
    assert "=94" not in shown
    assert "15 на хартия" in shown


def test_groups_hide_what_is_small_and_what_would_give_it_away(world: World) -> None:
    survey, q = filled(world, walk=12, ride=3)
    making.close(world.ctx("coordinator"), survey=survey)
    ctx = world.ctx("coordinator")
    made = results.publish_result(ctx, survey=survey, question=q["well"], by=q["how"])
    hidden = [cell for row in made.data["cells"] for cell in row if cell is None]
    assert hidden
    assert all(cell is None or cell == 0 or cell >= 5 for row in made.data["cells"] for cell in row)
    page = world.client().get(f"/bg/surveys/{survey.slug}/results/").content.decode()
    assert "скрито" in page


def test_fewer_than_five_answers_are_not_published(world: World) -> None:
    survey, q = filled(world, walk=3, ride=1)
    making.close(world.ctx("coordinator"), survey=survey)
    with pytest.raises(Refused, match="по-малко от 5"):
        results.publish_result(world.ctx("coordinator"), survey=survey, question=q["how"])


def test_paper_waits_for_a_second_look(world: World) -> None:
    survey, q = opened(world)
    client, home = world.client("notetaker"), f"/bg/surveys/{survey.slug}/paper"
    typed = {"sheet": "7", f"q{q['how'].pk}": "1", "key": "a"}
    assert client.post(f"{home}/new/", typed).status_code == 302
    answer = client.post(f"{home}/new/", {**typed, "key": "b"})
    assert "Лист 7 вече е въведен" in answer.content.decode()
    reply = Reply.objects.get()
    assert (reply.state, reply.channel) == ("waiting", "paper")
    typed = {f"q{q['how'].pk}": "2", f"q{q['line'].pk}": "11", "key": "c"}
    client.post(f"{home}/{reply.pk}/", typed)
    own = client.post(f"{home}/approve/", {"ident": str(reply.pk), "key": "d"}, follow=True)
    assert "Въвели сте го Вие" in own.content.decode()
    reply.refresh_from_db()
    assert reply.state == "waiting"
    other = world.client("coordinator")
    assert "Потвърди" in other.get(f"{home}/").content.decode()
    other.post(f"{home}/approve/", {"ident": str(reply.pk), "key": "e"})
    reply.refresh_from_db()
    assert (reply.state, reply.answers[str(q["line"].pk)]) == ("sent", "11")
    assert client.get(f"{home}/{reply.pk}/").status_code == 404


def test_sheets_are_printed_with_numbers_and_tags(world: World) -> None:
    survey, _q = opened(world)
    address = f"/bg/surveys/{survey.slug}/paper/print/"
    assert world.client("participant").get(address).status_code == 403
    client = world.client("notetaker")
    assert client.get(address, {"first": "1", "copies": "900"}).status_code == 422
    for lang in ("bg", "en"):
        answer = client.get(address.replace("/bg/", f"/{lang}/"), {"first": "3", "copies": "2"})
        assert answer["Content-Type"] == "application/pdf"
        assert b"/StructTreeRoot" in answer.content
        assert f"/Lang({lang})".encode() in answer.content.replace(b" ", b"")
    outline = forms.outline(world.viewer("notetaker"), survey.form)  # type: ignore[arg-type]
    told = printed.data(world.viewer("notetaker"), survey, outline, printed.numbers(survey, 3, 2))
    assert told["sheets"] == [f"{survey.pk}-0003", f"{survey.pk}-0004"]
    codes = [one["code"] for part in told["pages"] for one in part["questions"]]
    assert codes == ["Q1", "Q2", "Q3"]


def table(world: World, survey: Survey, text: str) -> Any:
    file = SimpleUploadedFile("t.csv", text.encode(), "text/csv")
    address = f"/bg/surveys/{survey.slug}/paper/table/"
    return world.client("notetaker").post(address, {"file": file, "key": text})


def test_a_table_is_read_whole_or_not_at_all(world: World) -> None:
    survey, q = opened(world)
    page = table(world, survey, "sheet,Q1,Q3\n1,1,4\n2,9,4\n,1,1\n1,1,77\n").content.decode()
    for said in ("Ред 3: Q1", "Ред 4: липсва", "Ред 5: лист 1"):
        assert said in page
    assert not Reply.objects.exists()
    assert "няма въпрос" in table(world, survey, "sheet,Q9\n1,1\n").content.decode()
    assert table(world, survey, "sheet,Q1,Q2,Q3\n1,2,94,4\n2,1,,\n").status_code == 302
    first = Reply.objects.get(sheet="1")
    assert first.answers == {
        str(q["how"].pk): chose("2"),
        str(q["line"].pk): "94",
        str(q["well"].pk): 4,
    }


def test_exports_say_unseen_and_skipped_and_hold_no_formula(world: World) -> None:
    survey, q = filled(world, walk=1, ride=1)
    on_paper(world, survey, 99, {q["how"]: chose("1")})
    on_paper(world, survey, 100, {q["how"]: chose("1")}, counts=False)
    client, home = world.client("coordinator"), f"/bg/surveys/{survey.slug}"
    text = b"".join(client.get(f"{home}/replies.csv")).decode("utf-8-sig")
    lines = sorted((r["Q1"], r["Q2"], r["Q3"]) for r in csv.DictReader(io.StringIO(text)))
    assert lines == [("1", "", "2"), ("1", "", "skipped"), ("2", "'=94", "3")]
    told = json.loads(b"".join(client.get(f"{home}/replies.json")))
    assert len(told["replies"]) == 3
    assert told["columns"][0]["options"]["2"] == {"bg": "С автобус", "en": "By bus"}
    assert "Q3" in b"".join(client.get(f"{home}/columns.csv")).decode()
    assert world.client("participant").get(f"{home}/replies.csv").status_code == 403


def grouped(feature: str = "") -> Question:
    return Question(
        kind="single", text=texts(bg="На колко?"), options=[WALK, RIDE], feature=feature
    )


def test_a_total_that_is_told_elsewhere_hides_nobody() -> None:
    """One person chose the first answer, as the result of the question alone says: of which group
    that person is must not be seen in the table beside it."""
    table = [[1, 0], [30, 30]]
    safe = forms_results.safe(grouped(), grouped(), table)
    assert safe is not None
    assert safe.cells[0] == (None, None)
    assert None in safe.cells[1]


def test_a_small_group_is_never_shown_by_itself() -> None:
    question = Question(
        kind="single", text=texts(bg="На колко?"), options=[WALK, RIDE, WALK], feature="age"
    )
    data = {"seen": 61, "answered": 61, "chosen": {"1": 1, "2": 20, "3": 40}}
    [chart] = forms_results.present(question, "Q1", data).charts
    assert [bar.note for bar in chart.bars] == ["40 от 61", "21 от 61"]
    assert forms_results.publishable(question, data)["chosen"] == {"3": 40, "rest": 21}
