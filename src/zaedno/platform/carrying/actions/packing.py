"""Ask for the file of a process, make it beside the pages, download it, let it go."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import IO, Any

from django.core.files.base import File
from django.db import transaction

from zaedno.core import clock, live
from zaedno.core.actions import Ctx, action
from zaedno.core.verdict import ensure
from zaedno.core.viewer import Viewer
from zaedno.platform.carrying import jobs, letters, out, rules
from zaedno.platform.carrying.actions import working
from zaedno.platform.carrying.actions.working import NOBODY_LOOKS
from zaedno.platform.carrying.models import DAYS_KEPT, Packing, done_at_once
from zaedno.platform.carrying.queries import files
from zaedno.platform.carrying.queries import rows as carried
from zaedno.platform.people.queries import person_behind
from zaedno.platform.processes.models import Process


@action("carrying.pack")
def pack(ctx: Ctx, *, process: Process, again: bool = False) -> Packing:
    """The file that is there, the one being made, or a new one: one job, however many ask."""
    ensure(rules.may_carry(ctx.viewer))
    blank = Packing(
        city_id=ctx.city.pk, process=process, state=Packing.State.FAILED, asked_at=ctx.now
    )
    Packing.objects.bulk_create([blank], ignore_conflicts=True)
    row, who = files.held_packing(ctx.viewer, process), ctx.viewer.alias()
    if row.state == Packing.State.WAITING:
        if who not in row.askers:
            row.askers = [*row.askers, who]
            row.save(update_fields=["askers"])
        return row
    if row.state == Packing.State.DONE and not again:
        return row
    _let_go(row)
    row.state, row.askers, row.reason = Packing.State.WAITING, [who], ""
    row.asked_at, row.done_at, row.lang = ctx.now, None, ctx.viewer.lang
    if carried.fewer_than(ctx.viewer, process, rules.AT_ONCE):
        row.job = done_at_once()
    else:
        row.job = str(jobs.pack_job.enqueue(row.pk).id)
    row.save()
    ctx.record(process)
    live.publish(board(row.process_id), "packing", row.pk)
    return row


@action("carrying.take_out")
def take_out(ctx: Ctx, *, process: Process) -> Packing:
    """The journal knows each time that all of a process was downloaded."""
    row = files.packing(ctx.viewer, process)
    ensure(rules.may_take(ctx.viewer, row.state if row else ""))
    ctx.record(process)
    return row  # type: ignore[return-value]  # the rule has just said that it is there


def board(process: Any) -> str:
    """Where open pages hear of it."""
    return f"carrying-{process}"


def work(pk: int, job: str) -> None:
    """The job: nobody waits for it."""
    row = files.at_work(NOBODY_LOOKS, Packing, pk, job)
    if row is None:
        return

    def make(ctx: Ctx, viewer: Viewer) -> None:
        with out.pack(viewer, row.process) as made:
            keep(ctx, row=row, made=made)

    working.do(row, row.askers, make, end)


def keep(ctx: Ctx, *, row: Packing, made: IO[bytes]) -> None:
    """The bytes go to the disk first; the row that names them is held for a moment only."""
    content = Packing._meta.get_field("content")
    name = content.storage.save(content.generate_filename(row, "x"), File(made))
    try:
        with transaction.atomic():
            held = files.at_work(ctx.viewer, Packing, row.pk, row.job, hold=True)
            if held is not None:
                held.content, held.size = name, content.storage.size(name)
                end(ctx, held, Packing.State.DONE)
    except BaseException:
        content.storage.delete(name)
        raise
    if held is None:
        content.storage.delete(name)


def end(ctx: Ctx, row: Packing, state: str) -> None:
    row.state, row.done_at = state, clock.deed_time()
    row.save()
    for key in () if row.at_once else row.askers:  # they stand before the page
        if (person := person_behind(ctx.viewer, key)) is not None:
            letters.mail_packed(ctx, person, row)
    live.publish(board(row.process_id), "packing", row.pk)


def forget(now: Any) -> int:
    """Files that were kept long enough."""
    gone = 0
    for row in files.packed_before(NOBODY_LOOKS, now - timedelta(days=DAYS_KEPT)):
        with transaction.atomic():
            held = Packing.objects.select_for_update().filter(pk=row.pk, job=row.job).first()
            if held is not None and held.state != Packing.State.WAITING:
                _let_go(held)
                held.delete()
                gone += 1
    return gone


def _let_go(row: Packing) -> None:
    """The bytes go when the deed is done for good; one that fails loses nothing."""
    if row.content:
        storage, name = row.content.storage, row.content.name
        transaction.on_commit(partial(storage.delete, str(name)))
        row.content, row.size = "", 0
