"""A file is made or read beside the pages; whoever asked hears how it ended."""

from __future__ import annotations

import io
import logging
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django_tasks_db.models import DBTaskResult

from tests.platform.processes.build import published
from tests.world import World
from zaedno.core import clock, permits
from zaedno.core.actions import Ctx, system_ctx
from zaedno.core.models import Event
from zaedno.core.verdict import Refused
from zaedno.platform.carrying import out, rules, schedule
from zaedno.platform.carrying.actions import arriving, packing
from zaedno.platform.carrying.models import Arrival, Packing
from zaedno.platform.notifications.models import Message
from zaedno.platform.people import actions as people
from zaedno.platform.people.models import Role
from zaedno.platform.people.queries import viewer_for
from zaedno.platform.processes.models import Process
from zaedno.site.jobs import QueueWorker


@pytest.fixture(autouse=True)
def _nothing_is_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "AT_ONCE", 0)
    monkeypatch.setattr(rules, "AT_ONCE_OPEN", 0)


@pytest.fixture
def process(world: World) -> Process:
    return published(world)


def asked(world: World, process: Process, **more: Any) -> Packing:
    row: Packing = packing.pack(world.ctx("coordinator"), process=process, **more)
    return row


def made(world: World, process: Process) -> Packing:
    row = asked(world, process)
    packing.work(row.pk, row.job)
    row.refresh_from_db()
    return row


def stored() -> set[str]:
    try:
        return set(default_storage.listdir("carrying")[1])
    except FileNotFoundError:
        return set()


def file_of(world: World, process: Process) -> bytes:
    with out.pack(world.viewer("coordinator"), process) as packed:
        return packed.read()


def letters(kind: str) -> list[str]:
    return list(Message.objects.filter(kind=kind).values_list("subject", flat=True))


def at(process: Process) -> str:
    return f"/bg/carrying/out/{process.slug}/"


def test_asked_for_made_and_downloaded(world: World, process: Process) -> None:
    browser = world.client("coordinator")
    assert "Още няма файл" in browser.get(at(process)).content.decode()
    assert browser.post(f"{at(process)}file/").status_code == 403
    assert browser.post(at(process)).status_code == 302
    page = browser.get(at(process)).content.decode()
    assert "прави се" in page
    row = Packing.objects.get()
    with pytest.raises(Refused, match="още се прави"):
        packing.take_out(world.ctx("coordinator"), process=process)
    packing.work(row.pk, row.job)
    page = browser.get(at(process)).content.decode()
    assert "Изтегли (ZIP)" in page
    answer = browser.post(f"{at(process)}file/")
    assert answer["Content-Disposition"] == f'attachment; filename="{process.slug}.zip"'
    body = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert "process.json" in zipfile.ZipFile(io.BytesIO(body)).namelist()
    assert letters("carrying.packed") == ["Готово: файлът на процеса „Път до училище“"]
    verbs = Event.objects.filter(verb__startswith="carrying").order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == ["carrying.pack", "carrying.take_out"]


def test_what_is_there_is_not_made_again_unless_asked(world: World, process: Process) -> None:
    row, before = made(world, process), stored()
    assert asked(world, process).job == row.job
    anew = asked(world, process, again=True)
    assert (anew.state, anew.job != row.job) == ("waiting", True)
    packing.work(row.pk, row.job)  # the job from before finds nothing to do
    assert Packing.objects.get().state == "waiting"
    packing.work(anew.pk, anew.job)
    assert Packing.objects.get().state == "done"
    assert before


@pytest.mark.django_db(transaction=True)
def test_the_worker_of_the_queue_makes_it_and_old_bytes_go(world: World) -> None:
    process = published(world)
    before = stored()
    for again in (False, True):
        asked(world, process, again=again)
        QueueWorker(["heavy"], "one", batch=True).run()
        assert Packing.objects.get().state == "done"
        assert len(stored() - before) == 1
    until = Packing.objects.get().until
    assert until is not None
    with clock.at(until - timedelta(hours=1)):
        schedule.forget()
    assert Packing.objects.exists()
    with clock.at(until + timedelta(hours=1)):
        schedule.forget()
    assert not Packing.objects.exists()
    assert stored() == before


def test_everybody_who_asked_meanwhile_gets_a_letter(world: World, process: Process) -> None:
    row = asked(world, process)
    ctx = system_ctx(world.city)
    other = people.admit(ctx, address="two@sofia.example", name="Two", password="x" * 20)
    people.appoint(ctx, person=other, role="coordinator")
    theirs = Ctx(viewer=viewer_for(other, world.city, "bg"))
    assert packing.pack(theirs, process=process).job == row.job
    packing.work(row.pk, row.job)
    assert len(letters("carrying.packed")) == 2


def test_roles_that_ended_meanwhile_open_nothing(world: World, process: Process) -> None:
    row = asked(world, process)
    people.leave_role(system_ctx(world.city), role=Role.objects.get(role="coordinator"))
    packing.work(row.pk, row.job)
    row.refresh_from_db()
    assert (row.state, bool(row.content)) == ("failed", False)
    assert row.reason == "Процеси изнася и внася координаторът."


def test_a_disk_that_is_full_is_said(
    world: World, process: Process, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    def full(*_args: Any) -> None:
        raise OSError(28, "No space left on device")

    row, before = asked(world, process), stored()
    monkeypatch.setattr(out, "pack", full)
    with caplog.at_level(logging.CRITICAL, "zaedno.carrying"):
        packing.work(row.pk, row.job)
    page = world.client("coordinator").get(at(process)).content.decode()
    assert "Нещо тук се обърка" in page
    assert "Направи го отново" in page
    assert letters("carrying.packed") == ["Не стана: файлът на процеса „Път до училище“"]
    assert stored() == before


def test_a_job_that_is_gone_for_good_is_mended(world: World, process: Process) -> None:
    row = asked(world, process)
    schedule.mend()
    assert Packing.objects.get().state == "waiting"  # its job is still in the queue
    Packing.objects.update(job="0b9d8a0e-0000-4000-8000-000000000000")
    schedule.mend()
    assert (Packing.objects.get().state, row.state) == ("failed", "waiting")


def test_a_file_that_the_disk_lost_is_said(world: World, process: Process) -> None:
    row = made(world, process)
    row.content.storage.delete(row.content.name)
    answer = world.client("coordinator").post(f"{at(process)}file/")
    assert "Направете го отново" in answer.content.decode()


def test_only_the_coordinator_has_it_made_and_downloads(world: World, process: Process) -> None:
    made(world, process)
    for role in ("", "participant", "editor", "moderator"):
        for path in (at(process), f"{at(process)}file/"):
            assert world.client(role).post(path).status_code in (302, 403)
        with pytest.raises(Refused):
            packing.take_out(world.ctx(role), process=process)
    assert world.client("coordinator", world.other_city).get(at(process)).status_code == 404


def sent_in(world: World, file: bytes, name: str = "process.zip") -> Any:
    upload = SimpleUploadedFile(name, file)
    return world.client("coordinator").post("/bg/carrying/in/", {"upload": upload})


def test_sent_in_read_and_told(world: World, process: Process) -> None:
    file = file_of(world, process)
    Process.objects.filter(pk=process.pk).update(slug="the-first-one")
    assert sent_in(world, file).status_code == 302
    page = world.client("coordinator").get("/bg/carrying/in/").content.decode()
    assert "чете се" in page
    assert 'name="upload"' not in page
    row = Arrival.objects.get()
    upload = SimpleUploadedFile("process.zip", file)
    with pytest.raises(Refused, match="Чете се друг файл"):
        arriving.send_in(world.ctx("coordinator"), upload=upload, size=len(file))
    arriving.work(row.pk, row.job)
    row.refresh_from_db()
    assert row.process is not None
    assert (row.state, row.process.slug, bool(row.content)) == ("done", process.slug, False)
    assert row.counts["processes.stage"] == row.process.stages.count()
    page = world.client("coordinator").get("/bg/carrying/in/").content.decode()
    assert f'href="/bg/processes/{process.slug}/"' in page
    assert letters("carrying.arrived") == ["Внесен е процесът „Път до училище“"]
    assert Event.objects.filter(verb="carrying.bring_in", role="coordinator").count() == 1
    with clock.at(clock.now() + timedelta(days=rules.DAYS_TOLD + 1)):
        schedule.forget()
    assert not Arrival.objects.exists()


def test_what_does_not_fit_is_told_later_and_nothing_is_written(
    world: World, process: Process
) -> None:
    to = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file_of(world, process))) as was, zipfile.ZipFile(to, "w") as z:
        for entry in was.namelist():
            stages = entry == "rows/processes.stage.jsonl"
            z.writestr(entry, b'{"row": 1}\n' if stages else was.read(entry))
    Process.objects.filter(pk=process.pk).update(slug="the-first-one")
    assert sent_in(world, to.getvalue()).status_code == 302
    row = Arrival.objects.get()
    arriving.work(row.pk, row.job)
    row.refresh_from_db()
    assert (row.state, row.process, bool(row.content)) == ("failed", None, False)
    assert "processes.stage, ред 1" in row.reason
    assert Process.objects.count() == 1
    page = world.client("coordinator").get("/bg/carrying/in/").content.decode()
    assert "processes.stage, ред 1" in page
    assert letters("carrying.arrived") == [f"Не е внесен файлът на процеса „{row.slug}“"]


def test_a_small_one_is_made_and_read_while_one_waits(
    world: World, process: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "AT_ONCE", 100)
    monkeypatch.setattr(rules, "AT_ONCE_OPEN", 2**20)
    browser = world.client("coordinator")
    browser.post(at(process))
    answer = browser.post(f"{at(process)}file/")
    file = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    Process.objects.filter(pk=process.pk).update(slug="the-first-one")
    sent_in(world, file)
    assert Arrival.objects.get().state == "done"
    assert not DBTaskResult.objects.filter(task_path__contains="carrying").exists()
    assert not Message.objects.filter(kind__startswith="carrying").exists()  # they see the page


def test_what_was_to_be_done_at_once_and_was_not_is_mended(
    world: World, process: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "AT_ONCE", 100)
    row = asked(world, process)
    schedule.mend()
    assert Packing.objects.get().state == "waiting"
    with clock.at(row.asked_at + timedelta(minutes=11)):
        schedule.mend()
    assert Packing.objects.get().state == "failed"


def test_what_is_no_process_is_said_at_once(world: World) -> None:
    assert sent_in(world, b"nothing").status_code == 422
    assert not Arrival.objects.exists()


def test_a_permit_is_for_one_address_and_for_half_a_day(world: World) -> None:
    permit = permits.large("/bg/carrying/in/")
    assert permits.allows("/bg/carrying/in/", f"permit={permit}")
    assert not permits.allows("/bg/files/", f"permit={permit}")
    assert not permits.allows("/bg/carrying/in/", "permit=none")
    assert not permits.allows("/bg/carrying/in/", "")
    page = world.client("coordinator").get("/bg/carrying/in/").content.decode()
    assert 'action="?permit=' in page
    assert "permit" not in world.client("participant").get("/bg/carrying/in/").content.decode()
