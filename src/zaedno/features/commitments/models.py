"""A promise with an owner, a measure and a due date; what was reported, moved or dropped."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy

from zaedno.core.fields import ReceiptField, TextsField, WhenField, texts_filled
from zaedno.core.models import Marked
from zaedno.platform.cities.choices import Scope, Unit


class Commitment(Marked):
    """Text, measure, target and first due date never change; `Amendment` rows say what moved."""

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("commitment", "proposed")
        REFUSED = "refused", pgettext_lazy("commitment", "refused")
        CONFIRMED = "confirmed", pgettext_lazy("commitment", "confirmed")
        UNDER_WAY = "under_way", pgettext_lazy("commitment", "under way")
        COMPLETE = "complete", pgettext_lazy("commitment", "complete")
        WITHDRAWN = "withdrawn", pgettext_lazy("commitment", "withdrawn")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    receipt = ReceiptField()
    text = TextsField(max_length=300)
    measure = TextsField(max_length=200)
    unit = models.CharField(max_length=12, choices=Unit)
    baseline = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    target = models.DecimalField(max_digits=14, decimal_places=4)
    owner = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    helpers = models.ManyToManyField("people.StakeholderKind", related_name="+", blank=True)
    theme = models.ForeignKey(
        "cities.Theme", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    scope = models.CharField(max_length=3, choices=Scope, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    due = WhenField()
    due_now = WhenField()
    proposed_at = models.DateTimeField()
    confirmed_on = models.DateField(null=True)
    refused_reason = models.CharField(max_length=500, blank=True)
    delivered_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    withdrawn_reason = TextsField(max_length=500, blank=True)
    followed_until = models.DateField(null=True)

    class Meta:
        ordering = ["due_now", "id"]
        indexes = [models.Index(fields=["city", "state", "due_now"], name="commitment_list")]
        constraints = [
            texts_filled("text", name="commitment_text"),
            texts_filled("measure", name="commitment_measure"),
            models.CheckConstraint(
                condition=models.Q(baseline__isnull=True) | ~models.Q(target=models.F("baseline")),
                name="commitment_way_to_go",
            ),
        ]

    def __str__(self) -> str:
        return str(self.text)

    @property
    def counts(self) -> bool:
        """A promise that its owner has not confirmed counts nowhere."""
        return self.state not in (self.State.PROPOSED, self.State.REFUSED)

    @property
    def open(self) -> bool:
        return self.state in (self.State.CONFIRMED, self.State.UNDER_WAY)


class Progress(Marked):
    """A value in the measure's unit on a day, with what shows it."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="progress")
    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    value = models.DecimalField(max_digits=14, decimal_places=4)
    evidence = TextsField(max_length=500)
    evidence_url = models.URLField(blank=True)
    file = models.ForeignKey("files.File", null=True, on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()

    class Meta:
        ordering = ["day", "id"]
        verbose_name_plural = "progress"
        constraints = [texts_filled("evidence", name="progress_evidence")]

    def __str__(self) -> str:
        return f"{self.day}: {self.value}"


class Amendment(Marked):
    """A change of the due date or the scope, with the reason; the old date stays visible."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="amendments")
    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    old_due = WhenField()
    new_due = WhenField()
    scope_change = TextsField(max_length=300, blank=True)
    reason = TextsField(max_length=500)

    class Meta:
        ordering = ["day", "id"]
        constraints = [texts_filled("reason", name="amendment_reason")]

    def __str__(self) -> str:
        return f"{self.old_due} → {self.new_due}"


class Reminder(models.Model):
    """A letter already sent for a due date, so that none goes out twice."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="reminders")
    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    due = WhenField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commitment", "kind", "due"], name="reminder_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due}"
