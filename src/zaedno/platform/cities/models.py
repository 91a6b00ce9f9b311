"""The programme, its tracks and cities; a city's districts, themes and dated figures."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from zaedno.core.fields import TextsField, WhenField, texts_filled
from zaedno.core.models import Marked


class Programme(Marked):
    slug = models.SlugField(unique=True)
    name = TextsField(max_length=200)
    owner = TextsField(max_length=200)
    duration_months = models.PositiveSmallIntegerField(null=True)
    quick_win_months = models.PositiveSmallIntegerField(default=6)
    long_term_months = models.PositiveSmallIntegerField(default=15)
    website = models.URLField(blank=True)

    class Meta:
        constraints = [texts_filled("name", name="programme_named")]

    def __str__(self) -> str:
        return str(self.name)


class Track(Marked):
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="tracks")
    slug = models.SlugField()
    name = TextsField(max_length=200)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "slug"], name="track_once"),
            texts_filled("name", name="track_named"),
        ]

    def __str__(self) -> str:
        return str(self.name)


class City(Marked):
    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        LIVE = "live", _("live")
        ARCHIVED = "archived", _("archived")

    slug = models.SlugField(unique=True)
    hosts = models.JSONField(default=list, help_text="host names this city answers to")
    name = TextsField(max_length=120)
    municipality = TextsField(max_length=200)
    council = TextsField(max_length=200)
    seats = models.PositiveSmallIntegerField(null=True)
    languages = models.JSONField(default=list)
    default_language = models.CharField(max_length=5, default="bg")
    time_zone = models.CharField(max_length=40, default="Europe/Sofia")
    programme = models.ForeignKey(
        Programme, null=True, on_delete=models.PROTECT, related_name="cities"
    )
    track = models.ForeignKey(Track, null=True, on_delete=models.PROTECT, related_name="cities")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    staff_factor = models.BooleanField(default=False)  # staff need a second factor
    primary = models.CharField(max_length=7, blank=True)
    accent = models.CharField(max_length=7, blank=True)

    class Meta:
        verbose_name_plural = "cities"
        constraints = [texts_filled("name", name="city_named")]

    def __str__(self) -> str:
        return str(self.name)


class District(Marked):
    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="districts")
    slug = models.SlugField()
    name = TextsField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["city", "slug"], name="district_once"),
            texts_filled("name", name="district_named"),
        ]

    def __str__(self) -> str:
        return str(self.name)


class Theme(Marked):
    """A topic that notes, needs, documents and news are filed under; also a point of the vision."""

    city = models.ForeignKey(City, on_delete=models.PROTECT, related_name="themes")
    code = models.CharField(max_length=20)
    name = TextsField(max_length=200)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "code"]
        constraints = [
            models.UniqueConstraint(fields=["city", "code"], name="theme_once"),
            texts_filled("name", name="theme_named"),
        ]

    def __str__(self) -> str:
        return str(self.name)


class Figure(Marked):
    """A published number as its source gave it, with the date: several may stand side by side."""

    class Key(models.TextChoices):
        CITIES = "cities", _("Cities in the programme")
        INHABITANTS = "inhabitants", _("Inhabitants")
        DISTRICTS = "districts", _("Districts")
        COUNCILLORS = "councillors", _("Municipal councillors")

    programme = models.ForeignKey(
        Programme, null=True, on_delete=models.PROTECT, related_name="figures"
    )
    city = models.ForeignKey(City, null=True, on_delete=models.PROTECT, related_name="figures")
    key = models.CharField(max_length=20, choices=Key)
    value = TextsField(max_length=60)
    as_of = WhenField()
    source = TextsField(max_length=300)

    class Meta:
        ordering = ["key", "as_of", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(programme__isnull=False) ^ models.Q(city__isnull=False),
                name="figure_of_one_owner",
            ),
            texts_filled("value", name="figure_valued"),
            texts_filled("source", name="figure_sourced"),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.value}"


class Milestone(Marked):
    """A date of the journey: of the whole programme, or of one city."""

    programme = models.ForeignKey(
        Programme, null=True, on_delete=models.PROTECT, related_name="milestones"
    )
    city = models.ForeignKey(City, null=True, on_delete=models.PROTECT, related_name="milestones")
    date = WhenField()
    title = TextsField(max_length=200)
    summary = TextsField(max_length=500, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["date", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(programme__isnull=False) ^ models.Q(city__isnull=False),
                name="milestone_of_one_owner",
            ),
            texts_filled("title", name="milestone_titled"),
        ]

    def __str__(self) -> str:
        return str(self.title)
