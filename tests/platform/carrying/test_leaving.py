"""What stays behind, what comes along inside replies, and processes of any size."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q

from tests.features.insight.build import line, theme
from tests.features.proposals.build import drafted, proposed
from tests.features.surveys.build import ask, chose, page, replied
from tests.features.surveys.build import drafted as survey_drafted
from tests.platform.carrying.test_round_trip import House, brought, entries, house, packed, picture
from tests.platform.discussion.build import said
from tests.platform.processes.build import published
from tests.world import World
from zaedno.features.insight.models import Placing, Source
from zaedno.features.proposals.actions import supports, together, writing
from zaedno.features.proposals.models.proposal import Proposal
from zaedno.features.surveys.actions import making, replies
from zaedno.platform.carrying.counts import Numbered
from zaedno.platform.discussion.models import Thread
from zaedno.platform.discussion.queries import carried as discussions
from zaedno.platform.files.models import File
from zaedno.platform.forms.actions import editing
from zaedno.platform.forms.models import Question, Reply
from zaedno.platform.forms.rules import Picture
from zaedno.platform.processes.models import Process

__all__ = ["house"]


def told(file: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(entries(file)["process.json"])
    return found


def summed_up(world: World) -> Process:
    process = published(world, starts=-10)
    rows = [proposed(world, process, title=f"№ {number}") for number in range(3)]
    theme(world, process)
    line(world, process, rows)
    return process


def test_what_names_something_that_is_not_carried_stays_behind(house: House) -> None:
    with house("first") as world:
        process = summed_up(world)
        whole = told(packed(world, process))
        draft = drafted(world, process, title="Чернова")
        Source.objects.filter(ident=str(Proposal.objects.earliest("pk").pk)).update(
            ident=str(draft.pk)
        )
        Placing.objects.filter(ident=str(Proposal.objects.earliest("pk").pk)).update(ident="999999")
        file = packed(world, process)
    assert whole["left"] == {}
    assert told(file)["left"] == {"insight.placing": 1, "insight.source": 1}
    assert told(file)["tables"]["insight.source"] == whole["tables"]["insight.source"] - 1
    with house("second") as world:
        made = brought(world, file)
        again = packed(world, made)
    assert told(again)["left"] == {}
    assert told(again)["tables"] == told(file)["tables"]


def test_whatever_hangs_on_a_row_stays_with_it(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Were a room to offer a thread about something else, its comments would stay behind, too."""
    with house("first") as world:
        process = summed_up(world)
        row = Proposal.objects.earliest("pk")
        for role in ("editor", "moderator"):
            said(world, row, role)
        Thread.objects.update(ident="999999")
        monkeypatch.setattr(discussions, "among", lambda *_asked: Q(ident="999999"))
        file = packed(world, process)
    assert told(file)["left"] == {"discussion.thread": 1, "discussion.comment": 2}
    assert told(file)["tables"]["discussion.comment"] == 0


def asking_for_files(world: World) -> tuple[Process, Question]:
    """A survey that asks for a file, with a picture beside one of its options; one reply was
    sent, another begun."""
    process = published(world, starts=-10)
    survey = survey_drafted(world)
    paper = ask(world, page(world, survey), "file", "Снимка?")
    which = ask(world, page(world, survey), "single", "Кое?")
    pictures = [Picture(picture(), alt={"bg": "Лампа"}), Picture()]
    editing.set_pictures(world.ctx("coordinator"), question=which, pictures=pictures)
    survey = making.publish(world.ctx("coordinator"), survey=survey)
    replied(world, survey, "participant", {paper: picture(), which: chose("1")})
    begun = {str(paper.pk): picture()}
    replies.keep(world.ctx("facilitator"), survey=survey, answers=begun)
    survey.process = process  # which has no stage for it; what is carried is the same
    survey.save()
    return process, paper


def test_files_in_replies_and_beside_options_travel(house: House) -> None:
    with house("first") as world:
        process, paper = asking_for_files(world)
        draft = Reply.objects.get(state=Reply.State.DRAFT)
        kept = File.objects.exclude(key=draft.answers[str(paper.pk)]["file"]).order_by("pk")
        bodies = [one.content.read() for one in kept]
        file = packed(world, process)
    assert len(bodies) == 2
    names = [name for name in entries(file) if name.startswith("files/")]
    assert [entries(file)[name] for name in sorted(names)] == bodies
    with house("second") as world:
        made = brought(world, file)
        again = packed(world, made)
        reply, question = Reply.objects.get(), Question.objects.get(kind="single")
        sent = File.objects.get(key=next(v["file"] for v in reply.answers.values() if "file" in v))
        drawn = File.objects.get(key=question.pictures[0]["file"])
        assert sent.holder_id == str(reply.form_id)
        assert [Path(one.content.path).read_bytes() for one in (drawn, sent)] == bodies
        assert world.client("editor").get(sent.url).status_code == 200
        assert world.client().get(sent.url).status_code == 404
        assert world.client().get(drawn.url).status_code == 200
    assert entries(again) == entries(file)


def test_more_things_than_a_query_may_name(house: House) -> None:
    """Threads, files and links are looked up by the database, not by lists of numbers."""
    with house("first") as world:
        process = published(world, starts=-10)
        first = proposed(world, process)
        said(world, first)
        many = [
            Proposal(
                city=world.city, process=process, title=f"№ {number}", lang="bg", state="published",
                made_at=first.made_at, published_at=first.published_at, receipt=f"0000-{number:04}",
            )
            for number in range(150)
        ]  # fmt: skip
        Proposal.objects.bulk_create(many)
        connection.connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 100)
        file = packed(world, process)
    assert told(file)["tables"]["proposals.proposal"] == 151
    assert told(file)["tables"]["discussion.comment"] == 1


def test_counts_of_rising_and_other_numbers() -> None:
    rising = Numbered([3, 7, 20])
    assert [rising.of(key) for key in (3, "7", 20, 8, "x", "")] == [1, 2, 3, None, None, None]
    assert [rising.without({"7"}).of(key) for key in (3, 7, 20)] == [1, None, 2]
    mixed = Numbered([7, 3, "a-b"])
    assert [mixed.of(key) for key in ("7", 3, "a-b", 4)] == [1, 2, 3, None]
    assert (len(rising), len(mixed), len(Numbered())) == (3, 3, 0)


def test_who_is_named_in_one_table_is_nobody_known_in_another(house: House) -> None:
    """A co-author stands there by name; what the same person supports is a secret deed."""
    with house("first") as world:
        process = published(world, starts=-10)
        other, row = proposed(world, process, "editor"), drafted(world, process)
        asked = together.invite(
            world.ctx("participant"), proposal=row, who=world.person("moderator").email
        )
        together.join(world.ctx("moderator"), invitation=asked, name="Мира Модераторова")
        writing.publish(world.ctx("participant"), proposal=row)
        supports.support(world.ctx("moderator"), proposal=other)
        told = entries(packed(world, process))
    named, secret = (
        {json.loads(line)["person"] for line in told[f"rows/proposals.{table}.jsonl"].splitlines()}
        for table in ("coauthor", "sheet")
    )
    assert named
    assert secret
    assert not named & secret
