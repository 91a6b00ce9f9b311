"""One process on SQLite, for trying and for small towns."""

from zaedno.site.keys import own_key
from zaedno.site.settings.base import *  # noqa: F403

SECRET_KEY = os.environ.get("ZAEDNO_SECRET_KEY") or own_key(DATA / "secret.key")
ZAEDNO_SEAL_KEY = ZAEDNO_SEAL_KEY or SECRET_KEY
ZAEDNO_IDENTITY_PEPPER = ZAEDNO_IDENTITY_PEPPER or own_key(DATA / "identity.key")

# A browser speaks plain HTTP to its own machine; to any other one only with secure cookies.
LISTEN = os.environ.get("ZAEDNO_LISTEN", "127.0.0.1:8000")
LOOPBACK = LISTEN.rsplit(":", 1)[0] in ("127.0.0.1", "localhost", "[::1]")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not LOOPBACK
ZAEDNO_ADDRESS = os.environ.get(
    "ZAEDNO_ADDRESS", f"http://{{host}}:{LISTEN.rsplit(':', 1)[1]}" if LOOPBACK else ZAEDNO_ADDRESS
)
ZAEDNO_LOOPBACK_PROVIDERS = LOOPBACK and os.environ.get("ZAEDNO_LOOPBACK_PROVIDERS") == "1"
