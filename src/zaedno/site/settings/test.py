"""For the test command: fast hasher, plain cookies, nothing that leaves the machine."""

import os

os.environ.setdefault("ZAEDNO_SECRET_KEY", "only-for-tests-0123456789-abcdefghij-klmnopqrst-uvwxyz")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

from zaedno.site.settings.base import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DEBUG = False
ZAEDNO_IDENTITY_COST = 2**4
ZAEDNO_LOOPBACK_PROVIDERS = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

# A test that loses power is simply run again.
DATABASES["default"]["OPTIONS"]["init_command"] = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"
)
