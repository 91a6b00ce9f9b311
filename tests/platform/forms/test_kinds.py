"""Places, files and pictures in a form: kept, counted, exported, seen by those who may."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.features.surveys.build import ask, drafted, page
from tests.platform.places.test_places import feature, outlined, sent_outlines
from tests.world import World
from zaedno.core.fields import texts
from zaedno.core.models import Event
from zaedno.core.verdict import Refused
from zaedno.features.surveys.actions import making
from zaedno.features.surveys.models import Survey
from zaedno.platform.files.models import File
from zaedno.platform.forms import imports, results
from zaedno.platform.forms.actions import editing
from zaedno.platform.forms.exports import csv_lines, json_lines
from zaedno.platform.forms.models import Question, Reply
from zaedno.platform.forms.queries import rows
from zaedno.platform.forms.rules import Picture


def png(name: str = "мост.png") -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (20, 10), "white").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), "image/png")


def asking(world: World, *kinds: str) -> tuple[Survey, list[Question]]:
    survey = drafted(world)
    asked = [ask(world, page(world, survey), kind, f"{kind}?") for kind in kinds]
    return making.publish(world.ctx("coordinator"), survey=survey), asked


def reply(world: World, survey: Survey, role: str = "", **data: Any) -> Any:
    client = world.client(role)
    home = f"/bg/surveys/{survey.slug}/page/1/"
    client.get(home)
    return client.post(home, {"key": repr(data) + role, "go": "next", **data})


def table(world: World, survey: Survey) -> list[str]:
    viewer = world.viewer("coordinator")
    outline = rows.outline(viewer, survey.form)  # type: ignore[arg-type]
    return "".join(csv_lines(viewer, survey.form, outline)).splitlines()  # type: ignore[arg-type]


def test_a_point_a_line_an_area_and_a_place_in_words(world: World) -> None:
    survey, (point, line, area) = asking(world, "point", "line", "area")
    data = {
        f"q{point.pk}_words": "до чешмата",
        f"q{line.pk}_numbers": "42.69, 23.32\n42.70, 23.33",
        f"q{area.pk}_numbers": "42.69, 23.32\n42.70, 23.32\n42.70, 23.34",
    }
    assert reply(world, survey, **data).status_code == 302
    kept = Reply.objects.get().answers
    assert kept[str(point.pk)] == {"words": "до чешмата"}
    assert kept[str(line.pk)]["place"]["type"] == "LineString"
    assert kept[str(area.pk)]["place"]["type"] == "Polygon"
    assert "42.69, 23.32; 42.7, 23.33" in table(world, survey)[1]
    assert "Q1_words" in table(world, survey)[0]


@pytest.mark.parametrize(
    ("kind", "typed", "says"),
    [
        ("point", "95, 23", "Ширината е между -90 и 90"),
        ("point", "42, 23; 42, 24; 43, 24", "Търси се една точка"),
        ("line", "42, 23", "Търси се линия"),
        ("area", "42, 23", "Търси се площ"),
    ],
)
def test_a_wrong_place_is_told_and_stays(world: World, kind: str, typed: str, says: str) -> None:
    survey, (question,) = asking(world, kind)
    answer = reply(world, survey, **{f"q{question.pk}_numbers": typed})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert typed in answer.content.decode()


def test_places_are_counted_by_district_and_few_are_not_told_apart(world: World) -> None:
    outlined(world)
    sent_outlines(world, {"features": [feature("lyulin")]})
    assert results.merged({"7": 6, "8": 5, "rest": 2}) == {"7": 6, "rest": 7}
    assert results.merged({"7": 6, "8": 2, "9": 4}) == {"7": 6, "rest": 6}
    assert results.merged({"7": 6}) == {"7": 6}
    survey, (point,) = asking(world, "point")
    inside = {"place": {"type": "Point", "coordinates": [23.25, 42.75]}}
    Reply.objects.bulk_create(
        Reply(
            city=world.city,
            form=survey.form,
            state=Reply.State.SENT,
            lang="bg",
            answers={str(point.pk): inside},
        )
        for _one in range(5)
    )
    desk = world.client("coordinator").get(f"/bg/surveys/{survey.slug}/results/all/")
    assert "Люлин" in desk.content.decode()
    assert "42.75, 23.25" in desk.content.decode()
    told = {"chosen": {"7": 5}, "examples": [inside], "seen": 5, "answered": 5}
    assert "examples" not in results.publishable(point, told)


def test_a_file_is_seen_by_those_who_make_the_survey_alone(world: World) -> None:
    survey, (paper,) = asking(world, "file")
    assert reply(world, survey, **{f"q{paper.pk}_new": png()}).status_code == 302
    file = File.objects.get()
    kept = Reply.objects.get().answers[str(paper.pk)]
    assert (kept["file"], kept["name"]) == (file.key, "мост.png")
    assert [world.client(role).get(file.url).status_code for role in ("", "participant")] == [
        404
    ] * 2
    assert world.client("editor").get(file.url).status_code == 200
    assert "мост.png" in table(world, survey)[1]
    assert (
        "мост.png"
        in world.client("editor").get(f"/bg/surveys/{survey.slug}/results/all/").content.decode()
    )
    assert not Event.objects.filter(verb__startswith="files.").exists()
    assert file.stored_at.astimezone().minute == 0


def test_a_file_goes_with_its_answer(world: World, django_capture_on_commit_callbacks: Any) -> None:
    survey, (paper, more) = asking(world, "file", "short")
    home, name = f"/bg/surveys/{survey.slug}/page/1/", f"q{paper.pk}"
    client = world.client()
    client.get(home)
    client.post(home, {"key": "a", "go": "later", f"{name}_new": png()})
    assert "Махни „мост.png“" in client.get(home).content.decode()
    first = Path(settings.MEDIA_ROOT) / File.objects.get().content.name
    assert first.exists()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(home, {"key": "b", "go": "later", f"{name}_new": png("друг.png")})
    assert not first.exists()
    client.post(home, {"key": "c", "go": "later", f"q{more.pk}": "дума"})
    assert File.objects.get().name == "друг.png"
    making.close(world.ctx("coordinator"), survey=survey)
    assert not File.objects.exists()


def test_what_is_no_file_is_refused_and_the_rest_stays(world: World) -> None:
    survey, (paper, more) = asking(world, "file", "short")
    fake = SimpleUploadedFile("x.pdf", b"MZ not a pdf")
    answer = reply(world, survey, **{f"q{paper.pk}_new": fake, f"q{more.pk}": "дума"})
    assert answer.status_code == 422
    assert "дума" in answer.content.decode()
    assert not File.objects.exists()
    form = page(world, drafted(world))
    for number in range(5):
        ask(world, form, "file", f"{number}?")
    with pytest.raises(Refused, match="пет"):
        ask(world, form, "file", "6?")


def test_options_with_pictures(world: World) -> None:
    survey = drafted(world)
    one = ask(world, page(world, survey), "single", "Кой мост?")
    ctx = world.ctx("coordinator")
    alt = texts(bg="Дъга над реката")
    with pytest.raises(Refused, match="думи"):
        editing.set_pictures(ctx, question=one, pictures=[Picture(png()), Picture()])
    client = world.client("coordinator")
    address = f"/bg/forms/questions/{one.pk}/pictures/"
    assert client.get(address).status_code == 200
    sent = {"key": "a", "picture_1": png(), "alt_1_bg": alt["bg"]}
    assert client.post(address, sent).status_code == 302
    shown = client.get(f"/bg/surveys/{survey.slug}/page/1/").content.decode()
    assert 'alt="Дъга над реката"' in shown
    assert world.client().get(File.objects.get().url).status_code == 200
    one.refresh_from_db()
    editing.write_question(
        ctx, page=one.page, question=one, options=[*reversed(one.options), {"bg": "Тунел"}]
    )
    one.refresh_from_db()
    assert [bool(p) for p in one.pictures] == [False, True, False]


def test_places_come_in_a_table_and_go_out_as_geojson(world: World) -> None:
    survey, (point, line, _paper) = asking(world, "point", "line", "file")
    viewer = world.viewer("coordinator")
    outline = rows.outline(viewer, survey.form)  # type: ignore[arg-type]
    read = imports.read(outline, 'sheet,Q1,Q2\n1,words: при моста,"42,23; 43,23"\n')
    assert read.mistakes == []
    assert read.sheets["1"][str(point.pk)] == {"words": "при моста"}
    assert read.sheets["1"][str(line.pk)]["place"]["type"] == "LineString"
    assert imports.read(outline, "sheet,Q3\n1,a.pdf\n").mistakes
    reply(world, survey, **{f"q{line.pk}_numbers": "42, 23; 43, 23"})
    assert '"LineString"' in "".join(json_lines(viewer, survey.form, outline))  # type: ignore[arg-type]
