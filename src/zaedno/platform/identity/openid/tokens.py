"""What a confirmation (id_token) must hold before a word of it is believed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import jwt
from django.utils.crypto import constant_time_compare

from zaedno.platform.identity.openid.discovery import ALGORITHMS
from zaedno.platform.identity.openid.trouble import Trouble

SKEW = 60  # seconds that two clocks may differ
NEEDED = ["iss", "sub", "aud", "exp", "iat"]
LONGEST = 32 * 1024
REFUSED: tuple[tuple[type[Exception], str], ...] = (
    (jwt.ExpiredSignatureError, "expired"),
    (jwt.ImmatureSignatureError, "early"),
    (jwt.InvalidIssuerError, "issuer"),
    (jwt.InvalidAudienceError, "audience"),
    (jwt.InvalidAlgorithmError, "algorithm"),
    (jwt.InvalidSignatureError, "signature"),
    (jwt.InvalidKeyError, "signature"),
    (jwt.InvalidIssuedAtError, "early"),
    (jwt.exceptions.InvalidSubjectError, "subject"),
)


def header(token: str) -> Mapping[str, Any]:
    """The unsigned part in front: only which key and method it claims, from a list of ours."""
    if not isinstance(token, str) or len(token) > LONGEST:
        raise Trouble("token")
    try:
        head = jwt.get_unverified_header(token)
    except jwt.PyJWTError as error:
        raise Trouble("token") from error
    if head.get("alg") not in ALGORITHMS:
        raise Trouble("algorithm", str(head.get("alg"))[:20])
    return head


def fitting(rows: Sequence[Mapping[str, Any]], head: Mapping[str, Any]) -> list[jwt.PyJWK]:
    """The keys that may have signed it. A key is bound to one method, whatever the token says."""
    found = []
    for row in rows:
        named = head.get("kid") in (None, row.get("kid"))
        if not named or row.get("alg", head["alg"]) != head["alg"]:
            continue
        try:
            found.append(jwt.PyJWK(dict(row), algorithm=head["alg"]))
        except jwt.PyJWTError:
            continue  # a key of another kind than the method
    return found[:5]


def claims(
    token: str, keys: Sequence[jwt.PyJWK], *, issuer: str, client_id: str, nonce: str, since: float
) -> dict[str, Any]:
    """What the provider says, once everything about it holds."""
    told = _signed(token, keys, issuer, client_id)
    audience = told["aud"]
    party = told.get("azp")
    many = isinstance(audience, list) and len(audience) > 1
    if (many and party is None) or party not in (None, client_id):
        raise Trouble("audience")
    if not constant_time_compare(str(told.get("nonce", "")), nonce):
        raise Trouble("nonce")
    if not isinstance(told["sub"], str) or not 0 < len(told["sub"]) <= 255:
        raise Trouble("subject")
    if told["iat"] < since - SKEW:
        raise Trouble("old")
    return told


def _signed(token: str, keys: Sequence[jwt.PyJWK], issuer: str, client_id: str) -> dict[str, Any]:
    last: Exception = jwt.InvalidSignatureError()
    for key in keys:
        try:
            return jwt.decode(
                token,
                key,
                algorithms=[key.algorithm_name],
                issuer=issuer,
                audience=client_id,
                leeway=SKEW,
                options={"require": NEEDED, "enforce_minimum_key_length": True},
            )
        except jwt.PyJWTError as error:
            last = error
            if not isinstance(error, jwt.InvalidSignatureError):
                break
    code = next((code for kind, code in REFUSED if isinstance(last, kind)), "token")
    if isinstance(last, jwt.MissingRequiredClaimError):
        code = {"iss": "issuer", "sub": "subject", "aud": "audience"}.get(last.claim, "token")
    raise Trouble(code) from last
