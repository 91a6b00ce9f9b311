"""A survey: a form with days, with who may reply, and with results published one by one."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from zaedno.core.fields import TextsField, texts_filled
from zaedno.core.models import Marked


class Survey(Marked):
    """Open by the stage of its process, or by days of its own."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("survey", "draft")
        PUBLIC = "public", pgettext_lazy("survey", "published")
        CLOSED = "closed", pgettext_lazy("survey", "closed")

    class Who(models.TextChoices):
        EVERYBODY = "everybody", pgettext_lazy("who", "everybody, without an account")
        EMAIL = "email", pgettext_lazy("who", "whoever confirms an e-mail address")
        ACCOUNT = "account", pgettext_lazy("who", "whoever has an account")
        RESIDENT = "resident", pgettext_lazy("who", "verified residents")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    process = models.ForeignKey(
        "processes.Process", null=True, on_delete=models.PROTECT, related_name="+"
    )
    form = models.OneToOneField("forms.Form", null=True, on_delete=models.PROTECT, related_name="+")
    follows = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    slug = models.SlugField(max_length=80)
    title = TextsField(max_length=200)
    purpose = TextsField(max_length=2000, blank=True)
    who = models.CharField(max_length=12, choices=Who, default=Who.EVERYBODY)
    opens_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    replied = models.PositiveIntegerField(null=True)  # how many count, known when it closes

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["city", "slug"], name="survey_once"),
            texts_filled("title", name="survey_titled"),
            models.CheckConstraint(
                condition=models.Q(closes_at__isnull=True)
                | models.Q(closes_at__gt=models.F("opens_at")),
                name="survey_lasts",
            ),
        ]
        indexes = [models.Index(fields=["city", "state"], name="survey_state")]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("surveys:survey", args=[self.slug])


class Result(models.Model):
    """A result as it was published: numbers only, small groups already hidden."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="results")
    question = models.ForeignKey("forms.Question", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("forms.Question", null=True, on_delete=models.PROTECT, related_name="+")
    data = models.JSONField()
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "question", "by"], name="result_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.survey_id} {self.question_id}"
