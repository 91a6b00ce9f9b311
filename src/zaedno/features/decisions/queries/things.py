"""Acts, deliveries and checks as other rooms see them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from zaedno.core import clock
from zaedno.core.partial_dates import When
from zaedno.core.things import Card, Panel, Step, Task, Thing
from zaedno.core.viewer import Viewer
from zaedno.features.decisions import words
from zaedno.features.decisions.models import Act, CitizenCheck, Delivery
from zaedno.features.decisions.queries import rows


def acts(viewer: Viewer, ids: list[str]) -> dict[str, Thing]:
    found = rows.acts(viewer).filter(pk__in=ids)
    return {str(row.pk): _act(viewer, row) for row in found}


def _act(viewer: Viewer, row: Act) -> Thing:
    title, lang = row.title.best(viewer.lang)
    return Thing(
        kind="decisions.act",
        id=str(row.pk),
        title=title,
        lang=lang,
        url=reverse("decisions:detail", args=[row.pk]),
        summary=f"{row.get_kind_display()} № {row.number}",
        status="recorded",
        status_word=row.get_kind_display(),
        tone="done",
        station="decision",
        receipt=row.receipt,
        date=row.date,
        mark=row.mark,
        facts={"theme": row.theme.code if row.theme else ""},
    )


def act_stories(viewer: Viewer, ids: list[str]) -> dict[str, list[Step]]:
    return {str(row.pk): [_act_step(viewer, row)] for row in rows.acts(viewer).filter(pk__in=ids)}


def _act_step(viewer: Viewer, row: Act) -> Step:
    said = _("%(body)s decided: “%(title)s” (№ %(number)s).")
    data = {
        "body": row.body.best(viewer.lang)[0],
        "title": row.title.best(viewer.lang)[0],
        "number": row.number,
    }
    url = reverse("decisions:detail", args=[row.pk])
    return Step(row.date, said % data, "decision", url, "done", 40, row.illustrative)


def deliveries(viewer: Viewer, ids: list[str]) -> dict[str, Thing]:
    today = clock.today()
    return {row: _delivery(viewer, found, today) for row, found in _fetched(viewer, ids).items()}


def _fetched(viewer: Viewer, ids: list[str]) -> dict[str, Delivery]:
    found = rows.deliveries(viewer).filter(pk__in=ids).prefetch_related("checks")
    return {str(row.pk): row for row in found}


def _delivery(viewer: Viewer, row: Delivery, today: date) -> Thing:
    title, lang = row.text.best(viewer.lang)
    word = stands(viewer, row, today)
    return Thing(
        kind="decisions.delivery",
        id=str(row.pk),
        title=title,
        lang=lang,
        url=address(viewer, row),
        status=word,
        status_word=words.said(word),
        tone=words.TONES[word],
        station="result",
        receipt=row.receipt,
        date=words.due(row),
        mark=row.mark,
    )


def stands(viewer: Viewer, row: Delivery, today: date) -> str:
    """Done, late, moved, planned; or disputed, where a published check contradicts "done"."""
    if words.disputed(row, list(row.checks.all())):
        return "disputed"
    return words.standing(row, today)


def address(viewer: Viewer, row: Delivery) -> str:
    return reverse("decisions:detail", args=[row.act_id]) + f"#delivery-{row.pk}"


def delivery_stories(viewer: Viewer, ids: list[str]) -> dict[str, list[Step]]:
    return {pk: _delivery_story(viewer, row) for pk, row in _fetched(viewer, ids).items()}


def _delivery_story(viewer: Viewer, row: Delivery) -> list[Step]:
    url, text = address(viewer, row), row.text.best(viewer.lang)[0]

    def step(day: When, said: str, tone: str, station: str = "result") -> Step:
        return Step(day, said, station, url, tone, 60, row.illustrative)

    steps = []
    if row.done_on:
        said = _("The city says it is done: “%(text)s”.") % {"text": text}
        steps.append(step(When.day(row.done_on), said, "done"))
    elif row.moved_to:
        said = _("“%(text)s” was moved from %(old)s to %(new)s: %(reason)s.")
        data = {
            "text": text,
            "old": row.planned.show(viewer.lang),
            "new": row.moved_to.show(viewer.lang),
            "reason": row.delay_reason.best(viewer.lang)[0].rstrip("."),
        }
        steps.append(step(row.planned, said % data, "now"))
    else:
        said = _("“%(text)s” is planned.") % {"text": text}
        steps.append(step(row.planned, said, "next"))
    for one in row.checks.all():
        if one.state == CitizenCheck.State.PUBLISHED:
            steps.extend(_check_steps(viewer, one, step))
    return steps


def _check_steps(viewer: Viewer, one: CitizenCheck, step: Any) -> list[Step]:
    said = _("A citizen checked: “%(text)s”") % {"text": one.text.best(viewer.lang)[0]}
    tone = "dropped" if one.verdict == CitizenCheck.Verdict.DISAGREES else "done"
    steps = [step(When.day(one.day), said, tone)]
    if one.answered_on:
        answer = _("The city answered: “%(text)s”") % {"text": one.answer.best(viewer.lang)[0]}
        steps.append(step(When.day(one.answered_on), answer, "done", "answer"))
    return steps


def home_cards(viewer: Viewer) -> list[Card]:
    """Decided: the acts, newest first."""
    return [_card(viewer, row) for row in rows.acts(viewer).order_by("-date", "-id")]


def _card(viewer: Viewer, row: Act) -> Card:
    title, lang = row.title.best(viewer.lang)
    newest_first = f"{99999999 - row.date.first.toordinal():08d}"
    return Card(
        group="decided",
        title=title,
        lang=lang,
        url=reverse("decisions:detail", args=[row.pk]),
        what=f"{row.get_kind_display()} № {row.number}",
        for_whom=row.body.best(viewer.lang)[0],
        until=row.date.show(viewer.lang),
        next=_("See what is being delivered"),
        sort=newest_first,
        mark=row.mark,
    )


def staff_tasks(viewer: Viewer) -> list[Task]:
    """Checks that wait for a moderator, oldest first."""
    if not viewer.has("moderator", "coordinator"):
        return []
    title = _("A citizen's check waits to be read: %(text)s")
    return [
        Task(
            title=title % {"text": one.delivery.text.best(viewer.lang)[0]},
            url=reverse("decisions:checks"),
            since=one.sent_at,
        )
        for one in rows.waiting(viewer)
    ]


def profile_entries(viewer: Viewer) -> list[Thing]:
    """A person's own checks, with the reason where one was not shown."""
    if not viewer.signed_in:
        return []
    mine = CitizenCheck.objects.filter(city_id=viewer.city.pk, author=viewer.alias())
    return [_own_check(viewer, one) for one in mine.select_related("delivery")]


def _own_check(viewer: Viewer, one: CitizenCheck) -> Thing:
    title, lang = one.text.best(viewer.lang)
    return Thing(
        kind="decisions.citizencheck",
        id=str(one.pk),
        title=title,
        lang=lang,
        url=address(viewer, one.delivery),
        summary=one.hidden_reason,
        status=one.state,
        status_word=one.get_state_display(),
        station="result",
        receipt=one.receipt,
        date=When.day(one.day),
        mark=one.mark,
    )


def control(viewer: Viewer, process: object, stage: object) -> Panel:
    """The stage of a process in which people follow what was decided and delivered."""
    said = _("See what was decided and delivered, and say what you saw with your own eyes.")
    return Panel(said, reverse("decisions:list"), _("Decisions and deliveries"))
