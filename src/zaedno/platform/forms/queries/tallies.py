"""Results of a form: counted on the spot while they are few, by the schedule when many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from zaedno.core.viewer import Viewer
from zaedno.platform.forms import counting
from zaedno.platform.forms.models import Form, Question, Reply, Tally
from zaedno.platform.forms.queries import rows
from zaedno.platform.places import queries as places

FEW = 2000  # so many are counted while a page is made
MOST_GROUPS = 12  # questions by whose groups others are counted beforehand


@dataclass(frozen=True)
class Counted:
    """`at` is None for what was counted just now; `behind` came since it was counted."""

    data: dict[int, dict[str, Any]]
    tables: dict[tuple[int, int], list[list[int]]]
    at: datetime | None = None
    behind: int = 0


def counted(
    viewer: Viewer, form: Form, questions: Sequence[Question], pairs: Sequence[Any] = ()
) -> Counted:
    """`pairs` are the tables wanted: (question, group)."""
    total = rows.replies(viewer, form).count()
    if total <= FEW:
        return fresh(viewer, form, questions, pairs)
    stored = Tally.objects.filter(form=form, form__city_id=viewer.city.pk).first()
    if stored is None:
        return Counted({}, {}, None, total)
    tables = {}
    for name, table in stored.data["tables"].items():
        one, _colon, other = name.partition(":")
        tables[(int(one), int(other))] = table
    data = {int(pk): told for pk, told in stored.data["questions"].items()}
    return Counted(data, tables, stored.counted_at, total - stored.replies)


def fresh(
    viewer: Viewer, form: Form, questions: Sequence[Question], pairs: Sequence[Any]
) -> Counted:
    """All at once, in one pass over the replies."""
    on_map = any(one.places for one in questions)
    found = counting.Counting(questions, places.locator(viewer) if on_map else counting.nowhere)
    crossed = [counting.Crossing(one, group) for one, group in pairs]
    for answers in rows.answers(viewer, form):
        found.add(answers)
        for one in crossed:
            one.add(answers)
    tables = {(one.question.pk, one.group.pk): one.table for one in crossed}
    return Counted(found.data(), tables)


def due(viewer: Viewer) -> list[Form]:
    """Large forms with replies that are not counted yet."""
    sent = Count("replies", filter=Q(replies__state=Reply.State.SENT))
    mine = Form.objects.filter(city_id=viewer.city.pk).select_related("tally")
    many = mine.annotate(sent=sent).filter(sent__gt=FEW)
    return [one for one in many if not hasattr(one, "tally") or one.tally.replies != one.sent]
