"""Break-out rooms: a round of them, the rooms, and who sits where and why."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from zaedno.features.workshops.models.board import Board, Note
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.session import Seat

MOST_ROOMS = 60
ALONE = "alone"  # the reason the house gives by itself
COUNTDOWN = 60  # seconds from "everybody back" to the plenary


class Round(models.Model):
    """The workshop splits into rooms once; it is over when its countdown has ended.

    This row is held by whoever seats somebody, moves a seat or ends the round.
    """

    class How(models.TextChoices):
        RANDOM = "random", _("at random")
        CHOICE = "choice", _("everybody chooses")
        HAND = "hand", _("by hand")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="rounds")
    board = models.ForeignKey(Board, null=True, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=6, choices=How)
    seed = models.CharField(max_length=16, blank=True)
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    closing_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.workshop_id}: {self.how}"

    def over(self, now: datetime) -> bool:
        return self.closing_at is not None and now >= self.closing_at


class Room(models.Model):
    """One room. How many notes it wrote and when last is all the plenary sees of it."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="rooms")
    number = models.PositiveSmallIntegerField()
    extra = models.PositiveSmallIntegerField(default=0, help_text="minutes given to this room")
    notes = models.ManyToManyField(Note, related_name="+")
    active_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["round", "number"], name="room_number_once")]

    def __str__(self) -> str:
        return str(_("Room %(number)d") % {"number": self.number})


class Sitting(models.Model):
    """A seat sits in one room of a round; moved late, it hears from where and why."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="sittings")
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="sittings")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="sittings")
    reason = models.CharField(max_length=120, blank=True)
    moved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["round", "seat"], name="sits_once")]

    def __str__(self) -> str:
        return f"{self.seat_id} in {self.room_id}"

    @property
    def why(self) -> str:
        """The reason for having been moved, as the person reads it."""
        if self.reason == ALONE:
            return str(_("The others left your room, so that you would not stay alone."))
        return self.reason
