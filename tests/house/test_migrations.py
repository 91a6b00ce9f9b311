"""A fresh database is ready in seconds: tables are made together and whole."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation

from tests.house.source import report
from zaedno.core.schema import CreateModels

APART = (migrations.AddField, migrations.AddIndex, migrations.AddConstraint)


def apart(operations: list[Operation]) -> Iterator[str]:
    """What could stand inside the making of a table and does not."""
    making = [one for one in operations if isinstance(one, migrations.CreateModel | CreateModels)]
    if len(making) > 1:
        yield "makes tables in several operations; put them into one CreateModels"
    made = {
        model.name_lower
        for one in making
        for model in (one.models if isinstance(one, CreateModels) else [one])
    }
    for one in operations:
        if isinstance(one, APART) and one.model_name_lower in made:
            what = one.describe()
            yield f"{what}: the same file makes the table; put it into its CreateModel"


def test_tables_are_made_together_and_whole() -> None:
    found = [
        f"{migration.__module__}: {problem}"
        for migration in MigrationLoader(None).disk_migrations.values()
        if migration.__module__.startswith("zaedno.")
        for problem in apart(migration.operations)
    ]
    assert not found, report(found)


def table(name: str) -> migrations.CreateModel:
    return migrations.CreateModel(name, [("id", models.BigAutoField(primary_key=True))])


def test_what_stands_apart_is_found() -> None:
    index = migrations.AddIndex("leaf", models.Index(fields=["id"], name="leaf_id"))
    assert len(list(apart([table("Leaf"), table("Tree"), index]))) == 2
    assert not list(apart([CreateModels([table("Leaf"), table("Tree")])]))
    assert not list(apart([table("Tree"), index])), "the table is an older one"
