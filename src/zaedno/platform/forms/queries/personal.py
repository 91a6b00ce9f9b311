"""What this room keeps of a person, for their own copy.

No reply names a person. While a form is open its fingerprint can be made from the person, as it is
when they go on with a draft; when the form has closed nobody can tell any more whose a reply was.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from zaedno.core.personal import Kept
from zaedno.core.viewer import Viewer
from zaedno.platform.forms.logic import Outline
from zaedno.platform.forms.models import Form, Reply
from zaedno.platform.forms.queries.rows import outline, token
from zaedno.platform.forms.spoken import spoken

AT_ONCE = 100  # forms looked for in one query


@dataclass(frozen=True)
class KeptReplies(Kept):
    """Answers in words, but only those of a draft: of a reply that counts it is told that it does,
    never what was answered, and of a sheet that one typed in only which it was."""

    viewer: Viewer

    def told(self) -> list[dict[str, Any]]:
        outlines: dict[int, Outline] = {}
        return [self._one(row, outlines) for row in self.rows.order_by("pk")]

    def _one(self, row: Reply, outlines: dict[int, Outline]) -> dict[str, Any]:
        draft = row.state == Reply.State.DRAFT
        return {
            **{name: getattr(row, name) for name in self.columns},
            "form": f"{row.form.owner_kind}:{row.form.owner_id}",
            "answers": self._answers(row, outlines) if draft else None,
        }

    def _answers(self, row: Reply, outlines: dict[int, Outline]) -> list[dict[str, str]]:
        if row.form_id not in outlines:
            outlines[row.form_id] = outline(self.viewer, row.form)
        lang = self.viewer.lang
        return [
            {"question": one.question.text.best(lang)[0], "answer": one.words}
            for one in spoken(outlines[row.form_id].questions(), row.answers, lang)
        ]


def kept(viewer: Viewer) -> list[Kept]:
    if viewer.person is None:
        return []
    mine = Reply.objects.filter(city_id=viewer.city.pk).select_related("form")
    typed = Q(typed_by_id=viewer.person.pk)
    columns = ("receipt", "state", "channel", "sheet", "day", "lang")
    return [KeptReplies(mine.filter(typed | Q(pk__in=_own(viewer))), columns, viewer)]


def _own(viewer: Viewer) -> list[Any]:
    """Replies under the fingerprint of this person, form by form as `rows.mine` looks for one."""
    found: list[Any] = []
    forms = list(Form.objects.filter(city_id=viewer.city.pk).only("pk").order_by("pk"))
    for start in range(0, len(forms), AT_ONCE):
        some = forms[start : start + AT_ONCE]
        pairs = [Q(form=one, token=token(viewer, one)) for one in some]
        rows = Reply.objects.filter(reduce(or_, pairs), city_id=viewer.city.pk)
        found += rows.values_list("pk", flat=True)
    return found
