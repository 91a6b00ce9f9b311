"""Several authors of one proposal, changes others propose to its words, merging and splitting."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy

from zaedno.core.fields import SealedField
from zaedno.features.proposals.models.proposal import (
    NAME_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    Proposal,
)

REASON_LENGTH = 500


class CoAuthor(models.Model):
    """Somebody invited to write along. The address is sealed and wiped once they have answered."""

    class State(models.TextChoices):
        INVITED = "invited", pgettext_lazy("co-author", "invited")
        ACTIVE = "active", pgettext_lazy("co-author", "writes along")
        DECLINED = "declined", pgettext_lazy("co-author", "declined")
        LEFT = "left", pgettext_lazy("co-author", "left")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="coauthors")
    address = SealedField(blank=True)
    address_hash = models.CharField(max_length=64)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    name = models.CharField(max_length=NAME_LENGTH, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.INVITED)
    invited_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["invited_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "address_hash"], name="coauthor_once"),
            models.CheckConstraint(
                condition=~models.Q(state="active") | models.Q(person__isnull=False),
                name="coauthor_with_account",
            ),
        ]
        indexes = [models.Index(fields=["person", "state"], name="coauthor_person")]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.state}"


class Amendment(models.Model):
    """Other words for a proposal, and why; its authors take them or decline with the reason."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("amendment", "waits for the author")
        ACCEPTED = "accepted", pgettext_lazy("amendment", "taken over")
        DECLINED = "declined", pgettext_lazy("amendment", "declined")
        WITHDRAWN = "withdrawn", pgettext_lazy("amendment", "withdrawn")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="amendments")
    base_title = models.CharField(max_length=TITLE_LENGTH)
    base_text = models.TextField(max_length=TEXT_LENGTH, blank=True)
    title = models.CharField(max_length=TITLE_LENGTH)
    text = models.TextField(max_length=TEXT_LENGTH, blank=True)
    why = models.CharField(max_length=REASON_LENGTH)
    author = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    reason = models.CharField(max_length=REASON_LENGTH, blank=True)
    made_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "author"],
                condition=models.Q(state="open"),
                name="amendment_open_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="declined") | ~models.Q(reason=""),
                name="amendment_declined_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Move(models.Model):
    """The city wants to merge two proposals or split one: done when their authors agree.

    `word` says how those agreed whom no account reaches. `parts` of a split are title and text.
    """

    class Kind(models.TextChoices):
        MERGE = "merge", pgettext_lazy("move", "merge")
        SPLIT = "split", pgettext_lazy("move", "split")

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("move", "waits for consent")
        DONE = "done", pgettext_lazy("move", "done")
        REFUSED = "refused", pgettext_lazy("move", "refused")

    CARRIED_LISTS: ClassVar = {"agreed": "proposals.proposal"}

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="moves")
    into = models.ForeignKey(
        Proposal, null=True, on_delete=models.CASCADE, related_name="moves_here"
    )
    parts = models.JSONField(default=list)
    why = models.CharField(max_length=REASON_LENGTH)
    word = models.CharField(max_length=REASON_LENGTH, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    agreed = models.JSONField(default=list, help_text="ids of proposals whose authors agreed")
    reason = models.CharField(max_length=REASON_LENGTH, blank=True)
    asked_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind="merge") | models.Q(into__isnull=False),
                name="move_merges_somewhere",
            ),
            models.UniqueConstraint(
                fields=["proposal"], condition=models.Q(state="asked"), name="move_asked_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.proposal_id}"

    def concerns(self) -> list[Proposal]:
        """The proposals whose authors are asked."""
        return [self.proposal, self.into] if self.into else [self.proposal]
