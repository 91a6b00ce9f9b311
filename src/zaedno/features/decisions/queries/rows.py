"""Acts and what hangs on them, as this viewer may see it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404

from zaedno.core.partial_dates import When
from zaedno.core.viewer import Viewer
from zaedno.features.decisions import rules
from zaedno.features.decisions.models import Act, CitizenCheck, Delivery


def acts(viewer: Viewer) -> QuerySet[Act]:
    return Act.objects.filter(city_id=viewer.city.pk).select_related("theme")


def checks(viewer: Viewer) -> QuerySet[CitizenCheck]:
    """Published ones; those who read checks see all."""
    found = CitizenCheck.objects.filter(city_id=viewer.city.pk)
    if not viewer.has(*rules.READERS):
        found = found.filter(state=CitizenCheck.State.PUBLISHED)
    return found.select_related("district", "photo")


def whole(viewer: Viewer, rows: QuerySet[Act]) -> QuerySet[Act]:
    """With money, deliveries and the checks that this viewer may see."""
    deliveries = Delivery.objects.select_related("owner").prefetch_related(
        Prefetch("checks", queryset=checks(viewer))
    )
    return rows.prefetch_related("budget_lines", Prefetch("deliveries", queryset=deliveries))


def act(viewer: Viewer, pk: int) -> Act:
    return _or_404(whole(viewer, acts(viewer).filter(pk=pk)).first())


def recorded(viewer: Viewer, kind: str, number: str, date: When) -> bool:
    return acts(viewer).filter(kind=kind, number=number, date=date).exists()


def deliveries(viewer: Viewer) -> QuerySet[Delivery]:
    return Delivery.objects.filter(city_id=viewer.city.pk).select_related("act", "owner")


def delivery(viewer: Viewer, pk: int) -> Delivery:
    return _or_404(deliveries(viewer).filter(pk=pk).first())


def held_delivery(viewer: Viewer, pk: int) -> Delivery:
    mine = Delivery.objects.filter(city_id=viewer.city.pk, pk=pk)
    return _or_404(mine.select_for_update().first())


def check(viewer: Viewer, pk: int) -> CitizenCheck:
    return _or_404(checks(viewer).select_related("delivery").filter(pk=pk).first())


def held_check(viewer: Viewer, pk: int) -> CitizenCheck:
    mine = CitizenCheck.objects.filter(city_id=viewer.city.pk, pk=pk)
    return _or_404(mine.select_for_update().first())


def waiting(viewer: Viewer) -> QuerySet[CitizenCheck]:
    return (
        checks(viewer)
        .filter(state=CitizenCheck.State.WAITING)
        .select_related("delivery")
        .order_by("sent_at")
    )


def sent_since(viewer: Viewer, author: str, now: datetime) -> int:
    """How many checks this pseudonym sent in the last day."""
    return CitizenCheck.objects.filter(
        city_id=viewer.city.pk, author=author, sent_at__gt=now - timedelta(days=1)
    ).count()


def facts_for(viewer: Viewer, row: Delivery) -> rules.DeliveryFacts:
    return rules.DeliveryFacts(row.moved_to or row.planned, row.done_on)


def chosen(viewer: Viewer, *, kind: str = "", theme: str = "") -> QuerySet[Act]:
    rows = acts(viewer)
    if kind:
        rows = rows.filter(kind=kind)
    if theme:
        rows = rows.filter(theme__code=theme)
    return rows


def by_receipt(viewer: Viewer, number: str) -> Any:
    return acts(viewer).filter(receipt=number).values_list("pk", flat=True).first()


def _or_404(found: Any) -> Any:
    if found is None:
        raise Http404
    return found
