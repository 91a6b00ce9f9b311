"""What the process says: plain warnings on a terminal, one JSON object for each line in production.

Lines carry the number of the request and never an address, a name, a query string or a value from
the database.
"""

from __future__ import annotations

import json
import logging
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

request_id: ContextVar[str] = ContextVar("zaedno_request", default="")
QUIET = {"django.request": "ERROR", "django_tasks_db": "WARNING", "django_tasks": "WARNING"}


class Structured(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "said": record.getMessage(),
        }
        if request_id.get():
            line["request"] = request_id.get()
        line.update(getattr(record, "facts", {}))
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = where_it_broke(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def where_it_broke(error: BaseException) -> dict[str, Any]:
    """Kind and place. Not the message: a database quotes people's values in it."""
    frames = traceback.extract_tb(error.__traceback__)
    return {
        "kind": f"{type(error).__module__}.{type(error).__qualname__}",
        "at": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-12:]],
    }


def _config(formatter: dict[str, Any], level: str) -> dict[str, Any]:
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"one": formatter},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "one"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {name: {"level": quiet} for name, quiet in QUIET.items()},
    }


def plain() -> dict[str, Any]:
    return _config({"format": "%(levelname)s %(name)s: %(message)s"}, "WARNING")


def structured() -> dict[str, Any]:
    return _config({"()": "zaedno.site.logs.Structured"}, "INFO")
