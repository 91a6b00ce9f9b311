"""However many ask for the file of a process, it is made once; one file is read at a time."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django_tasks_db.models import DBTaskResult

from tests.platform.processes.build import published
from tests.races.test_receipts import at_once
from tests.world import World
from zaedno.core.verdict import Refused
from zaedno.platform.carrying import out, rules
from zaedno.platform.carrying.actions import arriving, packing
from zaedno.platform.carrying.models import Arrival, Packing
from zaedno.platform.notifications.models import Message
from zaedno.platform.processes.models import Process


@pytest.fixture(autouse=True)
def _nothing_is_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "AT_ONCE", 0)
    monkeypatch.setattr(rules, "AT_ONCE_OPEN", 0)


def waiting(what: str) -> int:
    return DBTaskResult.objects.filter(task_path__endswith=what).count()


def test_fifty_ask_for_a_file_and_one_job_makes_it(postgres: str) -> None:
    world = World()
    process = published(world)
    ctxs = [world.ctx("coordinator") for _i in range(50)]
    for again in (False, True):
        answers = at_once(50, lambda i: packing.pack(ctxs[i], process=process, again=again))  # noqa: B023
        assert [type(one) for one in answers] == [Packing] * 50
        row = Packing.objects.get()
        assert waiting("pack_job") == 1 + again
        at_once(4, lambda _i: packing.work(row.pk, row.job))  # noqa: B023
        assert Packing.objects.get().state == "done"
        assert Message.objects.filter(kind="carrying.packed").count() == 1 + again


def test_fifty_files_are_sent_in_and_one_is_read(postgres: str) -> None:
    world = World()
    process = published(world)
    with out.pack(world.viewer("coordinator"), process) as packed:
        file = packed.read()
    Process.objects.filter(pk=process.pk).update(slug="the-first-one")
    ctxs = [world.ctx("coordinator") for _i in range(50)]

    def send(i: int) -> Any:
        upload = SimpleUploadedFile("process.zip", file)
        return arriving.send_in(ctxs[i], upload=upload, size=len(file))

    answers = at_once(50, send)
    assert sorted(type(one).__name__ for one in answers) == ["Arrival", *["Refused"] * 49]
    assert all("Чете се" in str(one) for one in answers if isinstance(one, Refused))
    row = Arrival.objects.get()
    at_once(4, lambda _i: arriving.work(row.pk, row.job))
    assert (Arrival.objects.get().state, Process.objects.count()) == ("done", 2)
    assert waiting("read_job") == 1
