"""Files inside replies: kept when they are sent, gone with the answer that held them.

They are stored without a line in the journal and belong to the form: who reads its replies may
open them, and nobody can tell from a file when its reply came.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.files.base import File as Upload
from django.db.models import QuerySet

from zaedno.core.actions import Ctx
from zaedno.platform.files.actions import remove_unseen, store_unseen
from zaedno.platform.forms.logic import held_in
from zaedno.platform.forms.models import Form, Reply
from zaedno.platform.forms.queries import rows

KINDS = ("pdf", "image")


def kept(
    ctx: Ctx, form: Form, before: Mapping[str, Any], after: Mapping[str, Any]
) -> dict[str, Any]:
    """The answers with uploads stored; a file that is no answer any more is deleted."""
    told = {key: _stored(ctx, form, value) for key, value in after.items()}
    remove_unseen(ctx, keys=held_in(before) - held_in(told), holder=rows.holder(form))
    return told


def _stored(ctx: Ctx, form: Form, value: Any) -> Any:
    if not isinstance(value, Upload):
        return value
    file = store_unseen(ctx, upload=value, kinds=KINDS, holder=rows.holder(form))
    return {"file": file.key, "name": file.name, "size": file.size}


def lose_all(ctx: Ctx, form: Form, replies: QuerySet[Reply]) -> None:
    """Before replies are deleted: their files."""
    if rows.asks_files(ctx.viewer, form):
        for answers in replies.values_list("answers", flat=True).iterator(2000):
            remove_unseen(ctx, keys=held_in(answers), holder=rows.holder(form))
