"""A workshop or an open board: what happens, in which form, and when it was meant to and did."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from zaedno.core.fields import TextsField, WhenField, texts_filled
from zaedno.core.models import Marked
from zaedno.core.partial_dates import When


class Workshop(Marked):
    """One event. Planned, actual and published dates are three fields and are never mixed."""

    class Kind(models.TextChoices):
        NEEDS = "needs_assessment", _("needs assessment")
        SOLUTIONS = "solution_maturity", _("solution maturity and strategy")
        OPEN_BOARD = "open_board", _("open board")
        MEETING = "meeting", _("working meeting")

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        LIVE = "live", _("going on")
        RESULTS_DRAFT = "results_draft", _("results in draft")
        VALIDATED = "validated", _("results validated")
        PUBLISHED = "published", _("results published")
        CANCELLED = "cancelled", _("cancelled")

    class Format(models.TextChoices):
        ONLINE = "online", _("online")
        IN_PERSON = "in_person", _("in person")
        HYBRID = "hybrid", _("in person and online")

    class Level(models.TextChoices):
        LOCAL = "local", _("local event")
        PROGRAMME = "programme", _("event of the programme")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    slug = models.SlugField(max_length=80)
    kind = models.CharField(max_length=20, choices=Kind)
    level = models.CharField(max_length=10, choices=Level, default=Level.LOCAL)
    series = models.SlugField(max_length=60, blank=True)
    state = models.CharField(max_length=15, choices=State, default=State.PLANNED)
    title = TextsField(max_length=200)
    question = TextsField(max_length=300, blank=True)
    hint = TextsField(max_length=300, blank=True)
    next = TextsField(max_length=300, blank=True)
    audience = TextsField(max_length=300, blank=True)
    venue = TextsField(max_length=300, blank=True)
    format = models.CharField(max_length=10, choices=Format, default=Format.ONLINE)
    languages = models.JSONField(default=list)
    access = models.JSONField(default=list, help_text="codes of `choices.Access`")
    host = models.ForeignKey(
        "people.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    process = models.ForeignKey(
        "processes.Process", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    method = models.SlugField(max_length=60, blank=True)
    method_version = models.CharField(max_length=20, blank=True)
    planned = WhenField(null=True)
    held = WhenField(null=True)
    published = WhenField(null=True)
    starts_at = models.DateTimeField(null=True)
    slot_minutes = models.PositiveSmallIntegerField(default=120)
    opens_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    account_needed = models.BooleanField(default=False)
    join_code = models.CharField(max_length=6, blank=True, help_text="of its session and its paper")
    input_from = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="feeds"
    )
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    sequence = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(null=True)
    concluded_at = models.DateTimeField(null=True)
    corrections_until = models.DateTimeField(null=True)
    validated_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = TextsField(max_length=300, blank=True)
    reminded_at = models.DateTimeField(null=True)
    thanked_at = models.DateTimeField(null=True)
    outcome_told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["city", "slug"], name="workshop_once"),
            texts_filled("title", name="workshop_titled"),
            models.UniqueConstraint(
                fields=["join_code"],
                condition=~models.Q(join_code=""),
                name="workshop_join_code_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="open_board")
                | models.Q(closes_at__gt=models.F("opens_at")),
                name="open_board_has_its_days",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="cancelled")
                | models.Q(cancel_reason__bg__gt="")
                | models.Q(cancel_reason__en__gt=""),
                name="workshop_cancelled_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["city", "state"], name="workshop_state")]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def is_open_board(self) -> bool:
        return self.kind == self.Kind.OPEN_BOARD

    def closed_at(self, now: datetime) -> bool:
        """Whether an open board takes no more notes."""
        return self.is_open_board and self.closes_at is not None and now >= self.closes_at

    @property
    def when(self) -> When | None:
        """The date to show first: when it was held, else when it is meant to be."""
        return self.held or self.planned

    @property
    def in_calendar(self) -> bool:
        """A calendar can show it: its hours are known, or at least its day."""
        if self.starts_at or self.is_open_board:
            return True
        return self.when is not None and self.when.precision == "day"

    @property
    def ends_at(self) -> datetime | None:
        if self.is_open_board:
            return self.closes_at
        return self.starts_at + timedelta(minutes=self.slot_minutes) if self.starts_at else None
