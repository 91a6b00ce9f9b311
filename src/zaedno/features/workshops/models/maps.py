"""Maps a room draws: the tree of a problem, and who has how much power and interest."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from zaedno.core.fields import TextsField, texts_filled
from zaedno.core.models import Marked
from zaedno.features.workshops.models.board import NOTE_LENGTH
from zaedno.features.workshops.models.event import Workshop


class TreeNode(Marked):
    """The problem is the trunk, causes are its roots, effects its branches. Cut, never deleted."""

    class Part(models.TextChoices):
        PROBLEM = "problem", _("problem")
        CAUSE = "cause", _("cause")
        EFFECT = "effect", _("effect")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="tree")
    part = models.CharField(max_length=8, choices=Part)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    text = TextsField(max_length=NOTE_LENGTH)
    goal = TextsField(max_length=NOTE_LENGTH, blank=True, help_text="the same place as an aim")
    cut = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            texts_filled("text", name="tree_node_said"),
            models.CheckConstraint(
                condition=models.Q(part="problem", parent__isnull=True)
                | (~models.Q(part="problem") & models.Q(parent__isnull=False)),
                name="tree_grows_from_a_problem",
            ),
        ]

    def __str__(self) -> str:
        return str(self.text)


class InfluenceMap(models.Model):
    """Whether the power and interest of kinds are published; one per workshop."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    workshop = models.OneToOneField(Workshop, on_delete=models.CASCADE, related_name="+")
    published_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.workshop_id}"


class Influence(Marked):
    """How one rater sees one kind of organisation, or one organisation: internal."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="influences")
    kind = models.ForeignKey("people.StakeholderKind", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        "people.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    power = models.PositiveSmallIntegerField()
    interest = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=200, blank=True)
    rater = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(power__gte=1, power__lte=5, interest__gte=1, interest__lte=5),
                name="influence_from_one_to_five",
            ),
            models.UniqueConstraint(
                fields=["workshop", "kind", "rater"],
                condition=models.Q(organisation=None),
                name="influence_of_kind_once",
            ),
            models.UniqueConstraint(
                fields=["workshop", "organisation", "rater"],
                condition=models.Q(organisation__isnull=False),
                name="influence_of_organisation_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind_id}: {self.power}, {self.interest}"
