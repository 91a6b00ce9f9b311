"""The code of a workshop: people join with it, and it stands on every sheet of paper."""

from __future__ import annotations

from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.session import Session, join_code


def give_code(workshop: Workshop) -> str:
    """Made the first time that it is needed and kept: sheets are printed before people join.

    The workshop's row is held by the caller.
    """
    if not workshop.join_code:
        known = Session.objects.filter(workshop=workshop).values_list("code", flat=True).first()
        workshop.join_code = known or next(c for c in iter(join_code, "") if not _taken(c))
        workshop.save(update_fields=["join_code"])
    return workshop.join_code


def _taken(code: str) -> bool:
    """Also by a session that is over: a sheet left on a table must not name another workshop."""
    used = Session.objects.filter(code=code).exists()
    return used or Workshop.objects.filter(join_code=code).exists()
