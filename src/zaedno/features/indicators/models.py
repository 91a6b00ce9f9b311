"""What is measured, how it moved, and which channels of participation were opened."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zaedno.core.fields import ReceiptField, TextsField, WhenField, texts_filled
from zaedno.core.models import Marked
from zaedno.platform.cities.choices import Influence, Scope, Unit


class Indicator(Marked):
    """A definition with its place in the chain from catalyst to performance."""

    class Chain(models.TextChoices):
        CATALYST = "catalyst", _("catalyst")
        ACTIVITY = "activity", _("activity")
        ACHIEVEMENT = "achievement", _("achievement")
        PERFORMANCE = "performance", _("performance")

    class Direction(models.TextChoices):
        UP = "up", _("more is better")
        DOWN = "down", _("less is better")

    class Source(models.TextChoices):
        MUNICIPAL = "municipal_record", _("records of the municipality")
        PLATFORM = "platform", _("counted by this platform")
        CATALOGUE = "catalogue", _("data catalogue")
        TEST = "test", _("test before and after")
        PROFILE = "voluntary_profile", _("voluntary profile of participants")
        TRACKER = "tracker", _("tracker of implementation")
        USABILITY = "usability_test", _("usability test")
        SURVEY = "survey", _("survey")
        OTHER = "other", _("other source")

    class Frequency(models.IntegerChoices):
        MONTHLY = 1, _("monthly")
        QUARTERLY = 3, _("quarterly")
        HALF_YEARLY = 6, _("twice a year")
        YEARLY = 12, _("yearly")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=12)
    title = TextsField(max_length=200)
    definition = TextsField(max_length=800, blank=True)
    unit = models.CharField(max_length=12, choices=Unit)
    direction = models.CharField(max_length=4, choices=Direction, default=Direction.UP)
    source = models.CharField(max_length=20, choices=Source)
    owner = models.ForeignKey(
        "people.StakeholderKind", null=True, on_delete=models.PROTECT, related_name="+"
    )
    baseline = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    target = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    chain = models.CharField(max_length=12, choices=Chain)
    theme = models.ForeignKey("cities.Theme", null=True, on_delete=models.PROTECT, related_name="+")
    frequency = models.PositiveSmallIntegerField(choices=Frequency, null=True)
    pitfalls = TextsField(max_length=800, blank=True)
    respondents = models.PositiveIntegerField(null=True)
    receipt = ReceiptField()
    defined_at = models.DateTimeField()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["city", "code"], name="indicator_once"),
            texts_filled("title", name="indicator_titled"),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("indicators:indicator", args=[self.pk])


class Point(Marked):
    """A value on a day or in a month. A wrong one stays, with the point that corrects it."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="points")
    date = WhenField()
    value = models.DecimalField(max_digits=14, decimal_places=4)
    source = models.CharField(max_length=300, blank=True)
    respondents = models.PositiveIntegerField(null=True)
    measured_at = models.DateTimeField()
    corrected_by = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="corrects"
    )
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["date", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "date"],
                condition=Q(corrected_by__isnull=True),
                name="point_once_a_date",
            ),
            models.CheckConstraint(
                condition=~Q(corrected_by=models.F("id")), name="point_corrected_by_another"
            ),
            models.CheckConstraint(
                condition=Q(corrected_by__isnull=True) | ~Q(reason=""),
                name="point_corrected_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.value}"


class Mechanism(Marked):
    """A new channel or process: what it promised, what it delivered, what it cost."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    title = TextsField(max_length=200)
    about = TextsField(max_length=800, blank=True)
    started = WhenField()
    promised = models.CharField(max_length=12, choices=Influence)
    delivered = models.CharField(max_length=12, choices=Influence, blank=True)
    scope = models.CharField(max_length=3, choices=Scope, blank=True)
    cost = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    cost_date = WhenField(null=True)
    receipt = ReceiptField()
    registered_at = models.DateTimeField()

    class Meta:
        ordering = ["started", "id"]
        constraints = [
            texts_filled("title", name="mechanism_titled"),
            models.CheckConstraint(
                condition=Q(cost__isnull=True)
                | (Q(cost__gte=0) & ~Q(currency="") & Q(cost_date__isnull=False)),
                name="mechanism_cost_dated",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("indicators:mechanism", args=[self.pk])


class Use(Marked):
    """How much a mechanism, or what it replaced, was used: before it began or after."""

    class Phase(models.TextChoices):
        BEFORE = "before", pgettext_lazy("use of a mechanism", "before")
        AFTER = "after", pgettext_lazy("use of a mechanism", "after")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    mechanism = models.ForeignKey(Mechanism, on_delete=models.PROTECT, related_name="uses")
    phase = models.CharField(max_length=6, choices=Phase)
    what = TextsField(max_length=200)
    date = WhenField()
    value = models.DecimalField(max_digits=14, decimal_places=4)
    unit = models.CharField(max_length=12, choices=Unit)
    source = models.CharField(max_length=300)
    counted_at = models.DateTimeField()

    class Meta:
        ordering = ["date", "id"]
        constraints = [
            texts_filled("what", name="use_named"),
            models.CheckConstraint(condition=~Q(source=""), name="use_sourced"),
        ]

    def __str__(self) -> str:
        return f"{self.phase} {self.date}: {self.value}"
