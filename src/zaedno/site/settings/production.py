"""Several processes on PostgreSQL behind a proxy that ends TLS. Everything comes from outside.

ZAEDNO_DATABASE_URL, ZAEDNO_SECRET_KEY, ZAEDNO_SEAL_KEY, ZAEDNO_HOSTS, ZAEDNO_SMTP_URL, ZAEDNO_FROM,
ZAEDNO_DATA (uploads), ZAEDNO_PROXY=1 when a proxy sets X-Forwarded-Proto and -For itself.
"""

from zaedno.site import outside
from zaedno.site.settings.base import *  # noqa: F403

DEMO = False
SECRET_KEY = outside.needed("ZAEDNO_SECRET_KEY")
ZAEDNO_SEAL_KEY = outside.needed("ZAEDNO_SEAL_KEY")
ALLOWED_HOSTS = [h for h in outside.needed("ZAEDNO_HOSTS").split(",") if h]
ZAEDNO_DEFAULT_HOSTS = ALLOWED_HOSTS[:1]
CSRF_TRUSTED_ORIGINS = [f"https://{host.removeprefix('.')}" for host in ALLOWED_HOSTS]

DATABASES = {"default": outside.database(outside.needed("ZAEDNO_DATABASE_URL"))}

SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
if os.environ.get("ZAEDNO_PROXY") == "1":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

vars().update(outside.mail(os.environ.get("ZAEDNO_SMTP_URL", "smtp://localhost:25")))
DEFAULT_FROM_EMAIL = os.environ.get("ZAEDNO_FROM", f"zaedno@{ALLOWED_HOSTS[0].removeprefix('.')}")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
LOGGING = logs.structured()
