"""Who was wanted, invited, accepted and came; who may place dots."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from zaedno.core.models import Marked
from zaedno.features.workshops.models.event import Workshop


class BalanceLine(Marked):
    """What the coordinator wants of one kind of organisation, and what was counted of it.

    `invited`, `accepted` and `came` count organisations noted by hand, for instance those that
    are not in the register; pages show whichever is greater, this or the registered ones.
    """

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="balance")
    kind = models.ForeignKey("people.StakeholderKind", on_delete=models.PROTECT, related_name="+")
    wanted = models.PositiveSmallIntegerField(default=0)
    invited = models.PositiveSmallIntegerField(default=0)
    accepted = models.PositiveSmallIntegerField(default=0)
    came = models.PositiveSmallIntegerField(null=True)
    came_people = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["kind__order", "kind__code"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "kind"], name="balance_kind_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind_id}: {self.wanted}"


class Participation(Marked):
    """A registered organisation and one workshop: invited, accepted, came."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="participations")
    organisation = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    invited_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    came = models.BooleanField(null=True)
    listed = models.BooleanField(
        default=False, help_text="agreed to be named publicly, or is named in a public source"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "organisation"], name="participation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.workshop_id}"


class Admission(models.Model):
    """One participant who may place dots and answer the evaluation.

    Without a person it is a seat of somebody who has no account and uses paper.
    """

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="admissions")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    admitted_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "person"],
                condition=models.Q(person__isnull=False),
                name="admitted_once",
            )
        ]

    def __str__(self) -> str:
        return f"admission {self.pk}"
