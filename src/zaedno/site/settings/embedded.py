"""One process on SQLite, for trying and for small towns."""

from zaedno.site.settings.base import *  # noqa: F403
