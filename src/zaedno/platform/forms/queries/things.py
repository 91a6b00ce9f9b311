"""Forms as other rooms see them: only those who read replies do, and so the files in them."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from zaedno.core.things import Thing
from zaedno.core.viewer import Viewer
from zaedno.platform.forms.models import Form
from zaedno.platform.forms.queries.rows import FORM
from zaedno.platform.forms.rules import EDITORS


def things(viewer: Viewer, ids: Iterable[str]) -> dict[str, Thing]:
    if not viewer.has(*EDITORS):
        return {}
    found = Form.objects.filter(city_id=viewer.city.pk, pk__in=ids)
    return {str(row.pk): _thing(viewer, row) for row in found}


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
