"""What was made with the many steps of before goes on with the few of today."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from zaedno.site import prepare

pytestmark = pytest.mark.django_db


@pytest.fixture
def of_before() -> MigrationRecorder:
    """The template, as a version with the many steps would have left it."""
    executor = MigrationExecutor(connection)
    recorder = MigrationRecorder(connection)
    assert executor.loader.replacements
    for app, name in executor.loader.replacements:
        recorder.record_unapplied(app, name)
    return recorder


def test_all_steps_of_before_are_all_of_today(of_before: MigrationRecorder) -> None:
    executor = MigrationExecutor(connection)
    assert not executor.migration_plan(executor.loader.graph.leaf_nodes())
    prepare.tables()
    call_command("migrate", verbosity=0)
    assert executor.loader.replacements.keys() <= of_before.applied_migrations().keys()


def test_a_database_in_the_middle_is_refused(of_before: MigrationRecorder) -> None:
    of_before.record_unapplied("workshops", "0013_process_of_events")
    with pytest.raises(prepare.Halfway, match="tables of workshops are older"):
        prepare.tables()
