"""Days by topic, questions back, what accepted ones lead to, copies and tables."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override

from tests.features.proposals.build import drafted, open_process, proposed
from tests.platform.processes.build import midnight
from tests.world import World
from zaedno.core import clock
from zaedno.core.actions import Ctx, system_ctx
from zaedno.core.fields import texts
from zaedno.core.verdict import Refused
from zaedno.features.proposals import imports, schedule
from zaedno.features.proposals.actions import answering, answers, carrying, writing
from zaedno.features.proposals.models.proposal import Proposal
from zaedno.features.proposals.queries import answering as seen
from zaedno.platform.cities import actions as cities
from zaedno.platform.cities.models import Theme
from zaedno.platform.links.actions import link
from zaedno.platform.links.models import Link
from zaedno.platform.notifications.models import Message

REASON = texts(bg="Мястото е в плана.", en="The place is in the plan.")
UNIT = texts(bg="Дирекция", en="Directorate")


def themed(world: World, code: str = "T1") -> Theme:
    cities.name_theme(system_ctx(world.city), code=code, name=texts(bg="Улици", en="Streets"))
    return Theme.objects.get(code=code)


def answered(world: World, row: Proposal, outcome: str = "accepted") -> None:
    ctx = world.ctx("coordinator")
    answers.answer(ctx, proposal=row, outcome=outcome, reason=REASON)
    answers.publish_answers(ctx, process=row.process, ids=[row.pk])
    row.refresh_from_db()


def kinds(world: World, role: str) -> list[str]:
    address = world.person(role).email
    return [one.kind for one in Message.objects.order_by("pk") if one.to == address]


def test_a_topic_has_its_own_days(world: World) -> None:
    theme, process = themed(world), open_process(world)
    usual = proposed(world, process)
    said = {"days": 5, "commit_days": 10, "unit": UNIT, "mailbox": "unit@example.org"}
    with pytest.raises(Refused):
        answering.set_rule(world.ctx("editor"), theme_id=theme.pk, **said)
    answering.set_rule(world.ctx("coordinator"), theme_id=theme.pk, **said)
    quick = proposed(world, process, title="По-бързо", theme_id=theme.pk)
    assert quick.answer_due < usual.answer_due  # type: ignore[operator]


def test_while_the_authors_are_asked_the_clock_stands_still(world: World) -> None:
    row = proposed(world, open_process(world))
    due = row.answer_due
    ctx = world.ctx("coordinator")
    answering.ask_back(ctx, proposal=row, text="Коя спирка имате предвид?")
    assert kinds(world, "participant") == ["proposals.asked"]
    with pytest.raises(Refused, match="чака"):
        answering.ask_back(ctx, proposal=row, text="И още нещо?")
    page = world.client().get(row.get_absolute_url()).content.decode()
    assert "Коя спирка" in page
    assert "стои" in page
    answers.answer(ctx, proposal=row, outcome="accepted", reason=REASON)
    with pytest.raises(Refused):
        answers.publish_answers(ctx, process=row.process, ids=[row.pk])
    with pytest.raises(Refused):
        answering.reply(world.ctx("editor"), proposal=row, text="Аз знам")
    with clock.at(midnight(7)):
        answering.reply(world.ctx("participant"), proposal=row, text="Тази пред парка")
    row.refresh_from_db()
    assert (row.waiting_since, row.stood) == (None, 5)
    assert row.answer_due > due  # type: ignore[operator]
    with clock.at(midnight(7)):
        answers.publish_answers(ctx, process=row.process, ids=[row.pk])
    row.refresh_from_db()
    assert row.answered_in == 0, "the days the clock stood are not counted"


def test_nobody_is_asked_who_cannot_be_reached(world: World) -> None:
    said = {"process": open_process(world), "title": "Хартия", "text": "", "lang": "bg"}
    row = writing.enter(world.ctx("notetaker"), **said)
    with pytest.raises(Refused):
        answering.ask_back(world.ctx("coordinator"), proposal=row, text="Къде?")


def test_an_accepted_one_leads_to_something_or_to_a_reason(world: World) -> None:
    process = open_process(world)
    one, other, third = (proposed(world, process, title=t) for t in ("А", "Б", "В"))
    for row, outcome in ((one, "accepted"), (other, "partly"), (third, "rejected")):
        answered(world, row, outcome)
    assert third.commit_due is None
    later = one.commit_due + timedelta(days=1)  # type: ignore[operator]
    viewer = world.viewer()
    assert [row.pk for row in seen.promised(viewer, "late", later)] == [one.pk, other.pk]
    ctx: Ctx = world.ctx("coordinator")
    link(ctx, source=one, target=("commitments.commitment", 7), relation="grew_out_of")
    world.hear()
    one.refresh_from_db()
    assert one.led_at is not None
    with pytest.raises(Refused):
        answering.explain(ctx, proposal=one, why_not=REASON)
    answering.explain(ctx, proposal=other, why_not=texts(bg="Няма пари тази година"))
    other.refresh_from_db()
    assert [seen.standing(row, later) for row in (one, other, third)] == ["led", "explained", ""]
    assert "Няма пари" in world.client().get("/bg/proposals/promised/").content.decode()
    page = world.client().get(other.get_absolute_url()).content.decode()
    assert "Няма пари" in page


def test_the_unit_is_reminded_once_and_again_after_a_week(world: World) -> None:
    theme, process = themed(world), open_process(world)
    said = {"days": 2, "commit_days": 10, "unit": UNIT, "mailbox": "unit@example.org"}
    answering.set_rule(world.ctx("coordinator"), theme_id=theme.pk, **said)
    proposed(world, process, theme_id=theme.pk)
    for day in (0, 1, 2, 9):
        with clock.at(midnight(day)):
            schedule.remind_units()
    sent = [one for one in Message.objects.all() if one.to == "unit@example.org"]
    assert [one.kind for one in sent] == ["proposals.owed"] * 2


def test_a_copy_keeps_its_lineage_and_tells_the_author(world: World) -> None:
    row = proposed(world, open_process(world))
    there = open_process(world, title=texts(bg="Друг процес", en="Another"))
    ctx = world.ctx("coordinator")
    made = carrying.copy(ctx, proposal=row, process=there)
    assert (made.title, made.author, made.supporters) == (row.title, row.author, 0)
    assert made.copied_from == row
    assert Link.objects.filter(source_id=str(row.pk), target_id=str(made.pk)).exists()
    assert kinds(world, "participant") == ["proposals.copied"]
    with pytest.raises(Refused, match="Вече"):
        carrying.copy(ctx, proposal=row, process=there)
    with pytest.raises(Refused):
        carrying.copy(ctx, proposal=drafted(world, there), process=row.process)


KNOWN = imports.Known({"люлин": 1}, {}, "bg")


def test_a_table_in_either_encoding_is_read() -> None:
    text = "title;text;place\nПейка;До спирката;42.7 23.3\nКош;;\n"
    for coding in ("utf-8", "utf-8-sig", "cp1251"):
        table = imports.read(text.encode(coding), KNOWN)
        assert table.faults == []
        assert [one["title"] for one in table.lines] == ["Пейка", "Кош"]
        assert table.lines[0]["place"]["type"] == "Point"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("text\nа\n", "title"),
        ("title,foo\nа,б\n", "foo"),
        ("title\n\n,\n", "има повече клетки"),
        ("title,district\nПейка,Марс\n", "Ред 2: „Марс“"),
        ("title,place\nПейка,\"95, 23\"\n", "Ред 2"),
        ("title,text\nПейка,тел. 0888 123 456\n", "телефонния номер"),
        ("title\nПейка\nпейка\n", "два пъти"),
        ("title\n", "няма предложение"),
        ("title\n" + "а" * 141 + "\n", "Ред 2"),
    ],
)  # fmt: skip
def test_every_fault_has_its_line(text: str, says: str) -> None:
    with override("bg"):
        found = imports.read(text.encode(), KNOWN).faults
    assert says in " ".join(found)


def test_a_table_is_taken_in_whole_and_never_twice(world: World) -> None:
    process = open_process(world)
    client, address = world.client("coordinator"), f"/bg/proposals/{process.slug}/table/"
    assert world.client("participant").get(address).status_code == 403

    def sent(text: str, **more: str) -> Any:
        file = SimpleUploadedFile("t.csv", text.encode("cp1251"))
        return client.post(address, {"file": file, **more})

    bad = sent("title\nПейка\n" + "а" * 141, take="1", key="a")
    assert bad.status_code == 422
    assert "Ред 3" in bad.content.decode()
    good = "title,text\nПейка,До спирката\nКош,\n"
    checked = sent(good, check="1", key="b")
    assert "Нови: 2" in checked.content.decode()
    assert Proposal.objects.count() == 0
    for key in ("c", "d"):
        assert sent(good, take="1", key=key).status_code == 302
    assert Proposal.objects.filter(channel="table", state="published").count() == 2
