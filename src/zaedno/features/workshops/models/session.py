"""A workshop while it is on: its code, its clock, what is shown, who sits in it, how notes are
signed."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from zaedno.core.fields import ALPHABET
from zaedno.features.workshops.models.attendance import Admission
from zaedno.features.workshops.models.board import Board, Note
from zaedno.features.workshops.models.event import Workshop

CODE_LENGTH = 6
NAME_LENGTH = 40
CONSENT = "2027-1"  # of the words on the join page; another text gets another number
KEPT = timedelta(minutes=30)  # how long a seat waits for whoever lost the line
SEEN_EVERY = timedelta(minutes=1)


def join_code() -> str:
    """`K7QFM2`: read aloud and typed on a phone, without signs that look alike."""
    return "".join(secrets.choice(ALPHABET) for _i in range(CODE_LENGTH))


class Session(models.Model):
    """The one state that all screens of a workshop draw. The current item is the agenda's own.

    The clock is two instants; paused, it is what was left (in seconds) when it was stopped.
    `version` grows with every change that all screens see. Who leads holds this row.
    """

    class Focus(models.TextChoices):
        AGENDA = "agenda", _("what we are doing now")
        BOARD = "board", _("the board")
        VOTE = "vote", _("the vote")
        RESULT = "result", _("the result of the vote")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    workshop = models.OneToOneField(Workshop, on_delete=models.CASCADE, related_name="session")
    code = models.CharField(max_length=CODE_LENGTH)
    version = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    began_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    paused_left = models.PositiveIntegerField(null=True)
    doors_open = models.BooleanField(default=True)
    seats_vote = models.BooleanField(default=True)
    show_join = models.BooleanField(default=True)
    show_authors = models.BooleanField(default=True)
    show_tallies = models.BooleanField(default=False)
    focus = models.CharField(max_length=8, choices=Focus, default=Focus.AGENDA)
    meeting_url = models.URLField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=models.Q(closed_at=None), name="join_code_once"
            ),
            models.CheckConstraint(
                condition=models.Q(paused_left=None) | models.Q(ends_at=None),
                name="session_paused_or_running",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    def left(self, now: datetime) -> int | None:
        """Seconds left of the current item, below zero when it runs over; none without a clock."""
        if self.paused_left is not None:
            return self.paused_left
        if self.ends_at is None:
            return None
        return round((self.ends_at - now).total_seconds())


class Seat(models.Model):
    """Somebody who is in, with or without an account. The browser alone holds the token.

    Left or not seen for `KEPT`, the seat is gone: the same browser then gets another one.
    """

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="seats")
    token_hash = models.CharField(max_length=64, db_index=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    admission = models.OneToOneField(
        Admission, null=True, on_delete=models.SET_NULL, related_name="seat"
    )
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=NAME_LENGTH, blank=True)
    consent_at = models.DateTimeField()
    consent_text = models.CharField(max_length=12, default=CONSENT)
    joined_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    hand_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "number"], name="seat_number_once"),
            models.UniqueConstraint(
                fields=["workshop", "token_hash"],
                condition=models.Q(left_at=None),
                name="seat_browser_once",
            ),
            models.UniqueConstraint(
                fields=["workshop", "person"],
                condition=models.Q(person__isnull=False, left_at=None),
                name="seat_person_once",
            ),
        ]

    def __str__(self) -> str:
        return self.called

    @property
    def called(self) -> str:
        """How the facilitator calls on this participant."""
        return self.name or str(_("Participant %(number)d") % {"number": self.number})

    def held(self, now: datetime) -> bool:
        """Whether the seat is still theirs."""
        return self.left_at is None and self.seen_at > now - KEPT


class Privacy(models.Model):
    """How notes on one board are signed: said before taking part, fixed when the board opens."""

    class Level(models.TextChoices):
        OPEN = "open", _("with names")
        HIDDEN = "hidden", _("hidden from participants")
        PSEUDONYM = "pseudonym", _("under a pseudonym")
        UNLINKABLE = "unlinkable", _("linked to nobody")

    board = models.OneToOneField(Board, on_delete=models.CASCADE, related_name="privacy")
    level = models.CharField(max_length=10, choices=Level, default=Level.UNLINKABLE)
    fixed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.level


class Signature(models.Model):
    """The name under a note, where the board's level leaves one. Unlinkable notes have no row."""

    note = models.OneToOneField(Note, on_delete=models.CASCADE, related_name="signature")
    level = models.CharField(max_length=10, choices=Privacy.Level)
    name = models.CharField(max_length=NAME_LENGTH)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(level="unlinkable"), name="unlinkable_has_no_signature"
            )
        ]

    def __str__(self) -> str:
        return self.name


def lead_channel(workshop_id: int) -> str:
    """Where who leads hears of seats and hands; hundreds of screens need not."""
    return f"workshops:{workshop_id}:lead"
