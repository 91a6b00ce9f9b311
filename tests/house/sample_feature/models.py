from __future__ import annotations

from django.db import models


class Leaf(models.Model):
    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=60)
    heard = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.words
