"""Persons and what they may do; organisations and who speaks for them."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zaedno.core.fields import SealedField, TextsField, WhenField, keyed_hash, texts_filled
from zaedno.core.models import Marked


def address_hash(address: str) -> str:
    """How a person is found by e-mail address without storing the address readably."""
    return keyed_hash("email", address.strip().lower())


class DerivedField(models.GeneratedField):
    """Computed by the database from the row itself. Editors' forms that name it may be built
    (Wagtail builds one at start, behind the fence); nothing typed into it is ever written."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.editable = True

    def deconstruct(self) -> Any:
        self.editable = False  # as migrations know it
        try:
            return super().deconstruct()
        finally:
            self.editable = True


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email_hash=address_hash(username or ""))


class Person(AbstractBaseUser, PermissionsMixin):
    """An account. The address is sealed; the display name is what others see, and may be blank."""

    class State(models.TextChoices):
        INVITED = "invited", pgettext_lazy("person", "invited")
        GUEST = "guest", pgettext_lazy("person", "confirmed address without an account")
        ACTIVE = "active", pgettext_lazy("person", "active")
        LEFT = "left", pgettext_lazy("person", "left")

    email = SealedField()
    email_hash = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=120, blank=True)
    lang = models.CharField(max_length=5, default="bg")
    state = models.CharField(max_length=10, choices=State, default=State.INVITED)
    asked_at = models.DateTimeField()
    joined_at = models.DateTimeField(null=True)
    factor_at = models.DateTimeField(null=True)  # since when a second factor is asked
    links_used = models.PositiveIntegerField(default=0)  # using one mailed link ends all of them
    is_staff = models.BooleanField(default=False)
    is_active = DerivedField(
        expression=models.Case(
            models.When(state="active", then=models.Value(True)), default=models.Value(False)
        ),
        output_field=models.BooleanField(),
        db_persist=True,
    )

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email_hash"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name_plural = "people"
        indexes = [models.Index(fields=["state", "asked_at"], name="person_asked")]

    def __str__(self) -> str:
        return self.name or f"person {self.pk}"

    def get_full_name(self) -> str:
        """What the editor shows; without it, it would show the hash of the address."""
        return self.name or f"№ {self.pk}"

    def get_short_name(self) -> str:
        return self.name


def new_alias() -> str:
    return secrets.token_hex(10)


class Alias(models.Model):
    """A person's pseudonym in the journal of one city. Erasing a person deletes this row."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="aliases")
    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=40, unique=True, default=new_alias)

    class Meta:
        verbose_name_plural = "aliases"
        constraints = [models.UniqueConstraint(fields=["person", "city"], name="alias_once")]

    def __str__(self) -> str:
        return self.key


class Role(models.Model):
    """What a person may do in a city, from when until when."""

    class Name(models.TextChoices):
        PARTICIPANT = "participant", _("participant")
        REPRESENTATIVE = "representative", _("organisation representative")
        FACILITATOR = "facilitator", _("facilitator")
        NOTETAKER = "notetaker", _("note-taker")
        MODERATOR = "moderator", _("moderator")
        EDITOR = "editor", _("editor")
        CLERK = "clerk", _("clerk at the counter")
        COORDINATOR = "coordinator", _("coordinator")
        REVIEWER = "reviewer", _("reviewer")
        OPERATOR = "operator", _("operator")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="roles")
    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=Name)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "city", "role"],
                condition=models.Q(until__isnull=True),
                name="role_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.person_id}"


class StakeholderKind(Marked):
    """A kind of organisation. Power and interest are rated per kind, never per organisation."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="kinds")
    code = models.SlugField(max_length=40)
    name = TextsField(max_length=120)
    power = models.PositiveSmallIntegerField(null=True)
    interest = models.PositiveSmallIntegerField(null=True)
    label_only = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "code"]
        constraints = [
            models.UniqueConstraint(fields=["city", "code"], name="kind_once"),
            texts_filled("name", name="kind_named"),
        ]

    def __str__(self) -> str:
        return str(self.name)


class Organisation(Marked):
    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="organisations")
    slug = models.SlugField(max_length=80)
    kind = models.ForeignKey(StakeholderKind, on_delete=models.PROTECT, related_name="+")
    name = TextsField(max_length=200)
    name_checked = models.BooleanField(default=False)
    about = TextsField(max_length=2000, blank=True)
    website = models.URLField(blank=True)
    mailbox = SealedField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["city", "slug"], name="organisation_once"),
            texts_filled("name", name="organisation_named"),
        ]

    def __str__(self) -> str:
        return str(self.name)

    def abbreviations(self) -> list[str]:
        """From the names already fetched with a list."""
        return [n.text for n in self.names.all() if n.kind == OrganisationName.Kind.ABBREVIATION]


class OrganisationName(models.Model):
    """Any name an organisation is known by; `folded` and `skeleton` are what searches compare."""

    class Kind(models.TextChoices):
        OFFICIAL = "official", _("official name")
        ABBREVIATION = "abbr", _("abbreviation")
        ALIAS = "alias", _("also known as")
        FORMER = "former", _("former name")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="names")
    text = models.CharField(max_length=200)
    lang = models.CharField(max_length=5, blank=True)
    kind = models.CharField(max_length=10, choices=Kind)
    folded = models.CharField(max_length=400)
    skeleton = models.CharField(max_length=200)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "text", "kind"], name="organisation_name_once"
            )
        ]
        indexes = [models.Index(fields=["city", "folded"], name="organisation_name_folded")]

    def __str__(self) -> str:
        return self.text


class Membership(models.Model):
    """An organisation that belongs to another one (a company in an association), with dates."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="member_of")
    body = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="members")
    since = WhenField(null=True, blank=True)
    until = WhenField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(member=models.F("body")), name="membership_of_another"
            ),
            models.UniqueConstraint(
                fields=["member", "body"],
                condition=models.Q(until__isnull=True),
                name="membership_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.body_id}"


class Representation(models.Model):
    """A person who speaks for an organisation: claimed, confirmed by the city, or refused."""

    class State(models.TextChoices):
        CLAIMED = "claimed", pgettext_lazy("representation", "claimed")
        CONFIRMED = "confirmed", pgettext_lazy("representation", "confirmed")
        REFUSED = "refused", pgettext_lazy("representation", "refused")
        ENDED = "ended", pgettext_lazy("representation", "ended")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="representations")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="representatives"
    )
    state = models.CharField(max_length=10, choices=State, default=State.CLAIMED)
    note = models.CharField(max_length=500, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    since = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=models.Q(until__isnull=True),
                name="representation_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} for {self.organisation_id}: {self.state}"
