"""What follows: plans for the gaps, objections, and other cities to compare with."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from zaedno.core.fields import ReceiptField, Texts, TextsField, texts_filled
from zaedno.core.models import Marked
from zaedno.features.maturity.models.assessment import Assessment, within


class GapPlan(Marked):
    """What the city wants of an indicator: target, effort, and the vote factor with its reason."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="plans")
    indicator = models.CharField(max_length=20)
    target = models.PositiveSmallIntegerField()
    effort = models.PositiveSmallIntegerField()
    vote_factor = models.DecimalField(max_digits=3, decimal_places=2, default=1)
    vote_reason = TextsField(max_length=500)
    entered_by_role = models.CharField(max_length=20)
    owner = models.ForeignKey(
        "people.Organisation", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    accepted_for_now = TextsField(max_length=500, blank=True, default=Texts)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "indicator"], name="gap_plan_once"),
            within("effort", 1, 5, name="gap_plan_effort"),
            within("vote_factor", 0.5, 1.5, name="gap_plan_factor"),
            texts_filled("vote_reason", name="gap_plan_reasoned"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.target}"


class Objection(Marked):
    """Somebody disagrees with the public draft; printed with its answer, or as still open."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("objection", "open")
        ANSWERED = "answered", pgettext_lazy("objection", "answered")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="objections")
    section = models.CharField(max_length=50, help_text="a section of the report")
    indicator = models.CharField(max_length=20, blank=True)
    text = TextsField(max_length=1000)
    organisation = models.ForeignKey(
        "people.Organisation", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    person = models.ForeignKey(
        "people.Person", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    filed_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    answer = TextsField(max_length=1000, blank=True)
    answered_by_role = models.CharField(max_length=20, blank=True)
    answered_at = models.DateTimeField(null=True)
    receipt = ReceiptField()

    class Meta:
        ordering = ["filed_at", "id"]
        constraints = [
            texts_filled("text", name="objection_filled"),
            models.CheckConstraint(
                condition=Q(state="open") | Q(answered_at__isnull=False),
                name="objection_answered_when",
            ),
        ]

    def __str__(self) -> str:
        return f"objection {self.pk}"

    @property
    def tone(self) -> str:
        return "done" if self.state == self.State.ANSWERED else "now"


class PeerResult(Marked):
    """Another city's published result, entered to compare with; it has no rows of its own here."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    code = models.SlugField(max_length=40)
    name = TextsField(max_length=120)
    framework_code = models.CharField(max_length=40)
    framework_version = models.CharField(max_length=20)
    score = models.DecimalField(max_digits=5, decimal_places=3)
    half_width = models.DecimalField(max_digits=5, decimal_places=3)
    dimensions = models.JSONField(default=dict)
    source = models.CharField(max_length=300, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["city", "code"], name="peer_result_once"),
            texts_filled("name", name="peer_result_named"),
        ]

    def __str__(self) -> str:
        return str(self.name)
