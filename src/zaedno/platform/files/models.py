"""Stored bytes, nothing more: what a file means belongs to the room that holds it."""

from __future__ import annotations

from django.db import models


class File(models.Model):
    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    content = models.FileField(upload_to="files/%Y/%m")
    sha256 = models.CharField(max_length=64, db_index=True)
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    stored_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
