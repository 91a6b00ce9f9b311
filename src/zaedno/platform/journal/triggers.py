"""The database's own refusal to rewrite what was done, on both databases.

Put there after every migration, not by one: SQLite loses a table's triggers when Django rebuilds
the table. Allowed on a deed: its place in the log (once), and emptying what only its salt could
prove, when a person is erased.
"""

from __future__ import annotations

from typing import Any

from django.db import connections

SAID = "the journal is append-only"
FIXED = (
    "id",
    "verb",
    "city_id",
    "subject_kind",
    "subject_id",
    "at",
    "actor_key",
    "because_id",
    "facts_hash",
)
TABLES = ("core_event", "journal_node", "journal_checkpoint")


def _lawful(same: str, empty_facts: str) -> str:
    """The only lawful changes of a deed's row, as an SQL condition over NEW and OLD."""
    kept = " AND ".join(f"NEW.{c} {same} OLD.{c}" for c in FIXED)
    untouched = " AND ".join(f"NEW.{c} {same} OLD.{c}" for c in ("salt", "role", "facts"))
    erased = f"NEW.salt = '' AND NEW.role = '' AND {empty_facts}"
    sealed = f"NEW.seal {same} OLD.seal OR OLD.seal IS NULL"
    return f"{kept} AND ({sealed}) AND (({untouched}) OR ({erased}))"


def _sqlite() -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
    deed = _lawful("IS", "NEW.facts = '{}'")
    made = []
    for table in TABLES:
        lawful = f"NOT ({deed})" if table == "core_event" else "1"
        made += [
            f"DROP TRIGGER IF EXISTS {table}_kept",
            f"DROP TRIGGER IF EXISTS {table}_unchanged",
            f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} {refuse}",
            f"CREATE TRIGGER {table}_unchanged BEFORE UPDATE ON {table} WHEN {lawful} {refuse}",
        ]
    return made


def _postgresql() -> list[str]:
    lawful = _lawful("IS NOT DISTINCT FROM", "NEW.facts = '{}'::jsonb")
    made = [
        "CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{SAID}'; END $$"
    ]
    for table in TABLES:
        when = f"WHEN (NOT ({lawful}))" if table == "core_event" else ""
        refuse = "EXECUTE FUNCTION journal_refuse()"
        made += [
            f"DROP TRIGGER IF EXISTS {table}_kept ON {table}",
            f"DROP TRIGGER IF EXISTS {table}_unchanged ON {table}",
            f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} FOR EACH ROW {refuse}",
            f"CREATE TRIGGER {table}_unchanged BEFORE UPDATE ON {table} "
            f"FOR EACH ROW {when} {refuse}",
        ]
    return made


def install(connection: Any) -> None:
    tables = connection.introspection.table_names()
    if not set(TABLES) <= set(tables):
        return
    orders = _postgresql() if connection.vendor == "postgresql" else _sqlite()
    with connection.cursor() as cursor:
        for order in orders:
            cursor.execute(order)


def after_migrate(*, using: str, **_rest: Any) -> None:
    install(connections[using])
