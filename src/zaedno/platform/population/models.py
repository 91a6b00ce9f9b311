"""How many people of each group live in the city, as a published source says."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy

from zaedno.core.fields import TextsField, WhenField, texts_filled
from zaedno.core.models import Marked


class Group(Marked):
    """One group of one feature. All groups of a feature come from one source and are replaced
    together."""

    class Feature(models.TextChoices):
        DISTRICT = "district", pgettext_lazy("feature", "District")
        AGE = "age", pgettext_lazy("feature", "Age")
        GENDER = "gender", pgettext_lazy("feature", "Gender")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    feature = models.CharField(max_length=10, choices=Feature)
    code = models.SlugField(max_length=40)
    name = TextsField(max_length=120)
    people = models.PositiveIntegerField()
    position = models.PositiveSmallIntegerField()
    as_of = WhenField()
    source = TextsField(max_length=300)

    class Meta:
        ordering = ["feature", "position"]
        constraints = [
            models.UniqueConstraint(fields=["city", "feature", "code"], name="population_once"),
            texts_filled("name", name="population_named"),
            texts_filled("source", name="population_sourced"),
        ]

    def __str__(self) -> str:
        return str(self.name)
