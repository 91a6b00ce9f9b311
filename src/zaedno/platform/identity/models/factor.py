"""A second factor: codes of an authenticator app, and a few for the day it is lost."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from zaedno.core.fields import SealedField


class Factor(models.Model):
    """The shared secret, sealed; the step last used, so that no code opens twice."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    secret = SealedField()
    recovery = models.JSONField(default=list, help_text="fingerprints of codes not used yet")
    last_step = models.BigIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    tries_since = models.DateTimeField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"factor of {self.person_id}"
