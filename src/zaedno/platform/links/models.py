"""The thread: which thing grew out of, answers, delivers or reports on which."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Link(models.Model):
    """`target` (later, downstream) stands in `relation` to `source` (earlier, upstream)."""

    class Relation(models.TextChoices):
        GREW_OUT_OF = "grew_out_of", _("grew out of")
        ANSWERS = "answers", _("answers")
        DELIVERS = "delivers", _("delivers")
        REPORTS_ON = "reports_on", _("reports on")
        CITES = "cites", _("cites")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    source_kind = models.CharField(max_length=60)
    source_id = models.CharField(max_length=40)
    target_kind = models.CharField(max_length=60)
    target_id = models.CharField(max_length=40)
    relation = models.CharField(max_length=20, choices=Relation)
    reason = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source_kind", "source_id", "target_kind", "target_id", "relation"],
                condition=models.Q(ended_at__isnull=True),
                name="link_once",
            )
        ]
        indexes = [
            models.Index(fields=["source_kind", "source_id"], name="link_source"),
            models.Index(fields=["target_kind", "target_id"], name="link_target"),
        ]

    def __str__(self) -> str:
        return (
            f"{self.target_kind}:{self.target_id} {self.relation} "
            f"{self.source_kind}:{self.source_id}"
        )
