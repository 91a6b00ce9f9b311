"""What an expert of the city says about a proposal: can it be done, at what cost, until when."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy

from zaedno.features.proposals.models.proposal import Proposal


class Valuation(models.Model):
    """Asked of one person until a day; read by staff, and by everybody once it is made public."""

    class Feasible(models.TextChoices):
        YES = "yes", pgettext_lazy("valuation", "can be done")
        PARTLY = "partly", pgettext_lazy("valuation", "can be done with changes")
        NO = "no", pgettext_lazy("valuation", "cannot be done")
        UNKNOWN = "unknown", pgettext_lazy("valuation", "cannot be said yet")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="valuations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    due = models.DateField()
    asked_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    feasible = models.CharField(max_length=10, choices=Feasible, blank=True)
    cost = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    takes = models.CharField(max_length=200, blank=True)
    note = models.TextField(max_length=2000, blank=True)
    lang = models.CharField(max_length=5, blank=True)
    public = models.BooleanField(default=False)
    given_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "person"], name="valuation_once"),
            models.CheckConstraint(
                condition=models.Q(cost__isnull=True) | models.Q(cost__gte=0),
                name="valuation_cost_counts",
            ),
            models.CheckConstraint(
                condition=models.Q(given_at__isnull=True) | ~models.Q(feasible=""),
                name="valuation_given_with_word",
            ),
        ]
        indexes = [models.Index(fields=["person", "due"], name="valuation_due")]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.feasible}"
