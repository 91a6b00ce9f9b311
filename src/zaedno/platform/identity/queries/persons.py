"""Codes and kept forms, each for whoever holds them in this browser."""

from __future__ import annotations

from typing import Any

from zaedno.core.fields import keyed_hash
from zaedno.core.viewer import Viewer
from zaedno.platform.identity.models import Code, Kept, Letter
from zaedno.platform.identity.rules import CodeFacts


def code(viewer: Viewer, pk: Any) -> Code | None:
    return Code.objects.filter(city_id=viewer.city.pk, pk=pk).select_related("person").first()


def held_code(viewer: Viewer, pk: int) -> Code:
    """The row that owns the number of tries."""
    return Code.objects.select_for_update().get(city_id=viewer.city.pk, pk=pk)


def facts(row: Code | None) -> CodeFacts | None:
    return CodeFacts(row.until, row.tries, row.used_at is not None) if row else None


def digest(pk: int, digits: str) -> str:
    """What is kept of a code; the row's number makes equal codes look different."""
    return keyed_hash("identity.code", f"{pk}:{digits}")


def kept(viewer: Viewer, ident: Any) -> Kept | None:
    """A form that this browser sent; its number is random and stands in the session alone."""
    return Kept.objects.filter(city_id=viewer.city.pk, pk=ident).first() if ident else None


def letter_facts(row: Letter) -> CodeFacts:
    """The code of a letter that is not printed yet opens nothing, but it is not used either."""
    return CodeFacts(row.until, row.tries, row.state not in (Letter.State.ASKED, Letter.State.SENT))
