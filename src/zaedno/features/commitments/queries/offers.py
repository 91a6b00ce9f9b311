"""What commitments offer to the home page, a person's own page and the clerk's morning."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zaedno.core import clock
from zaedno.core.partial_dates import When
from zaedno.core.things import Card, Figure, Task
from zaedno.core.viewer import Viewer
from zaedno.features.commitments import words
from zaedno.features.commitments.models import Commitment
from zaedno.features.commitments.queries import rows as found
from zaedno.features.commitments.queries import things

State = Commitment.State


def home_cards(viewer: Viewer) -> list[Card]:
    """What was delivered or dropped of late, and what is due next."""
    today = clock.today()
    live = found.commitments(viewer).filter(
        state__in=[State.CONFIRMED, State.UNDER_WAY], followed_until__isnull=True
    )
    ended = found.commitments(viewer).filter(state__in=[State.COMPLETE, State.WITHDRAWN])
    became = found.standings(viewer, found.with_history(viewer, _newest(ended)), today)
    coming = found.standings(
        viewer, found.with_history(viewer, live.order_by("due_now", "id")), today
    )
    return [_card(viewer, row, "became") for row in became] + [
        _card(viewer, row, "coming") for row in coming
    ]


def _newest(rows: QuerySet[Commitment]) -> QuerySet[Commitment]:
    return rows.order_by("-delivered_on", "-withdrawn_on", "-id")


def _card(viewer: Viewer, row: found.Row, group: str) -> Card:
    one = row.commitment
    title, lang = one.text.best(viewer.lang)
    ended = one.delivered_on or one.withdrawn_on
    if group == "became":
        until = When.day(ended).show(viewer.lang) if ended else ""
        what = one.get_state_display()
        sort = f"{99999999 - (ended.toordinal() if ended else 0):08d}"
    else:
        until = _("due %(date)s") % {"date": one.due_now.show(viewer.lang)}
        what = words.schedule(row.stand)
        sort = one.due_now.text
    return Card(
        group=group,
        title=title,
        lang=lang,
        url=reverse("commitments:detail", args=[one.pk]),
        what=str(what),
        for_whom=one.owner.name.best(viewer.lang)[0],
        until=until,
        next=_next(viewer, row),
        sort=sort,
        mark=one.mark,
    )


def _next(viewer: Viewer, row: found.Row) -> str:
    one = row.commitment
    if one.state == State.COMPLETE:
        return _("Read what shows it")
    if one.state == State.WITHDRAWN:
        return one.withdrawn_reason.best(viewer.lang)[0]
    return words.freshness(row.stand)


def chain_figures(viewer: Viewer) -> list[Figure]:
    """Confirmed commitments, and how many of them were delivered or dropped."""
    by_state = found.counts(viewer)
    silent = (State.PROPOSED, State.REFUSED)
    counted = sum(n for state, n in by_state.items() if state not in silent)
    done, dropped = by_state.get(State.COMPLETE, 0), by_state.get(State.WITHDRAWN, 0)
    url = reverse("commitments:list")
    promised = pgettext("chain", "commitments")
    return [
        Figure("commitment", 40, counted, promised, f"{url}?counted=on"),
        Figure("result", 50, done, pgettext("chain", "delivered"), f"{url}?state=complete"),
        Figure("result", 51, dropped, pgettext("chain", "dropped"), f"{url}?state=withdrawn"),
    ]


def staff_tasks(viewer: Viewer) -> list[Task]:
    """What waits for an owner's answer: the owner's own, for the coordinator everybody's."""
    rows = found.commitments(viewer).filter(state=State.PROPOSED)
    if not viewer.has("coordinator"):
        rows = rows.filter(owner_id__in=viewer.represents)
    return [
        Task(
            title=_("Waits for the owner's answer: %(text)s")
            % {"text": row.text.best(viewer.lang)[0]},
            url=reverse("commitments:detail", args=[row.pk]),
            since=row.proposed_at,
        )
        for row in rows.order_by("proposed_at")
    ]


def profile_entries(viewer: Viewer) -> list[Any]:
    """Commitments of the organisations this person speaks for."""
    if not viewer.represents:
        return []
    rows = found.commitments(viewer).filter(owner_id__in=viewer.represents)
    ids = [str(pk) for pk in rows.values_list("pk", flat=True)]
    return list(things.things(viewer, ids).values())
