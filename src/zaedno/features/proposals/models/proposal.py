"""A proposal with its words as they changed, who supports it, and what the city answered."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from zaedno.core.fields import ReceiptField, TextsField
from zaedno.core.models import Marked
from zaedno.platform.moderation import models as moderation

TITLE_LENGTH = 140
TEXT_LENGTH = 4000
WHERE_LENGTH = 200
NAME_LENGTH = 80
TURNS = 2**31 - 1


def new_turn() -> int:
    return secrets.randbelow(TURNS)


class Proposal(Marked):
    """What somebody proposes in a process. Its words have one language: the author's."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("proposal", "draft")
        WAITING = "waiting", pgettext_lazy("proposal", "waits for a moderator")
        PUBLISHED = "published", pgettext_lazy("proposal", "published")
        MERGED = "merged", pgettext_lazy("proposal", "merged into another one")
        SPLIT = "split", pgettext_lazy("proposal", "split into parts")
        WITHDRAWN = "withdrawn", pgettext_lazy("proposal", "withdrawn by its author")
        HIDDEN = "hidden", pgettext_lazy("proposal", "hidden")

    class Channel(models.TextChoices):
        ONLINE = "online", pgettext_lazy("channel", "online")
        PAPER = "paper", pgettext_lazy("channel", "on paper")
        TABLE = "table", pgettext_lazy("channel", "from a table")

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", pgettext_lazy("answer", "accepted")
        PARTLY = "partly", pgettext_lazy("answer", "accepted in part")
        REJECTED = "rejected", pgettext_lazy("answer", "not accepted")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    process = models.ForeignKey("processes.Process", on_delete=models.PROTECT, related_name="+")
    receipt = ReceiptField()
    turn = models.PositiveIntegerField(default=new_turn, editable=False)  # a place drawn by lot
    title = models.CharField(max_length=TITLE_LENGTH)
    text = models.TextField(max_length=TEXT_LENGTH, blank=True)
    lang = models.CharField(max_length=5)
    author = models.CharField(max_length=40, blank=True)
    signed = models.CharField(max_length=NAME_LENGTH, blank=True)
    organisation = models.ForeignKey(
        "people.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.ONLINE)
    theme = models.ForeignKey("cities.Theme", null=True, on_delete=models.PROTECT, related_name="+")
    district = models.ForeignKey(
        "cities.District", null=True, on_delete=models.PROTECT, related_name="+"
    )
    place = models.JSONField(null=True)  # GeoJSON: a point or an area
    where = models.CharField(max_length=WHERE_LENGTH, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="merged"
    )
    supporters = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(null=True)
    answer_due = models.DateField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    reason = TextsField(max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_in = models.PositiveSmallIntegerField(null=True)  # working days, without the stood
    waiting_since = models.DateTimeField(null=True)  # the city asked back: the clock stands still
    stood = models.PositiveSmallIntegerField(default=0)
    reminded_on = models.DateField(null=True)
    commit_due = models.DateField(null=True)
    led_at = models.DateTimeField(null=True)  # a commitment or a decision grew out of it
    why_not = TextsField(max_length=1000, blank=True)
    copied_from = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="copies"
    )
    row_key = models.CharField(max_length=64, blank=True)  # of a line of an imported table

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True) | ~models.Q(outcome=""),
                name="proposal_answered_with_outcome",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="merged") | models.Q(merged_into__isnull=False),
                name="proposal_merged_somewhere",
            ),
            models.UniqueConstraint(
                fields=["process", "row_key"],
                condition=~models.Q(row_key=""),
                name="proposal_row_once",
            ),
            models.UniqueConstraint(
                fields=["process", "copied_from"],
                condition=models.Q(copied_from__isnull=False),
                name="proposal_copied_once",
            ),
        ]
        indexes = [
            models.Index(fields=["city", "state", "commit_due"], name="proposal_commit"),
            models.Index(fields=["city", "state", "answer_due"], name="proposal_due"),
            models.Index(
                fields=["process", "state", "-published_at", "-id"], name="proposal_newest"
            ),
            models.Index(fields=["process", "state", "-supporters", "id"], name="proposal_most"),
            models.Index(fields=["process", "state", "turn", "id"], name="proposal_turn"),
            models.Index(
                fields=["process", "state", "outcome", "answered_in"], name="proposal_figures"
            ),
            models.Index(
                fields=["process", "state", "-published_at"],
                condition=models.Q(place__isnull=False),
                name="proposal_placed",
            ),
            models.Index(fields=["author"], name="proposal_author"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("proposals:proposal", args=[self.receipt])

    @property
    def answered(self) -> bool:
        return self.answered_at is not None


class Wording(models.Model):
    """How a published proposal read before it was changed."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="wordings")
    title = models.CharField(max_length=TITLE_LENGTH)
    text = models.TextField(max_length=TEXT_LENGTH, blank=True)
    until = models.DateTimeField()
    supporters = models.PositiveIntegerField(default=0)
    amendment = models.ForeignKey(
        "proposals.Amendment", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["until", "id"]

    def __str__(self) -> str:
        return self.title


class Sheet(models.Model):
    """One person's supports in a process: the row that is held while they are counted."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    process = models.ForeignKey("processes.Process", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["process", "person"], name="support_sheet_once")
        ]

    def __str__(self) -> str:
        return f"{self.process_id}"


class Support(models.Model):
    """One person supports one proposal."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="supports")
    proposal = models.ForeignKey(
        Proposal, on_delete=models.CASCADE, related_name="supports", db_index=False
    )
    day = models.DateField(null=True)  # no hour; unknown for those given before it was kept

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "proposal"], name="support_once")]
        indexes = [models.Index(fields=["proposal", "day"], name="support_day")]

    def __str__(self) -> str:
        return f"{self.proposal_id}"


class Hiding(moderation.Hiding):
    """A proposal was hidden."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="hidings")

    class Meta(moderation.Hiding.Meta):
        abstract = False
        constraints = moderation.hiding_holds("hiding")
