"""Settings that every way of running shares; what differs comes from the environment."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

from zaedno.core.registry import feature_names
from zaedno.site import logs

PACKAGE = Path(__file__).resolve().parent.parent.parent
ZAEDNO_PLATFORM = (
    "cities",
    "population",
    "people",
    "identity",
    "files",
    "links",
    "places",
    "journal",
    "moderation",
    "processes",
    "discussion",
    "forms",
    "notifications",
    "search",
    "carrying",
)

DATA = Path(os.environ.get("ZAEDNO_DATA", "var")).resolve()
DEBUG = False
DEMO = os.environ.get("ZAEDNO_DEMO") == "1"
SECRET_KEY = os.environ.get("ZAEDNO_SECRET_KEY", "")
SECRET_KEY_FALLBACKS = [k for k in os.environ.get("ZAEDNO_OLD_SECRET_KEYS", "").split(",") if k]
ZAEDNO_SEAL_KEY = os.environ.get("ZAEDNO_SEAL_KEY", SECRET_KEY)
ZAEDNO_SEAL_KEY_FALLBACKS = [k for k in os.environ.get("ZAEDNO_OLD_SEAL_KEYS", "").split(",") if k]
# What fingerprints of residents are made with; never in the database or its backups.
ZAEDNO_IDENTITY_PEPPER = os.environ.get("ZAEDNO_IDENTITY_PEPPER", ZAEDNO_SEAL_KEY)
ZAEDNO_IDENTITY_COST = 2**14  # scrypt's N: some 45 ms and 16 MB for each guess
# Plain http to an identity provider on the same machine, for trying things out; never elsewhere.
ZAEDNO_LOOPBACK_PROVIDERS = False
# Signs the journal's checkpoints where several machines share it (64 hex digits); else a file.
ZAEDNO_JOURNAL_KEY = os.environ.get("ZAEDNO_JOURNAL_KEY", "")
# By which browsers know our web push (64 hex digits, `zaedno push-key`); else a file.
ZAEDNO_PUSH_KEY = os.environ.get("ZAEDNO_PUSH_KEY", "")
ZAEDNO_DEFAULT_CITY = os.environ.get("ZAEDNO_CITY", "sofia")
ZAEDNO_DEFAULT_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver"]
# The post office, found by name because it stands above those who write letters.
ZAEDNO_POST = "zaedno.platform.notifications.actions.write_letter"
# Who leads a person to the key of a door, found by name for the same reason.
ZAEDNO_WAY_IN = "zaedno.platform.identity.views.keeping.way_in"
# How hard the task for a browser without an account is: each bit doubles it; 17 is about a second
# on a phone.
ZAEDNO_PROOF_BITS = int(os.environ.get("ZAEDNO_PROOF_BITS", "17"))
ZAEDNO_CITYLESS_PATHS = ("/static/", "/media/", "/healthz", "/readyz", "/live/")
# How a page is reached from outside; letters and QR codes are made from it.
ZAEDNO_ADDRESS = os.environ.get("ZAEDNO_ADDRESS", "https://{host}")
ALLOWED_HOSTS = [
    *ZAEDNO_DEFAULT_HOSTS,
    ".localhost",
    *(h for h in os.environ.get("ZAEDNO_HOSTS", "").split(",") if h),
]

INSTALLED_APPS = [
    "zaedno.core",
    *(f"zaedno.platform.{name}" for name in ZAEDNO_PLATFORM),
    *(f"zaedno.features.{name}" for name in feature_names()),
    "zaedno.site",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "django_tasks",
    "django_tasks_db",
    "wagtail.contrib.simple_translation",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
]

MIDDLEWARE = [
    "zaedno.site.requests.RequestMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "zaedno.platform.cities.middleware.CityMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "zaedno.platform.people.middleware.ViewerMiddleware",
    "zaedno.platform.identity.middleware.ActingMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "zaedno.site.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "zaedno.core.shell.shell",
            ],
            "builtins": [
                "zaedno.core.templatetags.ui",
                "zaedno.core.templatetags.ui_forms",
                "django.templatetags.i18n",
            ],
        },
    }
]

AUTH_USER_MODEL = "people.Person"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "zaedno.platform.people.demo_backend.DemoBackend",
    "django.contrib.auth.backends.ModelBackend",
]
LOGIN_URL = "people:sign_in"
# Wrong passwords: five for one address close its password door for a quarter of an hour; the
# mailed link stays open. Counted by keyed hash, never by the address itself.
SILENCED_SYSTEM_CHECKS = ["axes.W006"]  # counted by address alone, browsers play no part
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_USERNAME_FORM_FIELD = "username"
AXES_SENSITIVE_PARAMETERS = ["email", "next", "key", "csrfmiddlewaretoken"]
AXES_USERNAME_CALLABLE = "zaedno.platform.people.attempts.who"
AXES_CLIENT_IP_CALLABLE = "zaedno.platform.people.attempts.where"
AXES_CLIENT_STR_CALLABLE = "zaedno.platform.people.attempts.say_nothing"
AXES_LOCKOUT_CALLABLE = "zaedno.platform.people.attempts.our_own_page"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "bg"
LANGUAGES = [("bg", "Български"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "site" / "locale", PACKAGE / "algorithms" / "locale"]
USE_I18N = True
FIRST_DAY_OF_WEEK = 1
USE_TZ = True
NUMBER_GROUPING = 3  # Django names none for Bulgarian; only numbers that ask for it are grouped
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("ZAEDNO_STATIC", DATA / "static"))
MEDIA_ROOT = DATA / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "zaedno.site.static.HashedFiles"},
}

# What a request may weigh: text of a form, an upload, and the seconds it may take to arrive.
ZAEDNO_FORM_LIMIT = 64 * 1024
ZAEDNO_UPLOAD_LIMIT = 20_000_000
ZAEDNO_BODY_SECONDS = float(os.environ.get("ZAEDNO_BODY_SECONDS", "30"))
# The same with a permit (core/permits.py), which only a page for staff gives.
ZAEDNO_LARGE_LIMIT = 210_000_000
ZAEDNO_LARGE_SECONDS = 600.0
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default", "cms", "heavy"],
    }
}

EMAIL_TIMEOUT = 10
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "zaedno.site.standing.form_expired"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    },
}
WAGTAIL_SITE_NAME = "Zaedno"
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_BASE_URL = "http://localhost:8000"
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # an address is typed and read aloud on the phone
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
LOGGING = logs.plain()

SQLITE: dict[str, Any] = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": DATA / "zaedno.sqlite3",
    "OPTIONS": {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
            "PRAGMA busy_timeout=20000; PRAGMA cache_size=-20000;"
        ),
    },
}
DATABASES: dict[str, dict[str, Any]] = {"default": {**SQLITE, "CONN_MAX_AGE": None}}
