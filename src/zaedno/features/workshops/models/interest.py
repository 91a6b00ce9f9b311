"""An organisation says that it wants to take part; it gets a receipt and, in time, an answer."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.db import models
from django.utils.translation import gettext_lazy as _

from zaedno.core.fields import ReceiptField, SealedField, TextsField
from zaedno.core.models import Marked
from zaedno.features.workshops.models.event import Workshop


class Interest(Marked):
    """An expression of interest. The mailbox is sealed; nothing about a person is asked."""

    class State(models.TextChoices):
        RECEIVED = "received", _("received")
        ACKNOWLEDGED = "acknowledged", _("being considered")
        ACCEPTED = "accepted", _("accepted")
        WAITLISTED = "waitlisted", _("on the waiting list")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="interests")
    receipt = ReceiptField()
    state = models.CharField(max_length=12, choices=State, default=State.RECEIVED)
    organisation = models.ForeignKey(
        "people.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    organisation_name = models.CharField(max_length=200)
    kind = models.ForeignKey("people.StakeholderKind", on_delete=models.PROTECT, related_name="+")
    website = models.URLField(blank=True)
    themes = models.ManyToManyField("cities.Theme", related_name="+", blank=True)
    contribution = TextsField(max_length=500, blank=True)
    mailbox = SealedField(blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    lang = models.CharField(max_length=5, default="bg")
    access = models.JSONField(default=list)
    access_note = models.CharField(max_length=300, blank=True)
    consent_processing = models.BooleanField()
    consent_listing = models.BooleanField(default=False)
    received_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    reason = TextsField(max_length=600, blank=True)

    class Meta:
        ordering = ["received_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(consent_processing=True), name="interest_with_consent"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="declined")
                | models.Q(reason__bg__gt="")
                | models.Q(reason__en__gt=""),
                name="interest_declined_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["workshop", "state"], name="interest_state")]

    def __str__(self) -> str:
        return self.receipt

    @property
    def unanswered(self) -> bool:
        return self.state in UNANSWERED

    @property
    def token(self) -> str:
        """The private link's secret part: nobody can make one from a receipt number."""
        return signing.Signer(salt=SALT).sign(self.receipt)


SALT = "workshops.interest"
UNANSWERED = (Interest.State.RECEIVED, Interest.State.ACKNOWLEDGED)
