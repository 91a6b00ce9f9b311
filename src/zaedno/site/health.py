"""`/healthz`: the process answers. `/readyz`: it can also serve, or says what is missing."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from functools import cache

from django.db import DatabaseError, close_old_connections, connection
from django.db.migrations.executor import MigrationExecutor

from zaedno.core.streams import Send

PATHS = ("/healthz", "/readyz")


async def answer(path: str, healthy: Callable[[], bool], send: Send) -> None:
    missing = await asyncio.to_thread(what_is_missing, healthy) if path == "/readyz" else []
    body = json.dumps({"ready": not missing, "missing": missing}).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
    ]
    status = 503 if missing else 200
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def what_is_missing(healthy: Callable[[], bool]) -> list[str]:
    missing = [] if healthy() else ["background work"]
    close_old_connections()
    try:
        connection.ensure_connection()
        if not migrated():
            migrated.cache_clear()
            missing.append("migrations")
    except DatabaseError:
        missing.append("database")
    finally:
        close_old_connections()
    return missing


@cache
def migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
