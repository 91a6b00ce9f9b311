"""A file is sent in and read beside the pages: whole, or not at all."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from zaedno.core import clock, live
from zaedno.core.actions import Ctx, action
from zaedno.core.verdict import Refused, deny, ensure
from zaedno.platform.carrying import jobs, letters, rules
from zaedno.platform.carrying.actions import rows, working
from zaedno.platform.carrying.actions.working import NOBODY_LOOKS
from zaedno.platform.carrying.models import Arrival, done_at_once
from zaedno.platform.carrying.queries import files
from zaedno.platform.carrying.taking_in import Archive, NotReadable
from zaedno.platform.people.queries import person_behind
from zaedno.platform.processes.models import Process
from zaedno.platform.processes.queries import rows as processes


@action("carrying.send_in")
def send_in(ctx: Ctx, *, upload: File[Any], size: int) -> Arrival:
    """What can be seen at once is said at once; the rows are read by a job."""
    ensure(rules.may_carry(ctx.viewer))
    archive = _opened(ctx, upload, size)
    row = Arrival(
        city_id=ctx.city.pk,
        asker=ctx.viewer.alias(),
        lang=ctx.viewer.lang,
        slug=archive.slug,
        asked_at=ctx.now,
        size=size,
    )
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        ensure(rules.may_send(ctx.viewer, reading=True))
    upload.seek(0)
    row.content.save("sent", upload, save=False)
    if archive.size <= rules.AT_ONCE_OPEN:
        row.job = done_at_once()
    else:
        row.job = str(jobs.read_job.enqueue(row.pk).id)
    row.save()
    ctx.record(row, size=size)
    live.publish(board(ctx.city.pk), "arrival", row.pk)
    return row


def _opened(ctx: Ctx, upload: Any, size: int) -> Archive:
    try:
        archive = Archive.open(upload)
    except NotReadable as fault:
        raise Refused(deny(str(fault))) from fault
    ensure(rules.may_open(size, archive.size))
    ensure(rules.may_settle(ctx.viewer, archive.slug, processes.slugs(ctx.viewer)))
    return archive


@action("carrying.bring_in")
def bring_in(ctx: Ctx, *, arrival: Arrival) -> Process:
    """Every row of the file under numbers of this database; whoever took part is a stand-in."""
    ensure(rules.may_carry(ctx.viewer))
    with arrival.content.open("rb") as upload:
        archive = _opened(ctx, upload, arrival.size)
        try:
            made, counts = rows.write(ctx, archive)
        except NotReadable as fault:
            raise Refused(deny(str(fault))) from fault
        except (IntegrityError, KeyError) as fault:
            # Twice the same number, or a rule of the database that a row breaks.
            said = _("The file does not fit together, or was brought in before.")
            raise Refused(deny(said)) from fault
    ctx.record(made, tables=len(archive.tables))
    arrival.process, arrival.counts = made, counts
    end(ctx, arrival, Arrival.State.DONE)
    return made


def board(city: Any) -> str:
    """Where open pages hear of it."""
    return f"carrying-in-{city}"


def work(pk: int, job: str) -> None:
    """The job. It acts for whoever sent the file."""
    row = files.at_work(NOBODY_LOOKS, Arrival, pk, job)
    if row is not None:
        working.do(
            row,
            [row.asker],
            lambda _ctx, viewer: bring_in(Ctx(viewer=viewer), arrival=row),
            end,
        )


def end(ctx: Ctx, row: Arrival, state: str) -> None:
    """Nothing of the file is needed any more."""
    transaction.on_commit(partial(row.content.storage.delete, str(row.content.name)))
    row.state, row.done_at, row.content = state, clock.deed_time(), ""
    row.save()
    if not row.at_once and (person := person_behind(ctx.viewer, row.asker)) is not None:
        letters.mail_arrived(ctx, person, row)
    live.publish(board(row.city_id), "arrival", row.pk)


def forget(now: datetime) -> None:
    """What came of a file is told for a month."""
    files.arrived_before(NOBODY_LOOKS, now - timedelta(days=rules.DAYS_TOLD)).delete()
