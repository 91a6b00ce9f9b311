"""Stored bytes, nothing more: what a file means belongs to the room that holds it."""

from __future__ import annotations

import secrets

from django.db import models
from django.urls import reverse


def new_key() -> str:
    return secrets.token_urlsafe(18)


def storage_name(file: File, _name: str) -> str:
    """Never the uploader's own name: it goes to the disk under a random one."""
    ending = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg"}
    return f"{file.stored_at:%Y/%m}/{secrets.token_hex(16)}.{ending[file.media_type]}"


class File(models.Model):
    """Bytes with a checked type. `holder` is the thing through which it may be seen.

    Without a holder whoever was shown the address (it can't be guessed) may open it; with one,
    whoever may see the holder.
    """

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=24, unique=True, default=new_key)
    content = models.FileField(upload_to=storage_name)
    sha256 = models.CharField(max_length=64, db_index=True)
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    holder_kind = models.CharField(max_length=60, blank=True)
    holder_id = models.CharField(max_length=40, blank=True)
    stored_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        return reverse("files:download", args=[self.key])

    @property
    def is_image(self) -> bool:
        return self.media_type.startswith("image/")
