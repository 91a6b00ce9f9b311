"""Forms as other rooms see them: only those who read replies do, and so the files in them."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from zaedno.core.things import Thing
from zaedno.core.viewer import Viewer
from zaedno.platform.forms.models import Form
from zaedno.platform.forms.queries.rows import FORM, editors_of


def things(viewer: Viewer, ids: Iterable[str]) -> dict[str, Thing]:
    if not viewer.roles:
        return {}
    found = Form.objects.filter(city_id=viewer.city.pk, pk__in=ids)
    read = [row for row in found if viewer.has(*editors_of(row.owner_kind))]
    return {str(row.pk): _thing(viewer, row) for row in read}


def _thing(viewer: Viewer, row: Form) -> Thing:
    title, lang = row.title.best(viewer.lang)
    url = reverse("forms:editor", args=[row.pk])
    return Thing(
        kind=FORM,
        id=str(row.pk),
        title=title,
        lang=lang,
        url=url,
    )
