"""One process on SQLite, for trying and for small towns."""

import os

from zaedno.site.settings.base import *  # noqa: F403

ZAEDNO_ADDRESS = os.environ.get("ZAEDNO_ADDRESS", "http://{host}:8000")
