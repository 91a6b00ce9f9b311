"""Forms of a process with their replies, for carrying them elsewhere."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from zaedno.core.refs import naming
from zaedno.core.viewer import Viewer
from zaedno.platform.forms.models import Form, Page, Question, Reply


def holdings_about(viewer: Viewer, refs: list[tuple[str, str]]) -> list[QuerySet[Any]]:
    """Forms that belong to these things; drafts of replies stay where they are."""
    owned = naming(refs, "owner_kind", "owner_id")
    forms = Form.objects.filter(owned, city_id=viewer.city.pk)
    replies = Reply.objects.filter(city_id=viewer.city.pk, form__in=forms)
    return [
        forms.order_by("pk"),
        Page.objects.filter(form__in=forms, form__city_id=viewer.city.pk).order_by("pk"),
        Question.objects.filter(page__form__in=forms, page__form__city_id=viewer.city.pk).order_by(
            "pk"
        ),
        replies.exclude(state=Reply.State.DRAFT).order_by("pk"),
    ]
