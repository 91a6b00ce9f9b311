"""What granian's workers import; the settings are those of the environment."""

from __future__ import annotations

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zaedno.site.settings.production")
django.setup()

from zaedno.site.asgi import Production  # noqa: E402 - the settings come first

application = Production()
