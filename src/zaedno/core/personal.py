"""What a room keeps of a person, for that person's own copy of their data (offer `personal`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet


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
