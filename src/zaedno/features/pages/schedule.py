"""Publishing what is due, and asking outside links whether they still answer."""

from __future__ import annotations

from io import StringIO

from django.core.management import call_command
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from zaedno.core import clock
from zaedno.core.actions import kind_of, system_ctx
from zaedno.core.outside import ask
from zaedno.core.viewer import Viewer
from zaedno.features.pages.actions import note_answers, note_publication
from zaedno.features.pages.queries import rows
from zaedno.platform.cities.queries import live_cities


def publish_due() -> int:
    """Wagtail's own command, with a note in the journal for each page it touched."""
    touched: list[tuple[Page, str]] = []

    def published(instance: Page, **_more: object) -> None:
        touched.append((instance, "published"))

    def withdrawn(instance: Page, **_more: object) -> None:
        touched.append((instance, "withdrawn"))

    page_published.connect(published, weak=False, dispatch_uid="zaedno.pages.due")
    page_unpublished.connect(withdrawn, weak=False, dispatch_uid="zaedno.pages.due")
    try:
        call_command("publish_scheduled", stdout=StringIO())
    finally:
        page_published.disconnect(dispatch_uid="zaedno.pages.due")
        page_unpublished.disconnect(dispatch_uid="zaedno.pages.due")
    return _note(touched)


def _note(touched: list[tuple[Page, str]]) -> int:
    if not touched:
        return 0
    for city in live_cities():
        viewer = Viewer(city=city)
        for page, what in touched:
            if rows.any_page(viewer, page.pk) is not None:
                kind = kind_of(page.specific)[0]
                note_publication(system_ctx(city), page_id=page.pk, kind=kind, what=what)
    return len(touched)


def ask_links() -> int:
    """Outside of any deed, since an answer may take seconds; the deed only keeps the answers."""
    asked = 0
    for city in live_cities():
        links = rows.links_to_ask(Viewer(city=city), clock.now())
        answers = {}
        for link in links:
            answer = ask(link.url)
            answers[link.pk] = (answer.ok, answer.status)
        asked += note_answers(system_ctx(city), answers=answers)
    return asked
