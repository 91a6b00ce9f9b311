"""How many replies counted, for whoever owns the forms: by day and by way, no question of them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from zaedno.core.participation import Counts, by
from zaedno.core.viewer import Viewer
from zaedno.platform.forms.models import Reply


def replied(viewer: Viewer, forms: QuerySet[Any]) -> Counts:
    found = Reply.objects.filter(city_id=viewer.city.pk, form__in=forms, state=Reply.State.SENT)
    return Counts(by(found, "day"), how=by(found, "channel"))
