"""Numbers of rows that are not there yet, so that rows may point to each other in any order."""

from __future__ import annotations

from django.db import connection, models


def reserve(model: type[models.Model], many: int) -> list[int]:
    """So many numbers of a table that nobody else gets, rising.

    PostgreSQL gives them out of the table's sequence. On SQLite a transaction that writes is
    alone, and the table goes on after the highest number.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [model._meta.db_table, model._meta.pk.column, many],
            )
            return sorted(number for (number,) in cursor.fetchall())
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
        row = cursor.fetchone()
    highest = row[0] if row else 0
    return list(range(highest + 1, highest + 1 + many))
