"""What a room keeps of a person, for that person's own copy of their data (offer `personal`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet

from zaedno.core.viewer import Viewer


@dataclass(frozen=True)
class Kept:
    """Rows about one person. `columns` leaves out what would open a door: keys, codes, secrets."""

    rows: QuerySet[Any]
    columns: tuple[str, ...]

    @property
    def model(self) -> type[Model]:
        return self.rows.model

    def told(self) -> list[dict[str, Any]]:
        return list(self.rows.order_by("pk").values(*self.columns))


def by_person_or_address(viewer: Viewer, person: str = "person") -> Q:
    """Rows of an account, and those of its address alone, from before there was an account."""
    who: Any = viewer.person
    mine = Q(**{f"{person}_id": who.pk})
    address = getattr(who, "email_hash", "") if getattr(who, "email", "") else ""
    return mine | Q(address_hash=address) if address else mine
