"""Participation in numbers, as the schedule counted it last."""

from __future__ import annotations

from django.db import models


class Statistic(models.Model):
    """The numbers of one process, or of the whole city where no process stands.

    `data` holds groups of deeds and no single one; people stand in it in fives. `upto` is the last
    deed of the journal when it was counted: without a newer one there is nothing to count.
    """

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    process = models.ForeignKey(
        "processes.Process", null=True, on_delete=models.CASCADE, related_name="+"
    )
    data = models.JSONField()
    upto = models.BigIntegerField(default=0)
    counted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["process"],
                name="statistic_of_process_once",
                condition=models.Q(process__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["city"],
                name="statistic_of_city_once",
                condition=models.Q(process__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.city_id}:{self.process_id}"
