"""What a provider publishes of itself: where its doors are and with which keys it signs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache

from zaedno.core import outside
from zaedno.platform.identity.openid.trouble import Trouble

PLACE = "/.well-known/openid-configuration"
KEPT = 600  # seconds
ALGORITHMS = (
    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA",
)  # fmt: skip
KEY_KINDS = ("RSA", "EC", "OKP")  # a shared secret among public keys is never one of them


@dataclass(frozen=True)
class Metadata:
    """The part of a discovery document that is used."""

    issuer: str
    authorize: str
    token: str
    jwks: str
    userinfo: str
    by_post: bool  # the secret is sent in the body and not in a header
    names_itself: bool  # the way back says whose it is (RFC 9207)


def metadata(issuer: str, *, fresh: bool = False) -> Metadata:
    """The document, kept for a while; raises `Trouble` with what is wrong."""
    name = f"identity.openid:{issuer}"
    known = None if fresh else cache.get(name)
    if known is None:
        known = _read(issuer, read_json(issuer.rstrip("/") + PLACE))
        cache.set(name, known, KEPT)
    return known


def _read(issuer: str, told: Mapping[str, Any]) -> Metadata:
    if told.get("issuer") != issuer:
        raise Trouble("issuer", str(told.get("issuer", ""))[:300])
    doors = [told.get(f"{name}_endpoint") for name in ("authorization", "token")]
    doors.append(told.get("jwks_uri"))
    if not all(isinstance(door, str) and may_stand_at(door) for door in doors):
        raise Trouble("endpoints")
    if "code" not in told.get("response_types_supported", ["code"]):
        raise Trouble("code")
    if "S256" not in told.get("code_challenge_methods_supported", ["S256"]):
        raise Trouble("pkce")
    signs = told.get("id_token_signing_alg_values_supported", ["RS256"])
    if not set(signs) & set(ALGORITHMS):
        raise Trouble("algorithms", ", ".join(map(str, signs))[:120])
    ways = told.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    userinfo = told.get("userinfo_endpoint")
    return Metadata(
        issuer,
        str(doors[0]),
        str(doors[1]),
        str(doors[2]),
        userinfo if isinstance(userinfo, str) and may_stand_at(userinfo) else "",
        by_post="client_secret_basic" not in ways,
        names_itself=told.get("authorization_response_iss_parameter_supported") is True,
    )


def may_stand_at(address: str) -> bool:
    """https, or plain http on this machine where the settings allow it for trying things out."""
    parts = urlsplit(address)
    if parts.scheme == "https":
        return bool(parts.hostname) and not parts.username
    here = parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1")
    return here and settings.ZAEDNO_LOOPBACK_PROVIDERS


def keys(found: Metadata, *, fresh: bool = False) -> list[dict[str, Any]]:
    """The public keys by which the provider signs."""
    name = f"identity.openid.keys:{found.jwks}"
    known = None if fresh else cache.get(name)
    if known is None:
        told = read_json(found.jwks).get("keys")
        rows = told if isinstance(told, list) else []
        known = [row for row in rows if isinstance(row, dict) and _signs(row)]
        cache.set(name, known, KEPT)
    if not known:
        raise Trouble("keys")
    return known


def _signs(row: Mapping[str, Any]) -> bool:
    fits = row.get("alg", ALGORITHMS[0]) in ALGORITHMS
    return row.get("kty") in KEY_KINDS and row.get("use", "sig") == "sig" and fits


def read_json(url: str, headers: dict[str, str] | None = None) -> dict[str, Any]:
    """A JSON document with an object in it."""
    status, told = ask(url, headers=headers)
    if status != 200:
        raise Trouble("status", str(status))
    return told


def ask(
    url: str, *, body: bytes | None = None, headers: dict[str, str] | None = None
) -> tuple[int, dict[str, Any]]:
    heads = {"Accept": "application/json", "User-Agent": "Zaedno", **(headers or {})}
    loopback = settings.ZAEDNO_LOOPBACK_PROVIDERS
    answer = outside.fetch(url, body=body, headers=heads, loopback=loopback)
    if not answer.status:
        raise Trouble(answer.why)
    if answer.status >= 500:
        raise Trouble("status", str(answer.status))
    try:
        told = json.loads(answer.body)
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        raise Trouble("json" if answer.status == 200 else "status", str(answer.status))
    return answer.status, told
