"""How what people said in a process is read: themes, who stands in which, and the summing-up."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from zaedno.core.fields import TextsField, texts_filled
from zaedno.core.models import Marked

REST = "rest"  # the address of what stands in no theme


class Reading(models.Model):
    """One process as it was last read; the row that is held while contributions are sorted.

    `alike` are groups that say nearly the same: [{"refs": [[kind, id], ...], "shared": [...]}].
    """

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    process = models.OneToOneField(
        "processes.Process", on_delete=models.CASCADE, related_name="reading"
    )
    print = models.CharField(max_length=64, blank=True)  # of what was sorted, and into what
    sorted_at = models.DateTimeField(null=True)
    alike = models.JSONField(default=list)
    took_part = models.JSONField(default=list)  # [[feature, group, people], ...]

    def __str__(self) -> str:
        return f"{self.process_id}"


class Theme(Marked):
    """What some contributions are about. `seeds` are the words by which they are found."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    process = models.ForeignKey(
        "processes.Process", on_delete=models.CASCADE, related_name="insight_themes"
    )
    code = models.SlugField(max_length=40)
    title = TextsField(max_length=120)
    seeds = models.CharField(max_length=600)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["process", "code"], name="insight_theme_once"),
            texts_filled("title", name="insight_theme_titled"),
            models.CheckConstraint(
                condition=~models.Q(seeds="") & ~models.Q(code=REST), name="insight_theme_seeded"
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("insight:theme", args=[self.process.slug, self.code])


class Placing(models.Model):
    """A contribution and its theme, or none. `shared` are the words it was found by.

    What somebody placed by hand stays there, whatever words a theme gets later.
    """

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    process = models.ForeignKey("processes.Process", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    ident = models.CharField(max_length=40)
    theme = models.ForeignKey(Theme, null=True, on_delete=models.CASCADE, related_name="placings")
    by_hand = models.BooleanField(default=False)
    shared = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()  # when it was said

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["process", "kind", "ident"], name="placing_once")
        ]
        indexes = [models.Index(fields=["process", "theme", "-at"], name="placing_theme")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.ident}"


class Line(Marked):
    """One sentence of the summing-up. What it rests on are its sources."""

    class View(models.TextChoices):
        SHARED = "shared", pgettext_lazy("summing-up", "many say it")
        DIVIDED = "divided", pgettext_lazy("summing-up", "people differ")
        MINORITY = "minority", pgettext_lazy("summing-up", "few say it")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    process = models.ForeignKey("processes.Process", on_delete=models.CASCADE, related_name="+")
    theme = models.ForeignKey(Theme, null=True, on_delete=models.SET_NULL, related_name="lines")
    text = TextsField(max_length=500)
    view = models.CharField(max_length=10, choices=View)
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [texts_filled("text", name="insight_line_worded")]

    def __str__(self) -> str:
        return str(self.text)

    def get_absolute_url(self) -> str:
        return reverse("insight:line", args=[self.pk])


class Source(models.Model):
    """A contribution that a line rests on."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="sources")
    kind = models.CharField(max_length=60)
    ident = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "kind", "ident"], name="insight_source_once")
        ]
        indexes = [models.Index(fields=["kind", "ident"], name="insight_source_of")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.ident}"
