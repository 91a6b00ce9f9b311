"""What is laid beside a proposal: files, each with a name that says what it shows."""

from __future__ import annotations

from django.db import models

from zaedno.features.proposals.models.proposal import Proposal

ABOUT_LENGTH = 200


class Attachment(models.Model):
    """A file of a proposal. `about` is what a picture shows, for those who do not see it."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="attachments")
    file = models.ForeignKey("files.File", on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=ABOUT_LENGTH)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["added_at", "id"]

    def __str__(self) -> str:
        return self.about
