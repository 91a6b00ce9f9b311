"""Reports as other rooms see them."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from zaedno.core import clock
from zaedno.core.partial_dates import When
from zaedno.core.things import Card, Step, Thing
from zaedno.core.viewer import Viewer
from zaedno.features.reports.models import Report
from zaedno.features.reports.queries import rows


def things(viewer: Viewer, ids: list[str]) -> dict[str, Thing]:
    found = rows.reports(viewer).filter(pk__in=ids)
    return {str(row.pk): _thing(viewer, row) for row in found}


def _thing(viewer: Viewer, row: Report) -> Thing:
    title, lang = row.title.best(viewer.lang)
    return Thing(
        kind="reports.report",
        id=str(row.pk),
        title=title,
        lang=lang,
        url=reverse("reports:detail", args=[row.slug]),
        status=row.state,
        status_word=row.get_state_display(),
        tone=row.tone,
        station="answer",
        receipt=row.receipt,
        date=When.day(row.as_of),
        mark=row.mark,
    )


def stories(viewer: Viewer, ids: list[str]) -> dict[str, list[Step]]:
    found = rows.reports(viewer).filter(pk__in=ids).prefetch_related("versions")
    return {str(row.pk): _story(viewer, row) for row in found}


def _story(viewer: Viewer, row: Report) -> list[Step]:
    title = row.title.best(viewer.lang)[0]
    url = reverse("reports:detail", args=[row.slug])
    steps = []
    if row.opened_at:
        said = _("The draft “%(title)s” was opened for objections.") % {"title": title}
        day = When.day(clock.day(row.opened_at))
        steps.append(Step(day, said, "answer", url, "now", 80, row.illustrative))
    for version in row.versions.all():
        said = _("The report “%(title)s” was published, version %(n)d.")
        data = {"title": title, "n": version.number}
        day = When.day(clock.day(version.frozen_at))
        steps.append(Step(day, said % data, "answer", url, "done", 81, row.illustrative))
    return steps


def home_cards(viewer: Viewer) -> list[Card]:
    """A draft that takes objections is open; a published report is what became of it."""
    groups = {Report.State.OPEN: "open", Report.State.FROZEN: "became"}
    found = rows.reports(viewer).filter(state__in=list(groups))
    return [_card(viewer, row, groups[Report.State(row.state)]) for row in found]


def _card(viewer: Viewer, row: Report, group: str) -> Card:
    title, lang = row.title.best(viewer.lang)
    until = row.objections_until if group == "open" else None
    return Card(
        group=group,
        title=title,
        lang=lang,
        url=reverse("reports:detail", args=[row.slug]),
        what=str(row.get_state_display()),
        for_whom=_("everybody"),
        until=_("objections until %(day)s") % {"day": until.show(viewer.lang)} if until else "",
        next=_("Objections are answered, then it is frozen") if group == "open" else "",
        sort=until.text if until else row.as_of.isoformat(),
        mark=row.mark,
    )
