"""The sealed side of the journal: leaf hashes, heads of whole blocks, signed checkpoints.

The deeds themselves are `core.Event`; nothing here says anything about them but hashes.
"""

from __future__ import annotations

from django.db import models

BLOCK = 256  # leaves whose common head is kept, so that a proof needs few reads


class Node(models.Model):
    """Level 0: the hash of the deed sealed at this place. Level 1: the head of a whole block."""

    level = models.PositiveSmallIntegerField()
    place = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "place"], name="node_once")]

    def __str__(self) -> str:
        return f"{self.level}/{self.place}"


class Checkpoint(models.Model):
    """The head of the log at one size, signed; `previous` is the head before it."""

    size = models.BigIntegerField(unique=True)
    root = models.CharField(max_length=64)
    at = models.DateTimeField()
    previous = models.CharField(max_length=64, blank=True)
    key = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)

    class Meta:
        ordering = ["-size"]

    def __str__(self) -> str:
        return f"{self.size} {self.root[:12]}"
