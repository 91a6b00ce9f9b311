"""What listeners are told: deliveries run in event order, in batches, with five tries."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar

from django.apps import apps
from django.db import transaction
from django.db.models import F
from django.utils.translation import override

from zaedno.core import clock, registry
from zaedno.core.actions import system_ctx
from zaedno.core.models import Delivery
from zaedno.core.viewer import CityLike, Nowhere

log = logging.getLogger("zaedno.jobs")

BATCH = 50
HOLD = 0.3  # seconds that one batch may keep the write lock of SQLite
Listener = TypeVar("Listener", bound=Callable[..., Any])
TOGETHER: set[Callable[..., Any]] = set()
PAUSES = (5, 30, 120, 600)  # seconds before the second, third, ... try; after the fifth: stuck


def drain() -> int:
    """Run every delivery that is due; returns how many were done."""
    done = 0
    while batch := _next_batch():
        done += _run_batch(batch)
    return done


def _next_batch() -> list[int]:
    due = Delivery.objects.filter(state=Delivery.State.WAITING, next_at__lte=clock.now())
    return list(due.order_by("event_id", "id").values_list("id", flat=True)[:BATCH])


def together(listener: Listener) -> Listener:
    """Marks a listener that is told of many deeds of one city at once, as a list in their order.

    It reads what they speak of in one go. All of them are told or none: where one fails, each is
    told alone, as of any other listener.
    """
    TOGETHER.add(listener)
    return listener


def _run_batch(ids: list[int]) -> int:
    """Together in one transaction, as many as fit into HOLD seconds: other writers wait meanwhile.

    When one fails, one by one, so that the others are not held up.
    """
    try:
        with transaction.atomic():
            return _run(ids)
    except Exception:  # noqa: BLE001 - any listener may fail in any way; each is tried alone below
        log.info("a batch of %d deliveries failed; running them one by one", len(ids))
    done = 0
    for pk in ids:
        try:
            with transaction.atomic():
                done += _run([pk])
        except Exception as error:  # noqa: BLE001
            log.warning("delivery %d failed: %s", pk, type(error).__name__)
            _postpone(pk, error)
    return done


def _run(ids: list[int]) -> int:
    """Those of them that nobody else has run meanwhile; the rows are held until the end."""
    begun, done = monotonic(), list[int]()
    mine = Delivery.objects.select_for_update(of=("self",)).select_related("event")
    held = mine.filter(pk__in=ids, state=Delivery.State.WAITING).order_by("event_id", "id")
    for deliveries in _tellings(list(held)):
        _tell(deliveries)
        done += [delivery.pk for delivery in deliveries]
        if monotonic() - begun > HOLD:
            break
    Delivery.objects.filter(pk__in=done).update(state=Delivery.State.DONE, tries=F("tries") + 1)
    return len(done)


def _tellings(held: list[Delivery]) -> list[list[Delivery]]:
    """What is told in one call each, in the order of their first deeds."""
    found: dict[tuple[Any, ...], list[Delivery]] = {}
    for delivery in held:
        key: tuple[Any, ...] = (delivery.pk,)
        if registry.function(delivery.handler) in TOGETHER:
            key = (delivery.handler, delivery.event.city_id)
        found.setdefault(key, []).append(delivery)
    return list(found.values())


def _tell(deliveries: list[Delivery]) -> None:
    first, listener = deliveries[0], registry.function(deliveries[0].handler)
    event = first.event
    cities: Any = apps.get_model("cities.City")._base_manager
    city: CityLike = cities.filter(pk=event.city_id).first() or Nowhere()
    with override(city.default_language):
        if listener in TOGETHER:
            listener(system_ctx(city), [delivery.event for delivery in deliveries])
        else:
            key = f"{event.pk}:{first.handler}"[:120]
            listener(system_ctx(city, because=event.pk, key=key), event)


def _postpone(pk: int, error: Exception) -> None:
    delivery = Delivery.objects.get(pk=pk)
    delivery.tries += 1
    delivery.error = where(error)
    if delivery.tries > len(PAUSES):
        delivery.state = Delivery.State.STUCK
    else:
        pause = PAUSES[delivery.tries - 1]
        delivery.next_at = clock.now() + timedelta(seconds=pause)
    delivery.save(update_fields=["tries", "error", "state", "next_at"])


def where(error: Exception) -> str:
    """Kind and place only: what an error says often repeats an address or a text."""
    last = traceback.extract_tb(error.__traceback__)[-1:]
    place = "".join(f" in {Path(frame.filename).name}:{frame.lineno}" for frame in last)
    return f"{type(error).__name__}{place}"[:300]
