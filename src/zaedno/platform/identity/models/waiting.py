"""Codes by e-mail, and forms that wait for one."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from zaedno.core.fields import SealedField


class Code(models.Model):
    """Six digits sent to an address. They open once, for a while, and bear few wrong tries."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    until = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["until"], name="code_until")]

    def __str__(self) -> str:
        return f"code {self.pk}"


class Kept(models.Model):
    """A form that somebody sent before it was known who they are: sealed, and gone once used."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    path = models.CharField(max_length=500)
    body = SealedField()
    made_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "kept forms"
        indexes = [models.Index(fields=["made_at"], name="kept_made")]

    def __str__(self) -> str:
        return f"kept {self.pk}"
