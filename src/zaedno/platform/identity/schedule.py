"""What the system does by itself."""

from __future__ import annotations

from time import monotonic

from zaedno.core.actions import system_ctx
from zaedno.platform.cities.queries import live_cities
from zaedno.platform.identity import keys
from zaedno.platform.identity.actions import acting, keeping, policy
from zaedno.platform.identity.actions import providers as provider_deeds
from zaedno.platform.identity.openid import discovery
from zaedno.platform.identity.openid.trouble import Trouble
from zaedno.platform.identity.queries import providers, residents

SECONDS, AT_ONCE = 20.0, 20


def clear() -> None:
    keeping.clear(system_ctx())


def close_overdue() -> None:
    acting.close_overdue(system_ctx())


def harden(seconds: float = SECONDS) -> int:
    """Lines of the cities' lists go through the costly function, as many as fit into a while.

    It is computed between the deeds, so that no deed holds the database meanwhile.
    """
    begun, done = monotonic(), 0
    for city in live_cities():
        ctx = system_ctx(city)
        salt = residents.policy(ctx.viewer).salt
        while monotonic() - begun < seconds:
            soft = residents.soft_lines(ctx.viewer, AT_ONCE)
            if not soft:
                break
            digests = {pk: keys.harden(salt, digest) for pk, digest in soft.items()}
            done += policy.harden(ctx, digests=digests)
    return done


def look_at_providers() -> None:
    """Whether each provider that serves something answers; asked between the deeds."""
    for city in live_cities():
        ctx = system_ctx(city)
        for row in providers.providers(ctx.viewer).exclude(sign_in=False, residents=False):
            try:
                discovery.metadata(row.issuer, fresh=True)
            except Trouble as trouble:
                outage, code = trouble.is_outage, trouble.code
            else:
                outage, code = False, row.trouble  # what a token did wrong is not seen here
            provider_deeds.note_provider(ctx, provider=row, trouble=code, outage=outage)
