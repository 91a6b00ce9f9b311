"""Letters that leave the house, and who follows what."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from zaedno.core.fields import SealedField


class Message(models.Model):
    """A letter: written in the same transaction as the deed, sent by the worker."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENT = "sent", _("sent")
        STUCK = "stuck", _("stuck")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    to = SealedField()
    lang = models.CharField(max_length=5)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    kind = models.CharField(max_length=60)
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["state", "id"], name="message_state")]

    def __str__(self) -> str:
        return self.subject
