"""Imports and relations go down only. (The floors themselves: import-linter, pyproject.toml.)"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.db import models

from tests.house.source import Module, modules, report

ORDER = [
    {"models"},
    {"rules", "words"},
    {"queries"},
    {"actions"},
    {"handlers", "schedule", "demo"},
    {"manifest"},
    {"exports", "boards", "forms"},
    {"api", "views", "backoffice"},
    {"urls"},
]
LEVEL = {name: level for level, names in enumerate(ORDER) for name in names}
FORBIDDEN = {"utils", "helpers", "mixins", "signals", "managers", "misc", "common", "services"}
LATE = {
    # These look a module up by name because a table or a manifest says so.
}


def imported(module: Module) -> Iterator[tuple[ast.stmt, str]]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node, node.module
            for name in node.names:
                yield node, f"{node.module}.{name.name}"
        elif isinstance(node, ast.Import):
            for name in node.names:
                yield node, name.name


def upward(module: Module) -> Iterator[str]:
    mine = LEVEL.get(module.furniture)
    if mine is None:
        return
    inside = f"zaedno.{module.room}."
    for node, name in imported(module):
        if name.startswith(inside):
            piece = name.removeprefix(inside).split(".")[0]
            if LEVEL.get(piece, -1) > mine:
                yield f"{module.at(node)}: {module.furniture} imports {piece}, which is above it"


def test_inside_a_room_imports_go_down() -> None:
    found = sorted({problem for module in modules() for problem in upward(module)})
    assert not found, report(found)


def test_no_drawer_for_everything() -> None:
    found = [m.where for m in modules() if FORBIDDEN & set(m.parts)]
    assert not found, report(found)


def test_no_late_imports() -> None:
    found = [
        f"{module.at(node)}: import inside {function.name}"
        for module in modules()
        if module.where not in LATE
        for function in module.functions()
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not found, report(found)


def height(label: str) -> int:
    """0 for foreign tables, then core, the platform rooms in their order, the features."""
    name = apps.get_app_config(label).name
    if name == "zaedno.core":
        return 1
    if name.startswith("zaedno.platform."):
        lowest = ["cities", "people", "identity"]
        rank = lowest.index(label) if label in lowest else len(lowest)
        return 2 + rank + (label in ("notifications", "carrying"))
    if name.startswith("zaedno.features."):
        return 10
    return 11 if name == "zaedno.site" else 0


def test_relations_point_down_or_stay_inside() -> None:
    found = []
    for model in apps.get_models():
        if not model.__module__.startswith("zaedno."):
            continue
        for field in model._meta.get_fields():
            if not isinstance(field, models.ForeignKey | models.ManyToManyField):
                continue
            here, there = model._meta.app_label, field.related_model._meta.app_label  # type: ignore[union-attr]
            if here != there and height(there) >= height(here):
                found.append(f"{model._meta.label}.{field.name} points up to {there}")
    assert not found, report(found)


def test_every_folder_of_the_platform_has_its_place() -> None:
    folders = {m.parts[1] for m in modules() if m.floor == "platform" and len(m.parts) > 1}
    assert folders == set(settings.ZAEDNO_PLATFORM)


WORLD_WIDE = {"cities.Programme", "cities.Track", "cities.City", "people.Person"}
WORLD_WIDE |= {"identity.Factor"}  # of an account, in whichever city
WORLD_WIDE |= {"cities.Figure", "cities.Milestone"}  # of the programme or of one city
WORLD_WIDE |= {"pages.NewsPage", "pages.InfoPage"}  # Wagtail's: the folder above has the city
WORLD_WIDE |= {"journal.Node", "journal.Checkpoint"}  # one log for all cities: hashes only


def test_every_table_of_a_room_belongs_to_a_city() -> None:
    """A table without a city of its own hangs on one that has it, by a key that is never empty."""
    found = []
    for model in apps.get_models():
        label = model._meta.label
        ours = model.__module__.startswith(("zaedno.platform", "zaedno.features"))
        if ours and label not in WORLD_WIDE and not leads_to_city(model, set()):
            found.append(f"{label}: no non-null way to a city")
    assert not found, report(found)


def leads_to_city(model: type[models.Model], seen: set[str]) -> bool:
    seen.add(model._meta.label)
    for field in model._meta.get_fields():
        if not isinstance(field, models.ForeignKey) or field.null:
            continue
        target = field.related_model
        if target._meta.label == "cities.City":  # type: ignore[union-attr]
            return True
        if target._meta.label not in seen and leads_to_city(target, seen):  # type: ignore[arg-type,union-attr]
            return True
    return False
