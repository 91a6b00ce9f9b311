"""What has been written already: documents, versions, paragraphs, and a page in plain words.

A `Summary` is written by a person. What machines make of bytes is called a checksum.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zaedno.core.fields import ReceiptField, TextsField, WhenField, texts_filled
from zaedno.core.models import Marked


class Document(Marked):
    class Kind(models.TextChoices):
        STRATEGY = "strategy", _("strategy")
        ACTION_PLAN = "action_plan", _("action plan")
        VISION = "vision", _("vision")
        ORDINANCE = "ordinance", _("ordinance")
        PROGRAMME = "programme", _("programme")
        ANNOUNCEMENT = "announcement", _("announcement")
        REPORT = "report", _("report")
        OTHER = "other", _("other document")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLIC = "public", _("public")
        REPLACED = "replaced", _("replaced")

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    slug = models.SlugField(max_length=80)
    kind = models.CharField(max_length=20, choices=Kind)
    title = TextsField(max_length=300)
    date = WhenField()
    in_force = WhenField(null=True)
    amended = WhenField(null=True)
    ref = models.CharField(max_length=120, blank=True)
    themes = models.ManyToManyField("cities.Theme", related_name="+", blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    replaced_by = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="replaces"
    )
    receipt = ReceiptField()
    filed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["city", "slug"], name="document_once"),
            texts_filled("title", name="document_titled"),
            models.CheckConstraint(
                condition=Q(state="replaced") | Q(replaced_by__isnull=True),
                name="document_replaced_says_so",
            ),
            models.CheckConstraint(
                condition=~Q(replaced_by=models.F("id")), name="document_replaced_by_another"
            ),
        ]
        indexes = [models.Index(fields=["city", "state", "-date"], name="document_list")]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("documents:detail", args=[self.slug])


class Version(models.Model):
    """A text of the document as it was filed: a stored file, an address elsewhere, or both."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    note = TextsField(max_length=500, blank=True)
    file = models.ForeignKey("files.File", null=True, on_delete=models.PROTECT, related_name="+")
    url = models.URLField(max_length=500, blank=True)
    url_checked_at = models.DateTimeField(null=True)
    url_ok = models.BooleanField(null=True)
    url_status = models.PositiveSmallIntegerField(default=0)
    filed_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="version_once"),
        ]
        indexes = [
            models.Index(fields=["url_checked_at"], name="version_url", condition=~models.Q(url=""))
        ]

    def __str__(self) -> str:
        return f"{self.document_id} v{self.number}"

    @property
    def broken(self) -> bool:
        return bool(self.url) and self.url_ok is False


class Paragraph(Marked):
    """A numbered paragraph in our own words, or the text itself: what a finding can cite."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="paragraphs")
    number = models.PositiveSmallIntegerField()
    text = TextsField(max_length=2000)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="paragraph_once"),
            texts_filled("text", name="paragraph_written"),
            models.CheckConstraint(condition=Q(number__gte=1), name="paragraph_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} § {self.number}"

    @property
    def anchor(self) -> str:
        return f"p-{self.number}"


class Summary(models.Model):
    """One page in plain words, in both languages, by a person who read the document."""

    PAGE = 1800  # signs that fit one printed page beside the title

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="summary")
    text = TextsField(max_length=PAGE)
    written_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "summaries"
        constraints = [texts_filled("text", name="summary_written")]

    def __str__(self) -> str:
        return str(self.text)[:60]
