"""Method templates: versioned data from which a workshop is made, and how far it went from them.

A file `<id>-<version>.yaml` is never edited once it is published: a change is a new version. A city
may take in files of other cities (`queries/methods.py`); the same reading serves both.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from zaedno.core.fields import Texts, texts
from zaedno.features.workshops.methods.evaluation import MEETING, whole

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Part:
    """One part of the minute plan, with what participants read and what the facilitator says."""

    minutes: int
    method: str
    title: Texts
    output: str = ""
    boards: tuple[str, ...] = ()
    rooms: int | None = None
    dots: int | None = None
    tell: Texts = field(default_factory=Texts)
    script: Texts = field(default_factory=Texts)


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
    asks: dict[str, Texts] = field(default_factory=dict)
    evaluation: tuple[dict[str, Any], ...] = ()  # questions after the meeting
    own: bool = False  # taken in by the city, not one of the house's

    @property
    def code(self) -> str:
        return f"{self.id}-{self.version}"


def template(data: dict[str, Any], *, own: bool = False) -> Template:
    """From the file's data; `checking.check` says beforehand what is wrong with it."""
    agenda = tuple(_part(row) for row in data["agenda"])
    written = [board for part in agenda for board in part.boards]
    made = Template(
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
        asks={kind: texts(**said) for kind, said in data.get("asks", {}).items()},
        evaluation=tuple(whole(data.get("evaluation", MEETING))),
        own=own,
    )
    planned = sum(part.minutes for part in agenda)
    if planned != made.minutes:
        raise ValueError(f"{made.code}: {planned} minutes planned, {made.minutes} given")
    return made


def _part(row: dict[str, Any]) -> Part:
    return Part(
        minutes=row["minutes"],
        method=row["method"],
        title=texts(**row["title"]),
        output=row.get("output") or "",
        boards=tuple(row.get("boards", ())),
        rooms=row.get("rooms"),
        dots=row.get("dots"),
        tell=texts(**row.get("tell", {})),
        script=texts(**row.get("script", {})),
    )


@cache
def templates() -> dict[str, Template]:
    """All versions of the house by `<id>-<version>`, the newest of each method last."""
    found = [template(yaml.safe_load(path.read_text("utf-8"))) for path in FOLDER.glob("*.yaml")]
    return in_order(found)


def in_order(found: list[Template]) -> dict[str, Template]:
    return {t.code: t for t in sorted(found, key=lambda t: (t.id, numbers(t.version)))}


def newest_of(found: dict[str, Template]) -> list[Template]:
    """One of each method: what a new workshop is made from."""
    return list({one.id: one for one in found.values()}.values())


def newest() -> list[Template]:
    return newest_of(templates())


def source_of(code: str) -> str:
    """The file of one of the house's templates, as it is shared."""
    return (FOLDER / f"{templates()[code].code}.yaml").read_text("utf-8")


def numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in version.split("."))
