"""What happens in the editor is noted in the journal; what is not ours is not offered."""

from __future__ import annotations

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.models import Page

from zaedno.core.actions import kind_of
from zaedno.core.http import ctx_of
from zaedno.features.pages.actions import note_publication
from zaedno.features.pages.fence import nothing_here

OUR_MENU = {"explorer", "images"}


def _note(request: HttpRequest, page: Page, what: str) -> None:
    kind = kind_of(page.specific)[0]
    note_publication(ctx_of(request), page_id=page.pk, kind=kind, what=what)


@hooks.register("after_publish_page")
def published(request: HttpRequest, page: Page) -> None:
    _note(request, page, "published")


@hooks.register("after_unpublish_page")
def withdrawn(request: HttpRequest, page: Page) -> None:
    _note(request, page, "withdrawn")


@hooks.register("before_delete_page")
def deleted(request: HttpRequest, page: Page) -> None:
    if request.method == "POST":
        _note(request, page, "deleted")


class NoDocuments:
    """Wagtail's pages ask for the address of its document store; there is none behind it."""

    @classmethod
    def get_urlpatterns(cls) -> list[URLPattern]:
        return [path("", nothing_here, name="listing")]


@hooks.register("construct_admin_api")
def no_documents(router: WagtailAPIRouter) -> None:
    router.register_endpoint("documents", NoDocuments)


@hooks.register("construct_main_menu")
def our_menu(request: HttpRequest, items: list) -> None:  # type: ignore[type-arg]
    items[:] = [item for item in items if item.name in OUR_MENU]


@hooks.register("insert_global_admin_js")
def begin_choosers() -> SafeString:
    """Dates and times are chosen by a script of ours: none stands inside a page."""
    return format_html('<script src="{}" defer></script>', static("pages/editor.js"))
