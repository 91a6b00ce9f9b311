"""The days and units of answers, questions to authors, what accepted proposals led to."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from zaedno.algorithms import working_days
from zaedno.core import clock
from zaedno.core.viewer import Viewer
from zaedno.features.proposals.models.answering import AnswerRule, Inquiry
from zaedno.features.proposals.models.proposal import Proposal
from zaedno.features.proposals.rules.answering import LEADING, USUAL_COMMIT_DAYS, follow_up
from zaedno.platform.people.queries import addresses_of_role
from zaedno.platform.processes.models import Process

NEAR = 3  # working days before a day a reminder goes out


def rules(viewer: Viewer) -> QuerySet[AnswerRule]:
    found = AnswerRule.objects.filter(city_id=viewer.city.pk).select_related("theme")
    return found.order_by(F("theme__order").asc(nulls_first=True), "pk")


def rule_for(viewer: Viewer, theme_id: int | None) -> AnswerRule | None:
    """That of the topic, else the one for all others."""
    found = {one.theme_id: one for one in rules(viewer)}
    return found.get(theme_id) or found.get(None)


def due(viewer: Viewer, process: Process, theme_id: int | None, start: date) -> date:
    """The last day for an answer: the topic's own days, else those of the process."""
    rule = rule_for(viewer, theme_id) if theme_id else None
    days = rule.days if rule and rule.theme_id else process.answer_days
    return working_days.after(start, days, working_days.BULGARIA)


def commit_due(viewer: Viewer, theme_id: int | None, start: date) -> date:
    rule = rule_for(viewer, theme_id)
    days = rule.commit_days if rule else USUAL_COMMIT_DAYS
    return working_days.after(start, days, working_days.BULGARIA)


def inquiries(viewer: Viewer, row: Proposal) -> list[Inquiry]:
    return list(Inquiry.objects.filter(city_id=viewer.city.pk, proposal=row))


def held_inquiry(viewer: Viewer, row: Proposal) -> Inquiry:
    """The one that waits; whoever holds the proposal has seen that there is one."""
    mine = Inquiry.objects.select_for_update().filter(city_id=viewer.city.pk, proposal=row)
    return mine.get(ended_at__isnull=True)


def stood(asked_at: datetime, now: datetime) -> int:
    """How many working days the clock stood still."""
    start, end = clock.day(asked_at), timezone.localdate(now)
    return working_days.between(start, end, working_days.BULGARIA)


def moved(day: date | None, by: int) -> date | None:
    return working_days.after(day, by, working_days.BULGARIA) if day and by else day


def promised(viewer: Viewer, standing: str, today: date) -> QuerySet[Proposal]:
    """Accepted proposals by what came of them, those that wait longest first."""
    found = Proposal.objects.filter(
        city_id=viewer.city.pk,
        state=Proposal.State.PUBLISHED,
        commit_due__isnull=False,
        outcome__in=LEADING,
    )
    explained = ~Q(why_not={})
    waits = Q(led_at__isnull=True, why_not={})
    parts = {
        "led": Q(led_at__isnull=False),
        "explained": Q(led_at__isnull=True) & explained,
        "late": waits & Q(commit_due__lt=today),
        "waiting": waits & Q(commit_due__gte=today),
    }
    found = found.filter(parts[standing]) if standing in parts else found
    return found.select_related("process", "district", "organisation").order_by("commit_due", "pk")


def standing(row: Proposal, today: date) -> str:
    if not row.answered:
        return ""
    return follow_up(row.outcome, row.led_at is not None, bool(row.why_not), row.commit_due, today)


def to_remind(viewer: Viewer, today: date) -> QuerySet[Proposal]:
    """Those whose answer or commitment is near or late and not told of since."""
    near = working_days.after(today, NEAR, working_days.BULGARIA)
    public = Proposal.objects.filter(city_id=viewer.city.pk, state=Proposal.State.PUBLISHED)
    owes = Q(answered_at__isnull=True, waiting_since__isnull=True, answer_due__lte=near)
    follows = Q(commit_due__lte=near, led_at__isnull=True, why_not={}, outcome__in=LEADING)
    fresh = Q(reminded_on__isnull=True) | Q(reminded_on__lte=today - timedelta(days=7))
    return public.filter(owes | follows).filter(fresh).select_related("process").order_by("pk")


def mailboxes(viewer: Viewer, rule: AnswerRule | None) -> list[tuple[str, str]]:
    """Where reminders go: the unit's own mailbox, else everybody who answers."""
    if rule and rule.mailbox:
        return [(rule.mailbox, viewer.city.default_language)]
    found: list[Any] = addresses_of_role(viewer, "coordinator")
    return [(one.address, one.lang) for one in found]
