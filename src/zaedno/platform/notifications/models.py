"""Letters that leave the house, and who follows what."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zaedno.core.fields import SealedField


class Message(models.Model):
    """A letter: written in the same transaction as the deed, sent by the worker.

    Address and text are sealed; outside the demo they are wiped when the letter has left.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENT = "sent", _("sent")
        STUCK = "stuck", _("stuck")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    to = SealedField(blank=True)
    lang = models.CharField(max_length=5)
    subject = models.CharField(max_length=200)
    body = SealedField(blank=True)
    html = SealedField(blank=True)  # the same for those who read letters with pictures and colours
    kind = models.CharField(max_length=60)
    stop_url = models.CharField(max_length=300, blank=True)
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["next_at", "id"],
                name="message_waiting",
                condition=models.Q(state="waiting"),
            ),
            models.Index(fields=["city", "state", "-id"], name="message_newest"),
        ]

    def __str__(self) -> str:
        return self.subject


class Reader(models.Model):
    """Whom news reach in a city: a person, or an address without an account, and how often.

    An address is kept apart from whatever its owner wrote: sealed, found by its keyed hash, and
    gone with the last thing it followed.
    """

    class Rhythm(models.TextChoices):
        NOW = "now", _("at once")
        DAILY = "daily", _("once a day")
        WEEKLY = "weekly", _("once a week")
        NEVER = "never", pgettext_lazy("how often", "never")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        "people.Person", null=True, on_delete=models.CASCADE, related_name="readers"
    )
    address = SealedField(blank=True)
    address_hash = models.CharField(max_length=64, blank=True)
    lang = models.CharField(max_length=5)
    rhythm = models.CharField(max_length=10, choices=Rhythm, default=Rhythm.NOW)
    # The newest news each was told: on the page, by the daily and by the weekly letter.
    seen = models.BigIntegerField(default=0)
    told_daily = models.BigIntegerField(default=0)
    told_weekly = models.BigIntegerField(default=0)
    feed_salt = models.CharField(max_length=32, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=False, address_hash="")
                | models.Q(person__isnull=True) & ~models.Q(address_hash=""),
                name="reader_is_one",
            ),
            models.UniqueConstraint(
                fields=["city", "person"],
                condition=models.Q(person__isnull=False),
                name="reader_once_by_person",
            ),
            models.UniqueConstraint(
                fields=["city", "address_hash"],
                condition=models.Q(person__isnull=True),
                name="reader_once_by_address",
            ),
        ]

    def __str__(self) -> str:
        return f"reader {self.pk}"


class Follow(models.Model):
    """A reader who wants news of a thing, a topic or a district.

    `own`: what the reader wrote. `rhythm`: how often for this one, where it is not as for all.
    `told`: the newest news when it began or was set; nothing older is told any more.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("waiting for confirmation")
        ACTIVE = "active", _("active")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="follows")
    kind = models.CharField(max_length=60)
    ident = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    since = models.DateTimeField()
    own = models.BooleanField(default=False)
    rhythm = models.CharField(max_length=10, choices=Reader.Rhythm, blank=True)
    told = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reader", "kind", "ident"], name="follow_once"),
        ]
        indexes = [models.Index(fields=["kind", "ident", "state"], name="follow_subject")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.ident} {self.state}"


class News(models.Model):
    """A public thing has moved: one row, however many hear of it. `person`: for them alone."""

    class What(models.TextChoices):
        NEW = "new", pgettext_lazy("news", "new")
        GREW = "grew", _("grown out of something")
        MOVED = "moved", pgettext_lazy("news", "moved")
        ANSWER = "answer", pgettext_lazy("news", "answer")

    city = models.ForeignKey("cities.City", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    ident = models.CharField(max_length=40)
    what = models.CharField(max_length=10, choices=What)
    status = models.CharField(max_length=60, blank=True)
    person = models.ForeignKey(
        "people.Person", null=True, on_delete=models.CASCADE, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "news"
        indexes = [
            models.Index(fields=["city", "at"], name="news_window"),
            models.Index(fields=["person", "city", "-id"], name="news_personal"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.kind}:{self.ident}"


class Heard(models.Model):
    """Through what one hears of it: itself, what it grew out of, its topic, district and city."""

    news = models.ForeignKey(News, on_delete=models.CASCADE, related_name="heard")
    city = models.ForeignKey("cities.City", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    ident = models.CharField(max_length=40)
    place = models.PositiveSmallIntegerField()  # 0 is the nearest

    class Meta:
        verbose_name_plural = "heard"
        constraints = [
            models.UniqueConstraint(fields=["news", "kind", "ident"], name="heard_once"),
        ]
        indexes = [models.Index(fields=["city", "kind", "ident", "-news"], name="heard_through")]

    def __str__(self) -> str:
        return f"{self.news_id} through {self.kind}:{self.ident}"


class LastSeen(models.Model):
    """The state in which a thing was last told about, so that only real moves are told."""

    city = models.ForeignKey("cities.City", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    ident = models.CharField(max_length=40)
    status = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["city", "kind", "ident"], name="last_seen_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.ident} {self.status}"


class Pass(models.Model):
    """One round of digests: of a city, a rhythm and a day. Where it stopped, it goes on.

    `upto` is the newest news it tells; `cursor` the last reader who was taken up.
    """

    city = models.ForeignKey("cities.City", on_delete=models.CASCADE, related_name="+")
    rhythm = models.CharField(max_length=10, choices=Reader.Rhythm)
    day = models.DateField()
    upto = models.BigIntegerField()
    cursor = models.BigIntegerField(default=0)
    letters = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "passes"
        constraints = [
            models.UniqueConstraint(fields=["city", "rhythm", "day"], name="pass_once"),
        ]

    def __str__(self) -> str:
        return f"{self.rhythm} {self.day}"


class Device(models.Model):
    """A browser that shows news also while our pages are closed; its address is sealed."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="devices")
    endpoint = SealedField()
    endpoint_hash = models.CharField(max_length=64)
    public = models.CharField(max_length=100)
    secret = SealedField()
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["city", "endpoint_hash"], name="device_once"),
        ]

    def __str__(self) -> str:
        return f"device {self.pk}"


class Push(models.Model):
    """A message that waits for a device's push service; gone when it was taken or given up."""

    city = models.ForeignKey("cities.City", on_delete=models.CASCADE, related_name="+")
    device = models.ForeignKey(Device, on_delete=models.CASCADE, related_name="+")
    news = models.ForeignKey(News, on_delete=models.CASCADE, related_name="+")
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "pushes"
        constraints = [
            models.UniqueConstraint(fields=["device", "news"], name="push_once"),
        ]
        indexes = [models.Index(fields=["next_at", "id"], name="push_due")]

    def __str__(self) -> str:
        return f"push {self.pk}"
