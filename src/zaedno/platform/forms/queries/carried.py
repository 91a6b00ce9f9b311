"""Forms of a process with their replies, for carrying them elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet

from zaedno.core.refs import among
from zaedno.core.viewer import Viewer
from zaedno.platform.files.models import File
from zaedno.platform.forms.logic import held_in
from zaedno.platform.forms.models import Form, Page, Question, Reply
from zaedno.platform.forms.queries import rows


def holdings_about(viewer: Viewer, held: Mapping[str, QuerySet[Any]]) -> list[QuerySet[Any]]:
    """Forms that belong to these things, with files in replies and pictures of options; drafts of
    replies stay where they are."""
    forms = Form.objects.filter(among(held, "owner_kind", "owner_id"), city_id=viewer.city.pk)
    replies = Reply.objects.filter(city_id=viewer.city.pk, form__in=forms)
    questions = Question.objects.filter(page__form__in=forms, page__form__city_id=viewer.city.pk)
    return [
        forms.order_by("pk"),
        Page.objects.filter(form__in=forms, form__city_id=viewer.city.pk).order_by("pk"),
        questions.order_by("pk"),
        replies.exclude(state=Reply.State.DRAFT).order_by("pk"),
        _files(viewer, forms, questions, replies).order_by("pk"),
    ]


def _files(
    viewer: Viewer,
    forms: QuerySet[Form],
    questions: QuerySet[Question],
    replies: QuerySet[Reply],
) -> QuerySet[File]:
    """Replies and questions name files by their keys, which travel with them. Those of drafts, of
    which there are never many, stay with the drafts."""
    drawn = questions.exclude(pictures=[]).values_list("pictures", flat=True)
    keys = {one["file"] for pictures in drawn for one in pictures if one}
    asking = questions.filter(kind=Question.Kind.FILE).values("page__form")
    drafts = replies.filter(state=Reply.State.DRAFT, form__in=asking)
    begun = {
        key for answers in drafts.values_list("answers", flat=True) for key in held_in(answers)
    }
    held = among({rows.FORM: forms}, "holder_kind", "holder_id") & ~Q(key__in=begun)
    return File.objects.filter(held | Q(key__in=keys), city_id=viewer.city.pk)
