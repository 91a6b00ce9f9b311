"""Writing a form: order, conditions, and the end of it when somebody has answered."""

from __future__ import annotations

import pytest

from tests.features.surveys.build import ask, chose, drafted, opened, page, replied, with_logic
from tests.world import World
from zaedno.core.verdict import Refused
from zaedno.features.surveys.actions import making
from zaedno.platform.forms.actions import editing
from zaedno.platform.forms.models import Form, Question
from zaedno.platform.forms.queries import rows


def order(world: World, form: Form) -> list[str]:
    outline = rows.outline(world.viewer("coordinator"), form)
    return [f"{outline.codes[q.pk]} {q.text}" for q in outline.questions()]


def test_a_question_goes_up_and_down_and_over_the_edge_of_its_page(world: World) -> None:
    survey = drafted(world)
    first = page(world, survey)
    ctx = world.ctx("coordinator")
    one, two = (ask(world, first, "short", words) for words in ("Едно?", "Две?"))
    editing.move(ctx, form=survey.form, part=two, up=True)
    assert order(world, survey.form) == ["Q1 Две?", "Q2 Едно?"]  # type: ignore[arg-type]
    second = editing.write_page(ctx, form=survey.form)
    one.refresh_from_db()
    editing.move(ctx, form=survey.form, part=one, up=False)
    one.refresh_from_db()
    assert one.page_id == second.pk
    editing.move(ctx, form=survey.form, part=second, up=True)
    assert order(world, survey.form) == ["Q1 Едно?", "Q2 Две?"]  # type: ignore[arg-type]


def test_nothing_is_shown_by_an_answer_that_comes_later(world: World) -> None:
    survey, q = with_logic(world)
    ctx = world.ctx("coordinator")
    with pytest.raises(Refused, match="преди"):
        editing.move(ctx, form=survey.form, part=page(world, survey, 1), up=True)
    with pytest.raises(Refused, match="условие"):
        editing.remove(ctx, form=survey.form, part=q["how"])
    editing.remove(ctx, form=survey.form, part=page(world, survey, 1))
    editing.remove(ctx, form=survey.form, part=q["how"])
    assert order(world, survey.form) == ["Q1 Доволни ли сте?"]  # type: ignore[arg-type]


def test_after_the_first_answer_the_questions_stay_and_a_copy_is_free(world: World) -> None:
    survey, q = opened(world)
    ask(world, page(world, survey), "short", "Още един?")
    replied(world, survey, "participant", {q["how"]: chose("1")})
    with pytest.raises(Refused, match="копие"):
        ask(world, page(world, survey), "short", "Твърде късно?")
    copy = making.copy(world.ctx("coordinator"), survey=survey)
    assert order(world, copy.form) == order(world, survey.form)  # type: ignore[arg-type]
    assert copy.form.version == 2
    new = Question.objects.get(page__form=copy.form, text__bg="Коя линия?")
    condition = Question.objects.get(pk=new.page.when_question_id)
    assert condition.page.form_id == copy.form_id
    ask(world, page(world, copy), "short", "Вече може?")


def test_options_are_lines_in_each_language(world: World) -> None:
    survey = drafted(world)
    client, add = world.client("editor"), f"/bg/forms/pages/{page(world, survey).pk}/add/single/"
    typed = {"text_bg": "Как?", "text_en": "How?", "options_bg": "Пеша\n\nС автобус ", "key": "a"}
    answer = client.post(add, {**typed, "options_en": "On foot"})
    assert answer.status_code == 422
    assert "еднакъв брой" in answer.content.decode()
    answer = client.post(add, {**typed, "options_en": "On foot\nBy bus", "key": "b"})
    assert answer.status_code == 302
    made = Question.objects.get()
    assert made.options == [
        {"bg": "Пеша", "en": "On foot"},
        {"bg": "С автобус", "en": "By bus"},
    ]
    again = client.get(f"/bg/forms/questions/{made.pk}/").content.decode()
    assert "Пеша\nС автобус" in again


def test_who_does_not_write_forms_does_not_get_in(world: World) -> None:
    survey = drafted(world)
    address = f"/bg/forms/{survey.form_id}/"
    assert world.client("participant").get(address).status_code == 403
    assert world.client("coordinator").get(address).status_code == 200
    assert world.client("coordinator", world.other_city).get(address).status_code == 404


@pytest.mark.parametrize("kind", Question.Kind.values)
def test_every_kind_of_question_is_written_and_shown(world: World, kind: str) -> None:
    survey = drafted(world)
    first = page(world, survey)
    ask(world, first, "short", "Име на улицата?")
    client, key = world.client("coordinator"), {"key": kind}
    typed = {"text_bg": "Въпрос", "options_bg": "А\nБ", "rows_bg": "Ред", **key}
    answer = client.post(f"/bg/forms/pages/{first.pk}/add/{kind}/", typed)
    assert answer.status_code == 302, answer.content.decode()
    assert "Въпрос" in client.get(f"/bg/surveys/{survey.slug}/page/1/").content.decode()
    assert "Въпрос" in client.get(f"/bg/surveys/{survey.slug}/sheet/").content.decode()
    assert client.get(f"/bg/forms/{survey.form_id}/").status_code == 200


def test_a_page_is_added_and_changed_by_form(world: World) -> None:
    survey, q = with_logic(world)
    client = world.client("editor")
    typed = {"title_bg": "Още", "when": f"{q['how'].pk}:is:1", "key": "a"}
    assert client.post(f"/bg/forms/{survey.form_id}/pages/new/", typed).status_code == 302
    made = page(world, survey, 3)
    assert (str(made.title), made.when_question_id, made.when_value) == ("Още", q["how"].pk, "1")
    answer = client.post(
        f"/bg/forms/pages/{made.pk}/", {"title_bg": "Друго", "when": "", "key": "b"}
    )
    assert answer.status_code == 302
    made.refresh_from_db()
    assert (str(made.title), made.when_question_id) == ("Друго", None)
