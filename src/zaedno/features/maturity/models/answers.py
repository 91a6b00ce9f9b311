"""What was answered, and what shows it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zaedno.core.fields import ReceiptField, TextsField, WhenField, texts_filled
from zaedno.core.models import Marked
from zaedno.features.maturity.models.assessment import Assessment, Group, Respondent, within


class Evidence(Marked):
    """What shows that a level is reached. Counts from when the reviewer accepts it."""

    class State(models.TextChoices):
        FILED = "filed", _("waiting for the reviewer")
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("not accepted")

    class Grade(models.TextChoices):
        A = "A", _("A – anyone can recompute it, or an independent test")
        B = "B", _("B – an act, a dated public page or statistics")
        C = "C", _("C – an internal document, a survey or a workshop result")
        D = "D", _("D – a single statement")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="evidence")
    indicator = models.CharField(max_length=20)
    code = models.CharField(max_length=12)
    type = models.CharField(max_length=10, help_text="an evidence type of the framework")
    title = TextsField(max_length=300)
    about = TextsField(max_length=1000, blank=True)
    sample = models.BooleanField(default=False)
    date = WhenField()
    url = models.URLField(blank=True)
    filed_by = models.ForeignKey(
        "people.Person", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    filed_by_role = models.CharField(max_length=20)
    filed_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.FILED)
    grade = models.CharField(max_length=1, choices=Grade)
    grade_reason = models.CharField(max_length=500, blank=True)
    graded_by_role = models.CharField(max_length=20, blank=True)
    graded_at = models.DateTimeField(null=True)
    receipt = ReceiptField()

    class Meta:
        ordering = ["indicator", "code"]
        verbose_name_plural = "evidence"
        constraints = [
            models.UniqueConstraint(fields=["assessment", "code"], name="evidence_code_once"),
            texts_filled("title", name="evidence_titled"),
        ]
        indexes = [models.Index(fields=["assessment", "indicator"], name="evidence_indicator")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def tone(self) -> str:
        return {"accepted": "done", "refused": "dropped"}.get(self.state, "now")


class Answer(models.Model):
    """What one person answered on one indicator; it may change until the assessment freezes."""

    class State(models.TextChoices):
        LEVEL = "level", _("a level")
        CANNOT_SAY = "cannot_say", _("cannot say")
        NOT_APPLICABLE = "not_applicable", _("does not apply")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="answers")
    respondent = models.ForeignKey(Respondent, on_delete=models.CASCADE, related_name="answers")
    indicator = models.CharField(max_length=20)
    state = models.CharField(max_length=15, choices=State)
    level = models.PositiveSmallIntegerField(null=True)
    reason = models.CharField(max_length=500, blank=True)
    change_reason = models.CharField(max_length=300, blank=True)
    lang = models.CharField(max_length=5)
    evidence: ClassVar[models.ManyToManyField[Evidence, models.Model]] = models.ManyToManyField(
        Evidence, related_name="answers"
    )
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["respondent", "indicator"], name="answer_once"),
            models.CheckConstraint(
                condition=Q(state="level", level__isnull=False)
                | (~Q(state="level") & Q(level__isnull=True)),
                name="answer_level_or_not",
            ),
            models.CheckConstraint(
                condition=~Q(state="not_applicable") | ~Q(reason=""), name="answer_reasoned"
            ),
            within("level", 1, 10, name="answer_on_a_scale"),
        ]
        indexes = [models.Index(fields=["assessment", "indicator"], name="answer_indicator")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.state}"


class SummarisedAnswer(Marked):
    """The median of a group that answered elsewhere, with the number of its members."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="summaries")
    group = models.CharField(max_length=15, choices=Group)
    indicator = models.CharField(max_length=20)
    value = models.DecimalField(max_digits=3, decimal_places=1)
    n = models.PositiveIntegerField()
    imported_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "group", "indicator"], name="summarised_once"
            ),
            within("value", 1, 10, name="summarised_on_a_scale"),
            models.CheckConstraint(condition=Q(n__gte=1), name="summarised_of_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.group}"
