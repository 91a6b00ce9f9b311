"""What listeners are told: deliveries run in event order, in batches, with five tries."""

from __future__ import annotations

import logging
import traceback
from datetime import timedelta
from pathlib import Path
from time import monotonic
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils.translation import override

from zaedno.core import clock, registry
from zaedno.core.actions import system_ctx
from zaedno.core.models import Delivery
from zaedno.core.viewer import CityLike, Nowhere

log = logging.getLogger("zaedno.jobs")

BATCH = 50
HOLD = 0.3  # seconds that one batch may keep the write lock of SQLite
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


def _run_batch(ids: list[int]) -> int:
    """Together in one transaction, as many as fit into HOLD seconds: other writers wait meanwhile.

    When one fails, one by one, so that the others are not held up.
    """
    begun, done = monotonic(), 0
    try:
        with transaction.atomic():
            for pk in ids:
                done += _run(pk)
                if monotonic() - begun > HOLD:
                    break
        return done
    except Exception:  # noqa: BLE001 - any listener may fail in any way; each is tried alone below
        log.info("a batch of %d deliveries failed; running them one by one", len(ids))
    done = 0
    for pk in ids:
        try:
            with transaction.atomic():
                done += _run(pk)
        except Exception as error:  # noqa: BLE001
            log.warning("delivery %d failed: %s", pk, type(error).__name__)
            _postpone(pk, error)
    return done


def _run(pk: int) -> int:
    from_here = Delivery.objects.select_for_update(of=("self",)).select_related("event")
    delivery = from_here.filter(pk=pk, state=Delivery.State.WAITING).first()
    if delivery is None:
        return 0
    event = delivery.event
    cities: Any = apps.get_model("cities.City")._base_manager
    city: CityLike = cities.filter(pk=event.city_id).first() or Nowhere()
    ctx = system_ctx(city, because=event.pk, key=f"{event.pk}:{delivery.handler}"[:120])
    with override(city.default_language):
        registry.function(delivery.handler)(ctx, event)
    delivery.state = Delivery.State.DONE
    delivery.tries += 1
    delivery.save(update_fields=["state", "tries"])
    return 1


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
