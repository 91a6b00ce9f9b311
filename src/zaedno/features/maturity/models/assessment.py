"""Frameworks as data, assessments, and who answers in them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zaedno.algorithms.maturity import Framework as Model
from zaedno.algorithms.maturity_framework import parse
from zaedno.core.fields import ReceiptField, Texts, TextsField, texts_filled
from zaedno.core.models import Marked


class Group(models.TextChoices):
    ADMINISTRATION = "admin", _("administration")
    STAKEHOLDERS = "stakeholders", _("stakeholders")
    REVIEWER = "reviewer", _("reviewer")


def within(field: str, least: float, most: float, *, name: str) -> models.CheckConstraint:
    inside = Q(**{f"{field}__gte": least}, **{f"{field}__lte": most})
    return models.CheckConstraint(condition=Q(**{f"{field}__isnull": True}) | inside, name=name)


_parsed: dict[str, Model] = {}


class Framework(models.Model):
    """A version of a framework, as data; once an assessment uses it, it never changes."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    code = models.SlugField(max_length=40)
    version = models.CharField(max_length=20)
    name = TextsField(max_length=200)
    data = models.JSONField()
    digest = models.CharField(max_length=64)
    copied_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["code", "version"]
        constraints = [
            models.UniqueConstraint(fields=["city", "code", "version"], name="framework_once"),
            texts_filled("name", name="framework_named"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"

    @property
    def model(self) -> Model:
        """The framework as the algorithm knows it; parsed once per content."""
        known = _parsed.get(self.digest)
        if known is None:
            known = _parsed[self.digest] = parse(self.data, text=Texts)
        return known


class Assessment(Marked):
    """One measuring of a city: own answers, review by an outsider, public draft, frozen."""

    class State(models.TextChoices):
        SELF = "self", _("groups are answering")
        PEER = "peer", _("under review")
        PUBLISHED = "published", _("public draft")
        FROZEN = "frozen", _("frozen")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="assessments")
    title = TextsField(max_length=200)
    scope = TextsField(max_length=600, blank=True)
    opens_on = models.DateField()
    closes_on = models.DateField()
    assessed_on = models.DateField(help_text="the day from which the age of evidence counts")
    state = models.CharField(max_length=10, choices=State, default=State.SELF)
    published_at = models.DateTimeField(null=True)
    objections_until = models.DateField(null=True)
    frozen_at = models.DateTimeField(null=True)
    snapshot = models.JSONField(null=True)
    snapshot_hash = models.CharField(max_length=64, blank=True)
    revision = models.PositiveIntegerField(default=0, help_text="grows with every change")
    corrects = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    correction = TextsField(max_length=600, blank=True)
    started_at = models.DateTimeField()
    receipt = ReceiptField()

    class Meta:
        ordering = ["-assessed_on", "-id"]
        constraints = [
            texts_filled("title", name="assessment_titled"),
            models.CheckConstraint(
                condition=Q(closes_on__gte=models.F("opens_on")), name="assessment_opens_first"
            ),
            models.CheckConstraint(
                condition=~Q(state="frozen") | Q(snapshot__isnull=False),
                name="assessment_frozen_with_snapshot",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def public(self) -> bool:
        return self.state in (self.State.PUBLISHED, self.State.FROZEN)

    @property
    def tone(self) -> str:
        return "done" if self.state == self.State.FROZEN else "now"

    @property
    def as_of(self) -> str:
        return self.assessed_on.isoformat()


class Respondent(models.Model):
    """A person who answers for one of the groups."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="respondents")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    group = models.CharField(max_length=15, choices=Group)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "person"], name="respondent_once"),
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.person_id}"
