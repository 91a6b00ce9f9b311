"""Pages through HTTP: what each person sees, and what the screens say."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.features.maturity import build
from tests.world import World
from zaedno.core.clock import at
from zaedno.core.fields import texts
from zaedno.features.maturity.actions import closing, evidence, objections
from zaedno.features.maturity.models.answers import Answer
from zaedno.features.maturity.models.assessment import Assessment

pytestmark = pytest.mark.django_db


def body(world: World, path: str, role: str = "", lang: str = "en") -> str:
    response = world.client(role).get(f"/{lang}/maturity/{path}")
    assert response.status_code == 200, (path, response.status_code)
    return str(response.content.decode())


def test_every_page_answers_in_both_languages(world: World) -> None:
    row = build.published(world, mark="illustrative")
    said = objections.file_objection(
        world.ctx("participant"),
        assessment=row,
        section="gaps",
        text=texts(bg="Не сме съгласни."),
    )
    item = row.evidence.first()
    paths = [
        "",
        f"{row.pk}/",
        f"{row.pk}/D3.3/",
        f"{row.pk}/D5.1/",
        f"{row.pk}/evidence/",
        f"evidence/{item.pk}/",
        f"{row.pk}/gaps/",
        f"{row.pk}/compare/",
        f"{row.pk}/objections/",
        "frameworks/",
        f"frameworks/{row.framework_id}/",
        f"frameworks/{row.framework_id}/file/",
        f"{row.pk}/results.json",
    ]
    for lang in ("bg", "en"):
        for path in paths:
            assert "{%" not in body(world, path, lang=lang)
    assert said.receipt in body(world, f"{row.pk}/objections/")
    staff = [f"{row.pk}/manage/", "new/", "frameworks/import/", f"{row.pk}/D3.3/plan/"]
    staff += [
        f"{row.pk}/D3.3/tie/",
        f"{row.pk}/D3.3/accept/",
        f"support/?from=maturity.assessment:{row.pk}",
    ]
    staff += [f"frameworks/{row.framework_id}/copy/", f"{row.pk}/D3.3/evidence/new/"]
    for path in staff:
        body(world, path, "coordinator", "bg")
    body(world, f"evidence/{item.pk}/grade/", "reviewer", "bg")


def test_an_indicator_opens_down(world: World) -> None:
    row = build.published(world)
    page = body(world, f"{row.pk}/D3.3/")
    for said in ("2.90", "2.15", "3.65", "summarised answer, n = 14", "Gap in perception", "EV01"):
        assert said in page, said
    assert "2,90" in body(world, f"{row.pk}/D3.3/", lang="bg")


def test_no_median_of_fewer_than_three_people(world: World) -> None:
    row = build.started(world)
    build.answered(world, row, "D1.1", 4, role="participant")
    build.answered(world, row, "D1.1", 2, role="representative")
    build.answered(world, row, "D1.1", 3, role="reviewer")
    page = body(world, f"{row.pk}/D1.1/", "coordinator")
    assert "fewer than three people: not shown" in page
    closing.hand_over(world.ctx("coordinator"), assessment=row)
    closing.publish(world.ctx("coordinator"), assessment=row)
    data = world.client().get(f"/en/maturity/{row.pk}/results.json").json()
    groups = data["results"]["groups"]["D1.1"]
    assert groups["stakeholders"] == {"value": None, "n": 2}
    assert groups["reviewer"] == {"value": 3, "n": 1}


def test_the_reviewer_answers_before_seeing(world: World) -> None:
    row = build.started(world)
    build.summarised(world, row, D3_3=(4, 2, 3))
    page = body(world, f"{row.pk}/D3.3/", "reviewer")
    assert "after you have given yours" in page
    assert "n = 14" not in page
    build.answered(world, row, "D3.3", 3, role="reviewer")
    assert "n = 14" in body(world, f"{row.pk}/D3.3/", "reviewer")
    assert "after you have given yours" in body(world, f"{row.pk}/D3.1/", "reviewer")
    assert "n = 14" not in body(world, f"{row.pk}/D3.3/", "participant")
    assert world.client().get(f"/en/maturity/{row.pk}/results.json").status_code in (302, 403)


def test_one_indicator_per_screen_with_progress(world: World) -> None:
    row = build.started(world)
    client = world.client("participant")
    first = client.get(f"/en/maturity/{row.pk}/answers/")
    assert first.url == f"/en/maturity/{row.pk}/answers/D1.1/"
    with at("2021-02-03"):
        page = client.get(first.url).content.decode()
        assert page.count('type="radio"') == 7
        assert "1 of 36" in page
        address = f"{first.url}give/"
        answer = client.post(address, {"choice": "2", "key": "k1"})
        assert answer.url == f"/en/maturity/{row.pk}/answers/D1.2/"
        assert "35 indicators are left" in client.get(answer.url).content.decode()
        wrong = client.post(address, {"choice": "not_applicable", "key": "k2"})
        assert wrong.status_code == 422
        assert "Write why this does not apply" in wrong.content.decode()
        assert client.post(address, {"key": "k3"}).status_code == 422
        own = client.get(f"/en/maturity/{row.pk}/answers/?all").content.decode()
        assert "level 2" in own
    assert Answer.objects.get().level == 2


def test_interval_and_gap_move_after_an_answer(world: World) -> None:
    row = build.published(world)
    client = world.client("reviewer")
    item = row.evidence.get()
    address = f"/en/maturity/{row.pk}/answers/D3.3/give/"
    silent = client.post(address, {"choice": "4", "key": "a"})
    assert silent.status_code == 422
    typed = {"choice": "4", "change_reason": "New figures.", "evidence": [item.pk], "key": "b"}
    page = client.post(address, typed, follow=True).content.decode()
    assert "The interval is now 2.45–3.95 (before: 2.15–3.65)" in page
    assert "gap to target 0.80 (before: 1.10)" in page
    assert "New figures." in page
    assert list(Answer.objects.get().evidence.all()) == [item]


def test_another_citys_assessment_is_not_there(world: World) -> None:
    row = build.published(world)
    item = row.evidence.get()
    client = world.client("coordinator", world.other_city)
    for path in (f"{row.pk}/", f"{row.pk}/D3.3/", f"evidence/{item.pk}/", f"{row.pk}/manage/"):
        assert client.get(f"/en/maturity/{path}").status_code == 404, path
    posted = client.post(f"/en/maturity/{row.pk}/freeze/", {"key": "x"})
    assert posted.status_code == 404
    assert world.client().get(f"/en/maturity/{row.pk}/D9.9/").status_code == 404


def test_a_file_with_a_mistake_says_line_and_field(world: World) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = world.client("coordinator")
    for content, said in (
        (b"id: x\nversion: 1\n", "name"),
        (b"\xff\xfe", "UTF-8"),
        (b"id: [\n", "line"),
    ):
        sent = {"file": SimpleUploadedFile("f.yaml", content), "key": content.hex()}
        answer = client.post("/en/maturity/frameworks/import/", sent)
        assert answer.status_code == 422
        assert said in answer.content.decode()


def test_an_objection_is_filed_and_answered(world: World) -> None:
    row = build.published(world)
    assert "Sign in" in body(world, f"{row.pk}/objections/")
    typed = {"section": "gaps", "indicator": "D3.3", "text": "Too high.", "key": "o1"}
    filed = world.client("participant").post(
        f"/en/maturity/{row.pk}/objections/file/", typed, follow=True
    )
    assert "is filed under number" in filed.content.decode()
    one = row.objections.get()
    client = world.client("coordinator")
    address = f"/en/maturity/objections/{one.pk}/answer/"
    assert client.post(address, {"key": "o2"}).status_code == 422
    client.post(address, {f"o{one.pk}-text_en": "Noted.", "key": "o3"})
    assert "Noted." in body(world, f"{row.pk}/objections/")


def test_a_whole_run_through_the_staff_pages(world: World) -> None:
    client = world.client("coordinator")
    client.post("/en/maturity/frameworks/adopt/", {"key": "1"})
    typed: dict[str, Any] = {
        "framework": 0,
        "title_en": "Second",
        "opens_on": "2021-02-01",
        "closes_on": "2021-02-15",
        "assessed_on": "2021-02-15",
        "key": "2",
    }
    from zaedno.features.maturity.models.assessment import Framework

    typed["framework"] = Framework.objects.get().pk
    client.post("/en/maturity/new/", typed)
    row = Assessment.objects.get()
    base = f"/en/maturity/{row.pk}"
    person = world.person("reviewer")
    client.post(f"{base}/invite/", {"person": person.pk, "group": "reviewer", "key": "3"})
    wrong = client.post(f"{base}/import/", {"rows": "D3.3; admin; x; 5", "key": "4"})
    assert wrong.status_code == 422
    client.post(f"{base}/import/", {"rows": "D3.3; admin; 4; 5", "key": "5"})
    for step in ("hand-over", "publish", "freeze"):
        client.post(f"{base}/{step}/", {"key": step})
    row.refresh_from_db()
    assert row.state == "frozen"
    assert row.snapshot_hash in body(world, f"{row.pk}/")
    client.post(f"{base}/correct/", {"note_en": "A figure was wrong.", "key": "c"})
    assert Assessment.objects.filter(corrects=row).exists()


def queries(world: World, path: str) -> int:
    client = world.client()
    client.get(path)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return len(caught)


@pytest.mark.parametrize("page", ["", "D3.3/", "evidence/", "gaps/", "objections/"])
def test_pages_ask_as_much_for_many_rows_as_for_few(world: World, page: str) -> None:
    row = build.published(world)
    path = f"/en/maturity/{row.pk}/{page}"
    few = queries(world, path)
    for number in range(12):
        code = f"D{number % 4 + 1}.{number % 3 + 1}"
        build.filed(world, row, code)
        build.filed(world, row, "D3.3")
        build.planned(world, row, code)
        objections.file_objection(
            world.ctx("participant"),
            assessment=row,
            section="gaps",
            indicator="D3.3",
            text=texts(en=f"No {number}"),
        )
    assert queries(world, path) <= few


def test_evidence_says_who_filed_it_by_role(world: World) -> None:
    row = build.published(world)
    item = build.filed(world, row, "D1.1", role="participant")
    page = body(world, f"evidence/{item.pk}/")
    assert "participant" in page
    assert "Participant" not in page
    evidence.grade_evidence(
        world.ctx("reviewer"), evidence=item, accept=False, grade="B", reason="No date."
    )
    assert "No date." in body(world, f"evidence/{item.pk}/")


def test_a_broken_form_opens_no_closed_door(world: World) -> None:
    row = build.published(world)
    for path in ("invite", "import", "objections/file", "answers/D3.3/give"):
        answer = world.client().post(f"/en/maturity/{row.pk}/{path}/", {"key": path})
        assert answer.status_code == 302, path
    for path in ("invite", "import"):
        answer = world.client("participant").post(f"/en/maturity/{row.pk}/{path}/", {"key": path})
        assert answer.status_code == 403, path
