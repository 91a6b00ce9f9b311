"""An act of a body, its money, what is to be delivered, and what citizens saw of it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy

from zaedno.core.fields import ReceiptField, TextsField, WhenField, texts_filled
from zaedno.core.models import Marked


class Act(Marked):
    """A decision in the legal sense: who decided, under which number, on which day."""

    class Kind(models.TextChoices):
        COUNCIL_DECISION = "council_decision", pgettext_lazy("act", "council decision")
        ORDER = "order", pgettext_lazy("act", "mayor's order")
        ORDINANCE = "ordinance", pgettext_lazy("act", "ordinance")
        BUDGET = "budget", pgettext_lazy("act", "budget")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    receipt = ReceiptField()
    kind = models.CharField(max_length=20, choices=Kind)
    number = models.CharField(max_length=40)
    protocol = models.CharField(max_length=40, blank=True)
    date = WhenField()
    body = TextsField(max_length=200)
    title = TextsField(max_length=300)
    reasons = TextsField(max_length=3000, blank=True)
    text_url = models.URLField(blank=True)
    theme = models.ForeignKey(
        "cities.Theme", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-date", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["city", "kind", "number", "date"], name="act_once"),
            texts_filled("title", name="act_title"),
            texts_filled("body", name="act_body"),
        ]

    def __str__(self) -> str:
        return str(self.title)


class BudgetLine(Marked):
    """Money as it was decided: amount, currency and year are kept, never converted."""

    act = models.ForeignKey(Act, on_delete=models.PROTECT, related_name="budget_lines")
    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    name = TextsField(max_length=200)
    amount = models.DecimalField(max_digits=16, decimal_places=2)
    currency = models.CharField(max_length=3)
    year = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="budget_not_negative")
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.amount} {self.currency}"


class Delivery(Marked):
    """One thing to be delivered: planned for a day, maybe moved with a reason, at last done."""

    act = models.ForeignKey(Act, on_delete=models.PROTECT, related_name="deliveries")
    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    receipt = ReceiptField()
    text = TextsField(max_length=300)
    owner = models.ForeignKey("people.StakeholderKind", on_delete=models.PROTECT, related_name="+")
    planned = WhenField()
    moved_to = WhenField(null=True)
    delay_reason = TextsField(max_length=500, blank=True)
    done_on = models.DateField(null=True)

    class Meta:
        ordering = ["planned", "id"]
        verbose_name_plural = "deliveries"
        constraints = [texts_filled("text", name="delivery_text")]

    def __str__(self) -> str:
        return str(self.text)


class CitizenCheck(Marked):
    """What somebody saw with their own eyes; shown after a moderator has read it."""

    class Verdict(models.TextChoices):
        CONFIRMS = "confirms", pgettext_lazy("check", "It is so")
        DISAGREES = "disagrees", pgettext_lazy("check", "It is not so")

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("check", "waits for a moderator")
        PUBLISHED = "published", pgettext_lazy("check", "published")
        HIDDEN = "hidden", pgettext_lazy("check", "hidden, with a reason")

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="checks")
    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    receipt = ReceiptField()
    day = models.DateField()
    verdict = models.CharField(max_length=10, choices=Verdict)
    text = TextsField(max_length=500)
    photo = models.ForeignKey("files.File", null=True, on_delete=models.PROTECT, related_name="+")
    district = models.ForeignKey(
        "cities.District", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    claimed = models.CharField(max_length=10)
    author = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    hidden_reason = models.CharField(max_length=500, blank=True)
    sent_at = models.DateTimeField()
    answer = TextsField(max_length=1000, blank=True)
    answered_on = models.DateField(null=True)

    class Meta:
        ordering = ["day", "id"]
        indexes = [models.Index(fields=["author", "sent_at"], name="check_author")]
        constraints = [texts_filled("text", name="check_text")]

    def __str__(self) -> str:
        return f"{self.verdict} {self.day}"
