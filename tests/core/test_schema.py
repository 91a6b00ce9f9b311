"""Tables made at once are the tables made one after another."""

from __future__ import annotations

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from zaedno.core.schema import CreateModels


def table(name: str, other: str) -> migrations.CreateModel:
    return migrations.CreateModel(
        name,
        [
            ("id", models.BigAutoField(primary_key=True)),
            ("size", models.IntegerField()),
            ("other", models.ForeignKey(f"core.{other}", models.CASCADE, "+", null=True)),
        ],
        options={
            "indexes": [models.Index(fields=["size"], name=f"{name}_size")],
            "constraints": [
                models.CheckConstraint(condition=models.Q(size__gt=0), name=f"{name}_some")
            ],
        },
    )


CIRCLE = CreateModels([table("Leaf", "Tree"), table("Tree", "Leaf")])


def test_the_models_are_built_once_and_only_when_asked() -> None:
    state, alone = ProjectState(), ProjectState()
    built = state.apps
    CIRCLE.state_forwards("core", state)
    for one in CIRCLE.models:
        one.state_forwards("core", alone)
    assert "apps" not in state.__dict__
    assert state.models == alone.models
    assert state.apps is not built
    leaf = state.apps.get_model("core", "Leaf")
    assert leaf._meta.get_field("other").related_model is state.apps.get_model("core", "Tree")


def there_and_back() -> None:
    before, after = ProjectState(), ProjectState()
    CIRCLE.state_forwards("core", after)
    with connection.schema_editor() as editor:
        CIRCLE.database_forwards("core", editor, before, after)
    with connection.cursor() as cursor:
        for one in ("leaf", "tree"):
            found = connection.introspection.get_constraints(cursor, f"core_{one}")
            assert {f"{one.title()}_size", f"{one.title()}_some"} <= found.keys()
            assert sum(bool(each["foreign_key"]) for each in found.values()) == 1
    with connection.schema_editor() as editor:
        CIRCLE.database_backwards("core", editor, after, before)
    assert not {"core_leaf", "core_tree"} & set(connection.introspection.table_names())


@pytest.mark.django_db(transaction=True)
def test_a_circle_comes_and_goes() -> None:
    there_and_back()


@pytest.mark.usefixtures("postgres")
def test_a_circle_comes_and_goes_on_postgresql() -> None:
    there_and_back()
