"""Method templates: versioned data from which a workshop is made, and how far it went from them.

A file `<id>-<version>.yaml` is never edited once it is published: a change is a new version.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from zaedno.core.fields import Texts, texts

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Part:
    """One part of the minute plan."""

    minutes: int
    method: str
    title: Texts
    output: str = ""
    boards: tuple[str, ...] = ()
    rooms: int | None = None
    dots: int | None = None


@dataclass(frozen=True)
class Template:
    id: str
    version: str
    kind: str
    title: Texts
    purpose: Texts
    minutes: int
    objectives: tuple[Texts, ...]
    questions: tuple[Texts, ...]
    agenda: tuple[Part, ...]
    boards: tuple[str, ...]
    outline: tuple[str, ...]

    @property
    def code(self) -> str:
        return f"{self.id}-{self.version}"


def _template(data: dict[str, Any]) -> Template:
    agenda = tuple(
        Part(
            minutes=row["minutes"],
            method=row["method"],
            title=texts(**row["title"]),
            output=row.get("output") or "",
            boards=tuple(row.get("boards", ())),
            rooms=row.get("rooms"),
            dots=row.get("dots"),
        )
        for row in data["agenda"]
    )
    written = [board for part in agenda for board in part.boards]
    template = Template(
        id=data["id"],
        version=data["version"],
        kind=data["kind"],
        title=texts(**data["title"]),
        purpose=texts(**data["purpose"]),
        minutes=data["minutes"],
        objectives=tuple(texts(**row) for row in data["objectives"]),
        questions=tuple(texts(**row) for row in data["questions"]),
        agenda=agenda,
        boards=tuple(dict.fromkeys([*data.get("boards", ()), *written])),
        outline=tuple(data["outline"]),
    )
    planned = sum(part.minutes for part in agenda)
    if planned != template.minutes:
        raise ValueError(f"{template.code}: {planned} minutes planned, {template.minutes} given")
    return template


@cache
def templates() -> dict[str, Template]:
    """All versions by `<id>-<version>`, the newest of each method last."""
    found = [_template(yaml.safe_load(path.read_text("utf-8"))) for path in FOLDER.glob("*.yaml")]
    return {t.code: t for t in sorted(found, key=lambda t: (t.id, _numbers(t.version)))}


def newest() -> list[Template]:
    """One of each method: what a new workshop is made from."""
    return list({template.id: template for template in templates().values()}.values())


def template_of(method: str, version: str) -> Template | None:
    return templates().get(f"{method}-{version}")


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in version.split("."))
