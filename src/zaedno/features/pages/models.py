"""News and information pages (edited in Wagtail) and the outside addresses they point to."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from zaedno.core.models import Marked
from zaedno.features.pages.blocks import Body


class CityFolder(Page):
    """Holds the pages of one city in one language; never shown itself."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")

    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["pages.NewsPage", "pages.InfoPage"]
    is_creatable = False

    class Meta:
        verbose_name = _("the city's pages")

    def get_url_parts(self, request: HttpRequest | None = None) -> Any:
        return None


class Readable(Marked):
    """What news and information pages share."""

    summary = models.TextField(
        _("summary"), max_length=400, help_text=_("Two sentences, shown in lists and in the feed.")
    )
    body = StreamField(Body(), verbose_name=_("text"), blank=True)

    subpage_types: ClassVar[list[str]] = []
    parent_page_types: ClassVar[list[str]] = ["pages.CityFolder"]
    promote_panels: ClassVar[list[Any]] = [FieldPanel("slug")]
    route = ""

    class Meta:
        abstract = True

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str]:
        """Pages live at our own addresses, in the language they are written in."""
        return (0, "", self.address)

    def get_url(self, request: HttpRequest | None = None, current_site: Any = None) -> str:
        return self.address

    @property
    def address(self) -> str:
        page: Any = self
        with override(page.locale.language_code):
            return reverse(self.route, args=[page.slug])

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """What the editor sees before publishing: the page as readers will see it."""
        return render(request, "pages/page.html", {"page": self, "preview": True})


class NewsPage(Readable, Page):
    class Kind(models.TextChoices):
        ANNOUNCEMENT = "announcement", pgettext_lazy("news", "announcement")
        REPORT = "report", pgettext_lazy("news", "report")
        OVERVIEW = "overview", pgettext_lazy("news", "overview")

    date = models.DateField(_("date"))
    kind = models.CharField(_("kind"), max_length=15, choices=Kind, default=Kind.ANNOUNCEMENT)

    route = "pages:news_page"
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("date"),
        FieldPanel("kind"),
        FieldPanel("summary"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = pgettext_lazy("page", "news")
        verbose_name_plural = pgettext_lazy("pages", "news")


class InfoPage(Readable, Page):
    route = "pages:info_page"
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("information page")


class OutsideLink(models.Model):
    """An address outside this product that pages point to, and when it was last asked."""

    city = models.ForeignKey("cities.City", on_delete=models.PROTECT, related_name="+")
    url = models.URLField(max_length=500)
    title = models.CharField(max_length=200)
    page_id = models.PositiveIntegerField()
    checked_at = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(null=True)
    works = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["city", "page_id", "url"], name="outside_link_once")
        ]

    def __str__(self) -> str:
        return self.url
