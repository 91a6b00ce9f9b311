"""Files of processes that are made or read beside the pages, and how far each has come."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import pgettext_lazy

DAYS_KEPT = 7  # what was hidden or erased meanwhile stands in a made file no longer than this
AT_ONCE = "at-once-"


def done_at_once() -> str:
    """Names work that no queue holds: whoever asked does it, and waits for the page meanwhile."""
    return AT_ONCE + secrets.token_hex(8)


def storage_name(_row: Any, _name: str) -> str:
    """Under a random name: no address leads to it but the one that asks who is there."""
    return f"carrying/{secrets.token_hex(16)}.zip"


class Work(models.Model):
    """What a job of the queue does with one file. Whoever asked is known by the city's pseudonym.

    `reason` says in the language of whoever asked why nothing came of it.
    """

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("carried file", "being worked on")
        DONE = "done", pgettext_lazy("carried file", "done")
        FAILED = "failed", pgettext_lazy("carried file", "failed")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    job = models.CharField(max_length=40, blank=True)
    lang = models.CharField(max_length=5)
    reason = models.CharField(max_length=600, blank=True)
    content = models.FileField(upload_to=storage_name, blank=True)
    size = models.PositiveBigIntegerField(default=0)

    class Meta:
        abstract = True

    @property
    def at_once(self) -> bool:
        return self.job.startswith(AT_ONCE)

    @property
    def version(self) -> str:
        """Changes with whatever an open page shows of it."""
        return f"{self.state}.{self.job}"


class Packing(Work):
    """The file of a process: one at a time, made anew when it is asked for again.

    `askers` are all who asked while it was being made: each of them gets a letter.
    """

    process = models.OneToOneField(
        "processes.Process", on_delete=models.CASCADE, related_name="packing"
    )
    askers = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="done", done_at__isnull=False) & ~models.Q(content="")
                | ~models.Q(state="done") & models.Q(content=""),
                name="packing_done_is_there",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.process_id} {self.state}"

    def get_absolute_url(self) -> str:
        return reverse("carrying:take_out", args=[self.process.slug])

    @property
    def until(self) -> datetime | None:
        return self.done_at and self.done_at + timedelta(days=DAYS_KEPT)


class Arrival(Work):
    """A file that was sent in: read beside the pages, whole or not at all, and then deleted.

    `counts` tells how many rows of each table came of it.
    """

    asker = models.CharField(max_length=64)
    slug = models.CharField(max_length=100)
    process = models.ForeignKey(
        "processes.Process", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    counts = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["city"],
                condition=models.Q(state="waiting"),
                name="arrival_one_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["city", "-id"], name="arrival_newest")]

    def __str__(self) -> str:
        return f"{self.slug} {self.state}"

    @property
    def rows(self) -> int:
        return sum(self.counts.values())
