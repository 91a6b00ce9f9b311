"""What whoever asked is told when a job has ended, each in their own language."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from zaedno.core import clock
from zaedno.core.actions import Ctx
from zaedno.core.partial_dates import When
from zaedno.core.post import write_letter
from zaedno.platform.carrying.models import Arrival, Packing, Work
from zaedno.platform.cities.addresses import absolute
from zaedno.platform.people.models import Person


def mail_packed(ctx: Ctx, person: Person, row: Packing) -> None:
    """The file is ready, or why it is not."""
    with override(person.lang):
        title = row.process.title.best(person.lang)[0]
        address = absolute(ctx.city, row.get_absolute_url())
        if row.state == Work.State.DONE:
            subject = _("Ready: the file of the process “%(title)s”")
            body = _("Download it here until %(day)s; then it is deleted:\n%(address)s")
        else:
            subject = _("Not made: the file of the process “%(title)s”")
            body = _("The reason: %(reason)s\n\nMake it again here:\n%(address)s")
        facts = {"address": address, "reason": row.reason, "day": _last_day(row)}
        _send(ctx, person, "packed", subject % {"title": title}, body % facts)


def _last_day(row: Packing) -> str:
    """Until when it is kept, by the city's clock."""
    with timezone.override(ZoneInfo(row.city.time_zone)):
        return When.day(clock.day(row.until)).show() if row.until else ""


def mail_arrived(ctx: Ctx, person: Person, row: Arrival) -> None:
    """The process is here, or why it is not."""
    with override(person.lang):
        if row.state == Work.State.DONE and row.process is not None:
            title = row.process.title.best(person.lang)[0]
            subject = _("Brought in: the process “%(title)s”") % {"title": title}
            rows = ngettext("%(n)d row came with it.", "%(n)d rows came with it.", row.rows)
            body = f"{rows % {'n': row.rows}}\n{absolute(ctx.city, row.process.get_absolute_url())}"
        else:
            subject = _("Not brought in: the file of the process “%(slug)s”") % {"slug": row.slug}
            said = _("Nothing was written. The reason: %(reason)s\n\n%(address)s")
            address = absolute(ctx.city, reverse("carrying:bring_in"))
            body = said % {"reason": row.reason, "address": address}
        _send(ctx, person, "arrived", subject, body)


def _send(ctx: Ctx, person: Person, kind: str, subject: str, body: str) -> None:
    write_letter(
        ctx,
        to=person.email,
        lang=person.lang,
        kind=f"carrying.{kind}",
        subject=subject[:200],
        body=body,
    )
