"""How a city verifies its residents, and what it keeps of it: as little as it can."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zaedno.core.fields import ReceiptField, SealedField, TextsField


def new_salt() -> str:
    return secrets.token_hex(16)


class Policy(models.Model):
    """What a city asks, keeps and offers; one row for each city."""

    class Year(models.TextChoices):
        NONE = "none", _("nothing of the age")
        BAND = "band", _("a band of ten years")
        EXACT = "exact", _("the year of birth")

    city = models.OneToOneField("cities.City", on_delete=models.PROTECT, related_name="+")
    salt = models.CharField(max_length=32, default=new_salt, editable=False)
    ways = models.JSONField(default=list)
    asks = models.JSONField(default=list)
    valid_days = models.PositiveSmallIntegerField(default=730)
    keeps_year = models.CharField(max_length=5, choices=Year, default=Year.BAND)
    keeps_district = models.BooleanField(default=True)
    desk = TextsField(max_length=500, blank=True)

    class Meta:
        verbose_name_plural = "policies"

    def __str__(self) -> str:
        return f"policy of {self.city_id}"


class Known(models.Model):
    """What a rule may need of a resident. Years of birth are a band; both ends are kept."""

    district = models.ForeignKey(
        "cities.District", null=True, on_delete=models.PROTECT, related_name="+"
    )
    born_from = models.PositiveSmallIntegerField(null=True)
    born_to = models.PositiveSmallIntegerField(null=True)

    class Meta:
        abstract = True


class Listed(Known):
    """One line of the city's list of people: a fingerprint that costs much to try, no name.

    `hard` lines have been through the costly function; the others wait for it.
    """

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    hard = models.BooleanField(default=False)
    batch = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "listed people"
        constraints = [models.UniqueConstraint(fields=["city", "digest"], name="listed_once")]
        indexes = [
            models.Index(fields=["city", "id"], name="listed_soft", condition=models.Q(hard=False))
        ]

    def __str__(self) -> str:
        return f"line {self.pk}"


class Verification(Known):
    """That somebody was verified: by which way, when, until when. Not by what."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    mark = models.CharField(max_length=64)
    way = models.SlugField(max_length=20)
    at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["city", "mark"],
                condition=models.Q(ended_at__isnull=True),
                name="verified_person_once",
            ),
            models.UniqueConstraint(
                fields=["city", "person"],
                condition=models.Q(ended_at__isnull=True),
                name="verified_account_once",
            ),
        ]
        indexes = [models.Index(fields=["person", "city", "-at"], name="verification_newest")]

    def __str__(self) -> str:
        return f"{self.person_id} by {self.way}"


class SpentMark(models.Model):
    """The mark of somebody whose account was erased, while the verification would still hold: of
    no account and no person any more, and gone with its last day."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    mark = models.CharField(max_length=64)
    until = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["city", "mark"], name="spent_mark_once")]
        indexes = [models.Index(fields=["until"], name="spent_mark_until")]

    def __str__(self) -> str:
        return f"mark until {self.until:%Y-%m-%d}"


class Letter(Known):
    """A code by post. Name and address are there only until the letter is printed."""

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("letter", "asked for")
        SENT = "sent", pgettext_lazy("letter", "printed")
        USED = "used", pgettext_lazy("letter", "used")
        ENDED = "ended", pgettext_lazy("letter", "ended")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    receipt = ReceiptField()
    mark = models.CharField(max_length=64)
    name = SealedField(blank=True)
    address = SealedField(blank=True)
    state = models.CharField(max_length=6, choices=State, default=State.ASKED)
    digest = models.CharField(max_length=64, blank=True)
    asked_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["city", "person"],
                condition=models.Q(state__in=["asked", "sent"]),
                name="letter_one_on_its_way",
            ),
            models.CheckConstraint(
                condition=models.Q(state="asked") | models.Q(name="", address=""),
                name="letter_forgets_address",
            ),
        ]

    def __str__(self) -> str:
        return self.receipt


class Tries(models.Model):
    """How often somebody tried a way lately: the row that is held while it is counted."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    way = models.SlugField(max_length=20)
    since = models.DateTimeField()
    count = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name_plural = "tries"
        constraints = [models.UniqueConstraint(fields=["city", "person", "way"], name="tries_once")]

    def __str__(self) -> str:
        return f"{self.way}: {self.count}"


class Group(models.Model):
    """People whom a stage may be for: a council of elders, a school, the members of a panel."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    name = TextsField(max_length=120)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.name)


class GroupMember(models.Model):
    """Somebody of a group, known by the fingerprint of an e-mail address alone."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="members")
    address_hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "address_hash"], name="group_member_once")
        ]
        indexes = [models.Index(fields=["address_hash"], name="group_member_address")]

    def __str__(self) -> str:
        return f"{self.group_id}"
