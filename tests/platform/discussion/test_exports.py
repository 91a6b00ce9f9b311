"""Everything said, as files; what moderators did, as tables without small groups."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from tests.platform.discussion.build import about, answered, said
from tests.world import World
from zaedno.core import clock
from zaedno.core.fields import texts
from zaedno.platform.discussion.actions import moderation, reactions, writing
from zaedno.platform.discussion.models import Comment, Report
from zaedno.platform.moderation.models import Rule
from zaedno.platform.moderation.queries import transparency

FACTS = texts(bg="Обижда.", en="It insults.")


def body(world: World, role: str, address: str) -> str:
    answer: Any = world.client(role).get(address)
    return b"".join(answer.streaming_content).decode("utf-8-sig")


def test_the_files_hold_what_everybody_reads(world: World) -> None:
    one = about(world)
    row = said(world, one, text="=Много опасно е.", position="for")
    reactions.react(world.ctx("participant"), comment=row, sign="agree")
    other = answered(world, row)
    hidden = answered(world, row, "moderator", text="Глупак!")
    moderation.hide(world.ctx("moderator"), comment=hidden, rule="insult", facts=FACTS)
    writing.withdraw(world.ctx("participant"), comment=other)
    where = row.thread.get_absolute_url()
    for role in ("", "moderator"):
        lines = list(csv.DictReader(io.StringIO(body(world, role, f"{where}comments.csv"))))
        assert [line["text"] for line in lines] == ["'=Много опасно е.", "", ""]
        assert [line["state"] for line in lines] == ["public", "withdrawn", "hidden"]
        assert [line["answers"] for line in lines] == ["", row.receipt, row.receipt]
    first = json.loads(body(world, "", f"{where}comments.json"))[0]
    assert (first["text"], first["agree"], first["position"]) == ("=Много опасно е.", 1, "for")


def test_an_empty_thread_is_an_empty_file(world: World) -> None:
    one = about(world)
    where = f"/bg/discussion/proposals.proposal/{one.pk}/"
    assert json.loads(body(world, "", f"{where}comments.json")) == []


def test_a_year_in_tables_without_small_groups(world: World) -> None:
    row = said(world, about(world))
    moderation.report(world.ctx(), comment=row, rule="spam")
    year = clock.today().year
    assert transparency.years(world.viewer(), clock.now()) == [year]
    arguments, reports, hidings, proposals = transparency.tables(world.viewer(), year)
    assert [one.lines for one in (arguments, proposals)] == [[], []]
    assert (reports.few, reports.lines, hidings.few) == (True, [], False)
    fill(row, "spam", 9)
    fill(row, "insult", 3)
    reports = transparency.tables(world.viewer(), year)[1]
    told = {str(rule): numbers for rule, numbers in reports.lines}
    assert told[str(Rule.INSULT.label)][0] is None
    assert told[str(Rule.SPAM.label)][0] is None, "else it could be found by subtraction"
    page = world.client().get("/bg/moderation/transparency/").content.decode()
    assert "не се показва" in page


def fill(row: Comment, rule: str, count: int) -> None:
    Report.objects.bulk_create(
        Report(city=row.city, comment=row, rule=rule, by=f"{rule}{i}", made_at=row.made_at)
        for i in range(count)
    )
