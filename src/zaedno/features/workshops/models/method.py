"""Method templates that a city took in from a file: its own, or another city's."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from zaedno.core.fields import TextsField, texts_filled


class MethodFile(models.Model):
    """One version of a template. Never changed: a change is a new version."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    method = models.SlugField(max_length=60)
    version = models.CharField(max_length=20)
    title = TextsField(max_length=200)
    source = models.TextField(help_text="the file as it was taken in")
    sha256 = models.CharField(max_length=64)
    origin = models.CharField(max_length=200, blank=True)
    taken_in_at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["method", "id"]
        constraints = [
            models.UniqueConstraint(fields=["city", "method", "version"], name="method_once"),
            texts_filled("title", name="method_titled"),
        ]

    def __str__(self) -> str:
        return f"{self.method}-{self.version}"
