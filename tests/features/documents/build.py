"""Documents for tests, filed with the product's own actions."""

from __future__ import annotations

from typing import Any

from tests.world import World
from zaedno.core.fields import texts
from zaedno.core.partial_dates import When
from zaedno.features.documents import actions
from zaedno.features.documents.models import Document
from zaedno.platform.cities.models import City

BOTH = texts(bg="Урежда консултациите.", en="Governs consultations.")


def draft(world: World, *, title: str = "Ordinance", city: City | None = None, **more: Any) -> Any:
    more.setdefault("paragraphs", [paragraph(1), paragraph(2)])
    return actions.file_document(
        world.ctx("editor", city),
        kind="ordinance",
        title=texts(bg=f"Наредба {title}", en=title),
        date=When.parse("2017-07-20"),
        **more,
    )


def public(world: World, *, title: str = "Ordinance", city: City | None = None) -> Document:
    row = draft(world, title=title, city=city)
    actions.summarise(world.ctx("editor", city), document=row, text=BOTH)
    return actions.publish(world.ctx("editor", city), document=row)


def paragraph(number: int) -> dict[str, Any]:
    return {"number": number, "text": texts(bg=f"Абзац {number}.", en=f"Paragraph {number}.")}
