"""A clerk acts for somebody at the counter: for half an hour, and every deed of it is noted."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from zaedno.core.fields import ReceiptField


class Acting(models.Model):
    """From when until when a clerk acted for a person; its number stands on the receipt."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    clerk = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    receipt = ReceiptField()
    begun_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "acting"
        constraints = [
            models.UniqueConstraint(
                fields=["city", "clerk"],
                condition=models.Q(ended_at__isnull=True),
                name="acting_one_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return self.receipt


class ActingDeed(models.Model):
    """One deed of it. Of a secret deed only its kind is noted, and the hour."""

    acting = models.ForeignKey(Acting, on_delete=models.CASCADE, related_name="deeds")
    verb = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.acting_id} {self.verb}"
