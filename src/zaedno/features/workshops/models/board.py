"""Boards and their notes, and the history of how the notes were grouped."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.fields.json import KT
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from zaedno.core.fields import ReceiptField, Texts, TextsField, texts_filled
from zaedno.core.models import Marked
from zaedno.platform.cities.choices import Scope

NOTE_LENGTH = 140
MOST_PER_HOUR = 60


def channel(workshop_id: int) -> str:
    """Where open pages of a workshop hear that something changed."""
    return f"workshops:{workshop_id}"


class Board(Marked):
    """One question of a workshop, as a column of notes."""

    class Kind(models.TextChoices):
        STRENGTH = "strength", _("strengths")
        WEAKNESS = "weakness", _("weaknesses")
        OPPORTUNITY = "opportunity", _("opportunities")
        THREAT = "threat", _("threats")
        NEED = "need", _("needs")
        PRIORITY = "priority", _("priorities")
        CHALLENGE = "challenge", _("challenges")
        VISION = "vision", _("shared vision")
        MODEL = "model", _("engagement models")
        ACTION = "action", _("actions")
        OWN = "own", _("column of your own")

    class State(models.TextChoices):
        PLANNED = "planned", _("not open yet")
        OPEN = "open", _("open for notes")
        CLOSED = "closed", _("closed for notes")
        FROZEN = "frozen", _("frozen")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    workshop = models.ForeignKey(
        "workshops.Workshop", on_delete=models.PROTECT, related_name="boards"
    )
    kind = models.CharField(max_length=12, choices=Kind)
    title = TextsField(max_length=60, blank=True)
    question = TextsField(max_length=200, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.PLANNED)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "kind"], condition=~models.Q(kind="own"), name="board_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="own")
                | models.Q(title__bg__gt="")
                | models.Q(title__en__gt=""),
                name="board_own_column_named",
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def name(self) -> Texts | str:
        """The title of an own column, else what its kind is called."""
        return self.title if self.kind == self.Kind.OWN else str(self.get_kind_display())


class ColumnTitle(models.Model):
    """What an own column was called before it was renamed: the report's annex says so."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="earlier_titles")
    title = TextsField(max_length=60)
    replaced_at = models.DateTimeField()

    class Meta:
        ordering = ["replaced_at", "id"]
        constraints = [texts_filled("title", name="column_title_said")]

    def __str__(self) -> str:
        return str(self.title)


class Cluster(Marked):
    """A named group of notes from any boards of one workshop."""

    class State(models.TextChoices):
        LIVE = "live", _("in use")
        MERGED = "merged", _("merged into another group")
        DISSOLVED = "dissolved", _("dissolved")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    workshop = models.ForeignKey(
        "workshops.Workshop", on_delete=models.PROTECT, related_name="clusters"
    )
    number = models.PositiveSmallIntegerField()
    title = TextsField(max_length=80)
    theme = models.ForeignKey("cities.Theme", null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.LIVE)
    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="merged_from"
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "number"], name="cluster_number_once"),
            texts_filled("title", name="cluster_named"),
            models.CheckConstraint(
                condition=models.Q(state="merged", merged_into__isnull=False)
                | (~models.Q(state="merged") & models.Q(merged_into__isnull=True)),
                name="cluster_merged_somewhere",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def code(self) -> str:
        """`C03`: how people name the group aloud, and what settles a tie."""
        return f"C{self.number:02d}"


class Note(Marked):
    """What somebody thinks, in at most 140 characters.

    `cluster` is one column, so a note is in at most one group. The day is kept, never the hour:
    an anonymous note must not be told apart by when it came. `author_token` lets people find and
    withdraw their own notes; it is wiped when the board closes.
    """

    class Authorship(models.TextChoices):
        ANONYMOUS = "anonymous", _("anonymous")
        GROUP = "group", _("by kind of organisation")
        ORGANISATION = "organisation", _("by organisation, with its consent")

    class Source(models.TextChoices):
        ONLINE = "online", _("online")
        PAPER = "paper", _("from a paper sheet")

    class State(models.TextChoices):
        SHOWN = "shown", _("shown")
        WITHDRAWN = "withdrawn", _("withdrawn")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    workshop = models.ForeignKey(
        "workshops.Workshop", on_delete=models.PROTECT, related_name="notes"
    )
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="notes")
    cluster = models.ForeignKey(Cluster, null=True, on_delete=models.PROTECT, related_name="notes")
    receipt = ReceiptField()
    text = TextsField(max_length=NOTE_LENGTH, blank=True)
    lang = models.CharField(max_length=5)
    written_on = models.DateField()
    authorship = models.CharField(max_length=12, choices=Authorship, default=Authorship.ANONYMOUS)
    kind = models.ForeignKey(
        "people.StakeholderKind", null=True, on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(
        "people.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    author_token = models.CharField(max_length=64, blank=True, db_index=True)
    theme = models.ForeignKey("cities.Theme", null=True, on_delete=models.PROTECT, related_name="+")
    scope = models.CharField(max_length=3, choices=Scope, blank=True)
    room = models.CharField(max_length=20, blank=True)
    source = models.CharField(max_length=8, choices=Source, default=Source.ONLINE)
    state = models.CharField(max_length=10, choices=State, default=State.SHOWN)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["board", "state", "id"], name="note_board")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="withdrawn")
                | models.Q(text__bg__gt="")
                | models.Q(text__en__gt=""),
                name="note_says_something",
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length(KT("text__bg")), NOTE_LENGTH)
                & LessThanOrEqual(Length(KT("text__en")), NOTE_LENGTH),
                name="note_length",
            ),
            models.CheckConstraint(
                condition=models.Q(authorship="organisation") | models.Q(organisation=None),
                name="note_names_nobody_unasked",
            ),
        ]

    def __str__(self) -> str:
        return self.receipt


class Writer(models.Model):
    """How many notes one browser or account left within the hour: the row that owns the limit."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    workshop = models.ForeignKey("workshops.Workshop", on_delete=models.CASCADE, related_name="+")
    token = models.CharField(max_length=64)
    hour = models.DateTimeField()
    used = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workshop", "token"], name="writer_once"),
            models.CheckConstraint(
                condition=models.Q(used__lte=MOST_PER_HOUR), name="writer_limit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.used} in {self.workshop_id}"


class Change(models.Model):
    """One deed on the grouping: who did it, and whether it was taken back.

    `made` is the group that came of it; `kept_title` the name a renamed group had before.
    """

    class Kind(models.TextChoices):
        CREATE = "create", _("new group")
        MOVE = "move", _("moved notes")
        RENAME = "rename", _("renamed a group")
        MERGE = "merge", _("merged groups")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    workshop = models.ForeignKey(
        "workshops.Workshop", on_delete=models.PROTECT, related_name="changes"
    )
    kind = models.CharField(max_length=8, choices=Kind)
    made = models.ForeignKey(Cluster, null=True, on_delete=models.PROTECT, related_name="+")
    sources = models.ManyToManyField(Cluster, related_name="+")
    title = TextsField(max_length=80, blank=True)
    kept_title = TextsField(max_length=80, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Move(models.Model):
    """What one change did with one note: the lineage that makes it possible to take it back."""

    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="moves")
    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="moves")
    source = models.ForeignKey(Cluster, null=True, on_delete=models.PROTECT, related_name="+")
    target = models.ForeignKey(Cluster, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["change", "note"], name="move_once"),
        ]

    def __str__(self) -> str:
        return f"{self.note_id}: {self.source_id} → {self.target_id}"
