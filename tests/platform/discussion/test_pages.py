"""Discussion through the browser's eyes."""

from __future__ import annotations

from typing import Any

import pytest

from tests.features.documents.build import public as public_document
from tests.platform.discussion.build import about, answered, said
from tests.world import World
from zaedno.core.fields import texts
from zaedno.platform.discussion.actions import moderation, writing
from zaedno.platform.discussion.models import Comment, Report, Thread


def test_the_thread_stands_on_the_page_of_its_thing(world: World) -> None:
    one = about(world)
    row = said(world, one, position="against")
    answered(world, row)
    for address in (one.get_absolute_url(), row.thread.get_absolute_url()):
        page = world.client().get(address).content.decode()
        assert "Обсъждане: 2 коментара" in page
        assert "Участник 1" in page
        assert "Editor" not in page, "nobody is named"
        assert f'id="c-{row.receipt}"' in page
        assert "Влезте, за да пишете" in page
    answer = world.client().get(row.get_absolute_url())
    assert answer["Location"].endswith(f"?order=old&comments=1#c-{row.receipt}")
    english = world.client().get(one.get_absolute_url().replace("/bg/", "/en/")).content.decode()
    assert "Discussion: 2 comments" in english


def test_one_writes_answers_reacts_and_withdraws_by_forms(world: World) -> None:
    one = about(world)
    client = world.client("editor")
    where = f"/bg/discussion/proposals.proposal/{one.pk}/write/"
    typed = {"text": "Ще помогне на всички.", "position": "for", "key": "a"}
    answer = client.post(where, typed)
    row = Comment.objects.get()
    assert answer["Location"] == f"{one.get_absolute_url()}#c-{row.receipt}"
    other, address = world.client("participant"), f"/bg/discussion/c/{row.receipt}/"
    other.post(f"{address}reply/", {"text": "Така е.", "position": "neutral", "key": "b"})
    assert row.replies.get().text == "Така е."
    other.post(f"{address}react/", {"sign": "agree", "key": "c"})
    assert row.reactions.get().sign == "agree"
    other.post(f"{address}unreact/", {"key": "d"})
    assert not row.reactions.exists()
    client.post(f"{address}edit/", {"text": "Ще помогне.", "position": "for", "key": "e"})
    assert "Ще помогне на всички." in world.client().get(f"{address}history/").content.decode()
    client.post(f"{address}withdraw/", {"key": "f"})
    page = world.client().get(one.get_absolute_url()).content.decode()
    assert "Авторът оттегли този коментар." in page
    assert "Ще помогне." not in page
    assert "Ще помогне" not in world.client().get(f"{address}history/").content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": "Търсете ме на 0888 123 456."},
        {"text": "Купете", "website": "https://spam.example"},
        {"text": "а" * 2001},
    ],
)
def test_a_mistake_keeps_what_was_typed(world: World, wrong: dict[str, str]) -> None:
    one = about(world)
    where = f"/bg/discussion/proposals.proposal/{one.pk}/write/"
    answer = world.client("editor").post(where, {"position": "for", "key": "a", **wrong})
    assert answer.status_code == 422
    assert wrong["text"] in answer.content.decode()
    assert not Comment.objects.exists()


def test_a_reader_reports_and_a_moderator_hides_in_part(world: World) -> None:
    row = said(world, about(world), text="Глупак! Улицата е опасна.")
    address = f"/bg/discussion/c/{row.receipt}/"
    world.client().post(f"{address}report/", {"rule": "insult", "note": "", "key": "a"})
    assert Report.objects.get().rule == "insult"
    moderator = world.client("moderator")
    assert row.receipt in moderator.get("/bg/discussion/desk/").content.decode()
    assert world.client("participant").get("/bg/discussion/desk/").status_code == 403
    typed = {"rule": "insult", "facts_bg": "Обидна дума.", "parts": " Глупак!\n", "key": "b"}
    assert moderator.post(f"{address}hide/", typed).status_code == 302
    page = world.client().get(row.thread.get_absolute_url()).content.decode()
    assert "█████ Улицата е опасна." in page
    assert "Глупак" not in page
    assert "Обидна дума." not in page, "the facts are for the author"
    mine = world.client("editor")
    assert "Обидна дума." in mine.get(row.thread.get_absolute_url()).content.decode()
    mine.post(f"{address}appeal/", {"text": "Не е обида.", "key": "c"})
    assert "Не е обида." in moderator.get("/bg/discussion/desk/").content.decode()
    typed = {"ruling": "restored", "reason_bg": "Няма обида.", "key": "d"}
    world.client("coordinator").post(f"{address}ruling/", typed)
    assert "Глупак!" in world.client().get(row.thread.get_absolute_url()).content.decode()


def test_another_city_sees_nothing(world: World) -> None:
    row = said(world, about(world))
    stranger = world.client("participant", world.other_city)
    for address in (row.get_absolute_url(), row.thread.get_absolute_url()):
        assert stranger.get(address).status_code == 404


def test_hidden_with_its_thing_the_thread_is_gone(world: World) -> None:
    one = about(world)
    row = said(world, one)
    writing_moderator = world.client("moderator")
    hide = {"rule": "spam", "facts_bg": "Реклама.", "key": "a"}
    writing_moderator.post(f"{one.get_absolute_url()}hide/", hide)
    assert world.client("editor").get(row.thread.get_absolute_url()).status_code == 404
    assert world.client("editor").get(f"{row.get_absolute_url()}history/").status_code == 404


@pytest.mark.parametrize("count", [3, 40])
def test_a_page_asks_a_fixed_number_of_questions(
    world: World, count: int, django_assert_max_num_queries: Any
) -> None:
    one = about(world)
    row = said(world, one)
    moderation.hide(
        world.ctx("moderator"), comment=said(world, one, text="Глупак"), rule="insult",
        facts=texts(bg="Обида."),
    )  # fmt: skip
    for number in range(count):
        roles = ("editor", "participant", "moderator", "coordinator")
        writing.reply(world.ctx(roles[number % 4]), parent=row, text=f"Мнение {number}", lang="bg")
    address = Thread.objects.get().get_absolute_url()
    for role, most in (("", 12), ("participant", 22)):
        client = world.client(role)
        client.get(address)
        with django_assert_max_num_queries(most):
            client.get(address)


def test_a_paragraph_is_discussed_on_a_page_of_its_own(world: World) -> None:
    document = public_document(world)
    paragraph = document.versions.get().paragraphs.get(number=1)
    where = f"/bg/discussion/documents.paragraph/{paragraph.pk}/"
    assert where in world.client().get(document.get_absolute_url()).content.decode()
    typed = {"text": "Това изречение е неясно.", "position": "against", "key": "a"}
    answer = world.client("editor").post(f"{where}write/", typed)
    row = Comment.objects.get()
    assert answer["Location"] == f"{where}#c-{row.receipt}"
    page = world.client().get(where).content.decode()
    assert "Това изречение е неясно." in page
    assert "Абзац 1." in page
