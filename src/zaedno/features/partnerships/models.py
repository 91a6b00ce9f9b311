"""Ways of working together from which both sides gain."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zaedno.core.fields import ReceiptField, TextsField, texts_filled
from zaedno.core.models import Marked
from zaedno.platform.cities.choices import Influence

LANGUAGES = ("bg", "en")


def said(field: str) -> Q:
    """The field holds a text in some language."""
    condition = Q()
    for lang in LANGUAGES:
        condition |= Q(**{f"{field}__{lang}__gt": ""})
    return condition


class EngagementModel(Marked):
    """Who gives and who gains, on both sides; under which conditions; at which risk.

    `influence` is how far partners decide; `indicator`s report on it through links.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("in the catalogue")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    title = TextsField(max_length=200)
    partner_gives = TextsField(max_length=400, blank=True)
    partner_gains = TextsField(max_length=400, blank=True)
    city_gives = TextsField(max_length=400, blank=True)
    city_gains = TextsField(max_length=400, blank=True)
    conditions = TextsField(max_length=600, blank=True)
    first_step = TextsField(max_length=400, blank=True)
    risk = TextsField(max_length=400, blank=True)
    safeguard = TextsField(max_length=400, blank=True)
    influence = models.CharField(max_length=12, choices=Influence)
    effort = models.PositiveSmallIntegerField()
    theme = models.ForeignKey("cities.Theme", null=True, on_delete=models.PROTECT, related_name="+")
    also_for = models.ManyToManyField("cities.Theme", related_name="+", blank=True)
    kinds = models.ManyToManyField("people.StakeholderKind", related_name="+", blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    receipt = ReceiptField()
    described_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            texts_filled("title", name="engagement_titled"),
            models.CheckConstraint(
                condition=~Q(state="published") | (said("partner_gains") & said("city_gains")),
                name="engagement_gains_both_sides",
            ),
            models.CheckConstraint(condition=Q(effort__range=(1, 5)), name="engagement_effort"),
        ]
        indexes = [models.Index(fields=["city", "state"], name="engagement_list")]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("partnerships:detail", args=[self.pk])
