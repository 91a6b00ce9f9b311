"""The keys under which public things are found, made from what anybody may see."""

from __future__ import annotations

from django.db import models


class SearchKey(models.Model):
    city = models.ForeignKey("cities.City", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    ident = models.CharField(max_length=40)
    key = models.CharField(max_length=40)
    weight = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["city", "kind", "ident", "key"], name="search_once"),
        ]
        indexes = [models.Index(fields=["city", "key", "kind", "ident"], name="search_key")]

    def __str__(self) -> str:
        return f"{self.key} {self.kind}:{self.ident}"
