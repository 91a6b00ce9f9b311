"""Commitments as other rooms see them: a card, and the sentences of their thread."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from zaedno.core import clock
from zaedno.core.partial_dates import When
from zaedno.core.things import Step, Thing
from zaedno.core.viewer import Viewer
from zaedno.features.commitments import words
from zaedno.features.commitments.models import Commitment
from zaedno.features.commitments.queries import rows as found
from zaedno.platform.cities.choices import with_unit

KIND = "commitments.commitment"


def fetched(viewer: Viewer, ids: list[str]) -> list[found.Row]:
    rows = found.commitments(viewer).filter(pk__in=ids)
    return found.standings(viewer, found.with_history(viewer, rows), clock.today())


def things(viewer: Viewer, ids: list[str]) -> dict[str, Thing]:
    return {str(row.commitment.pk): thing(viewer, row) for row in fetched(viewer, ids)}


def thing(viewer: Viewer, row: found.Row) -> Thing:
    one = row.commitment
    title, lang = one.text.best(viewer.lang)
    return Thing(
        kind=KIND,
        id=str(one.pk),
        title=title,
        lang=lang,
        url=reverse("commitments:detail", args=[one.pk]),
        summary=f"{one.owner.name.best(viewer.lang)[0]} · {one.measure.best(viewer.lang)[0]}",
        status=one.state,
        status_word=one.get_state_display(),
        tone=words.tone(one, row.stand),
        station="result" if one.state == Commitment.State.COMPLETE else "commitment",
        receipt=one.receipt,
        date=one.due_now,
        mark=one.mark,
        facts={
            "schedule": row.stand.schedule,
            "delivery": row.stand.delivery,
            "owner": one.owner.name.best(viewer.lang)[0],
            "theme": one.theme.code if one.theme else "",
        },
    )


def stories(viewer: Viewer, ids: list[str]) -> dict[str, list[Step]]:
    return {str(row.commitment.pk): _story(viewer, row) for row in fetched(viewer, ids)}


def _story(viewer: Viewer, row: found.Row) -> list[Step]:
    one = row.commitment
    url = reverse("commitments:detail", args=[one.pk])
    owner, text = one.owner.name.best(viewer.lang)[0], one.text.best(viewer.lang)[0]

    def step(day: When, said: str, tone: str = "done", station: str = "commitment") -> Step:
        return Step(day, said, station, url, tone, 50, one.illustrative)

    steps = []
    if one.confirmed_on:
        said = _("%(owner)s took on a commitment: “%(text)s”. Due: %(due)s.")
        data = {"owner": owner, "text": text, "due": one.due.show(viewer.lang)}
        steps.append(step(When.day(one.confirmed_on), said % data))
    elif one.state == Commitment.State.PROPOSED:
        said = _("A commitment was proposed to %(owner)s: “%(text)s”. It has not answered yet.")
        day = When.day(clock.day(one.proposed_at))
        steps.append(step(day, said % {"owner": owner, "text": text}, "now"))
    for moved in one.amendments.all():
        said = _("The due date moved from %(old)s to %(new)s: %(reason)s")
        data = {
            "old": moved.old_due.show(viewer.lang),
            "new": moved.new_due.show(viewer.lang),
            "reason": moved.reason.best(viewer.lang)[0],
        }
        steps.append(step(When.day(moved.day), said % data))
    steps.extend(_result_steps(viewer, row, step))
    return steps


def _result_steps(viewer: Viewer, row: found.Row, step) -> list[Step]:  # type: ignore[no-untyped-def]
    one = row.commitment
    last = list(one.progress.all())[-1:]
    if one.state == Commitment.State.WITHDRAWN and one.withdrawn_on:
        said = _("The commitment was dropped: %(reason)s")
        reason = one.withdrawn_reason.best(viewer.lang)[0]
        return [step(When.day(one.withdrawn_on), said % {"reason": reason}, "dropped", "result")]
    if not last:
        return []
    data = {
        "measure": one.measure.best(viewer.lang)[0],
        "value": with_unit(last[0].value, one.unit),
        "evidence": last[0].evidence.best(viewer.lang)[0],
    }
    if one.state == Commitment.State.COMPLETE:
        said = _("The commitment was delivered. %(measure)s: %(value)s. %(evidence)s.")
        return [step(When.day(last[0].day), said % data, "done", "result")]
    said = _("Progress was reported. %(measure)s: %(value)s. %(evidence)s.")
    return [step(When.day(last[0].day), said % data, "now", "result")]
