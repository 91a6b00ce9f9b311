"""The private link of a thing for somebody without an account.

Nothing is stored: the token is a keyed fingerprint of the thing. Whoever has the link is whoever
was given it; a changed seal key ends all links.
"""

from __future__ import annotations

from django.urls import reverse

from zaedno.core.fields import keyed_hash
from zaedno.core.viewer import CityLike

LENGTH = 32


def token_of(city: CityLike, kind: str, ident: str) -> str:
    return keyed_hash("links.private", f"{city.pk}:{kind}:{ident}")[:LENGTH]


def private_path(city: CityLike, kind: str, ident: str) -> str:
    return reverse("links:mine", args=[kind, ident, token_of(city, kind, ident)])
