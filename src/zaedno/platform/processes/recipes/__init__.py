"""Recipes: ready orders of stages from which a process is planned. Versioned data, no code.

A recipe may name a method whose room does not stand in this house; it then says so where it is
offered, and can be used as soon as the room is there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from zaedno.algorithms.stages import Span
from zaedno.core import registry
from zaedno.core.fields import Texts, texts

FILE = Path(__file__).parent / "recipes.yaml"


@dataclass(frozen=True)
class Step:
    """A stage to come: its method, and how many days it lasts (None: until the process ends)."""

    method: str
    days: int | None
    title: Texts
    text: Texts
    who: Mapping[str, str]
    settings: Mapping[str, Any]


@dataclass(frozen=True)
class Recipe:
    id: str
    title: Texts
    text: Texts
    promise: str
    steps: tuple[Step, ...]

    @property
    def missing(self) -> list[str]:
        """Methods of its stages that this house does not have."""
        there = registry.methods()
        return sorted({step.method for step in self.steps} - set(there))


def _step(row: dict[str, Any]) -> Step:
    return Step(
        method=row["method"],
        days=row.get("days"),
        title=texts(**row["title"]),
        text=texts(**row.get("text", {})),
        who=row.get("who", {}),
        settings=row.get("settings", {}),
    )


@cache
def recipes() -> dict[str, Recipe]:
    """All recipes by id, in the order of the file."""
    return {
        row["id"]: Recipe(
            id=row["id"],
            title=texts(**row["title"]),
            text=texts(**row["text"]),
            promise=row["promise"],
            steps=tuple(_step(step) for step in row["steps"]),
        )
        for row in yaml.safe_load(FILE.read_text("utf-8"))
    }


def dated(recipe: Recipe, starts_at: datetime) -> list[tuple[Step, Span]]:
    """The steps one after the other, each from the midnight at which the one before it ends."""
    made = []
    opens = starts_at
    for step in recipe.steps:
        closes = None
        if step.days is not None:
            last = timezone.localdate(opens) + timedelta(days=step.days)
            closes = timezone.make_aware(datetime.combine(last, time()))
        made.append((step, Span(opens, closes)))
        opens = closes or opens
    return made
