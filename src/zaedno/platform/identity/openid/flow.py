"""The way to a provider and back: bound to this browser by state, nonce and PKCE."""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Mapping, MutableMapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote_plus, urlencode, urlsplit

from django.urls import reverse
from django.utils.translation import override

from zaedno.platform.cities.addresses import absolute
from zaedno.platform.identity.models import Provider
from zaedno.platform.identity.openid import discovery, tokens
from zaedno.platform.identity.openid.trouble import Trouble

SESSION = "identity.flows"
LIVES, MOST = 15 * 60, 4  # seconds; how many at once in one browser
SIGN_IN, RESIDENT, LINK = "sign-in", "resident", "link"
USES = (SIGN_IN, RESIDENT, LINK)
Session = MutableMapping[str, Any]


@dataclass(frozen=True)
class Flow:
    """What one went out for; `somebody` is who was known in the browser then."""

    provider: int
    use: str
    lang: str
    somebody: int | None
    nonce: str
    verifier: str
    begun: float


def address_back(city: Any) -> str:
    """One address for the whole city, to be registered at the provider letter by letter."""
    with override(city.default_language):
        return absolute(city, reverse("identity:came_back"))


def begin(
    session: Session, row: Provider, *, use: str, lang: str, somebody: int | None, now: datetime
) -> str:
    """Remember the way out in this browser; the address at the provider to go to."""
    found = discovery.metadata(row.issuer)
    flow = Flow(
        row.pk, use, lang, somebody, secrets.token_urlsafe(24), secrets.token_urlsafe(48),
        now.timestamp(),
    )  # fmt: skip
    state = secrets.token_urlsafe(24)
    open_ = [*dict(session.get(SESSION, {})).items(), (state, asdict(flow))]
    session[SESSION] = dict(open_[-MOST:])
    asked = {
        "response_type": "code",
        "client_id": row.client_id,
        "redirect_uri": address_back(row.city),
        "scope": " ".join(dict.fromkeys(["openid", *row.scopes.split()])),
        "state": state,
        "nonce": flow.nonce,
        "code_challenge": challenge(flow.verifier),
        "code_challenge_method": "S256",
        "ui_locales": lang,
    }
    if row.acr:
        asked["acr_values"] = row.acr
    sign = "&" if urlsplit(found.authorize).query else "?"
    return f"{found.authorize}{sign}{urlencode(asked)}"


def challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def peek(session: Session, state: str) -> Flow | None:
    told = dict(session.get(SESSION, {})).get(state)
    return Flow(**told) if told else None


def take(session: Session, state: str, now: datetime) -> Flow | None:
    """What this browser went out for, once and in time; nothing for any other browser."""
    found = peek(session, state)
    session[SESSION] = {k: v for k, v in dict(session.get(SESSION, {})).items() if k != state}
    if found is None or found.begun + LIVES < now.timestamp():
        return None
    return found


def confirmed(row: Provider, flow: Flow, code: str, issuer: str) -> dict[str, Any]:
    """What the provider says of whoever came back with this code; raises `Trouble`."""
    found = discovery.metadata(row.issuer)
    if (found.names_itself and not issuer) or issuer not in ("", row.issuer):
        raise Trouble("issuer", issuer[:300])
    given = _exchange(row, found, flow, code)
    told = _claims(row, found, flow, given.get("id_token"))
    if row.acr and told.get("acr") not in row.acr.split():
        raise Trouble("level", str(told.get("acr", ""))[:80])
    return _with_details(row, found, given, told)


def _exchange(row: Provider, found: discovery.Metadata, flow: Flow, code: str) -> Mapping[str, Any]:
    sent = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": address_back(row.city),
        "code_verifier": flow.verifier,
    }
    heads = {"Content-Type": "application/x-www-form-urlencoded"}
    if row.secret and not found.by_post:
        pair = f"{quote_plus(row.client_id)}:{quote_plus(row.secret)}"
        heads["Authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()
    else:
        sent |= {"client_id": row.client_id} | ({"client_secret": row.secret} if row.secret else {})
    status, told = discovery.ask(found.token, body=urlencode(sent).encode(), headers=heads)
    if status == 200:
        return told
    wrong = {"invalid_client": "client", "unauthorized_client": "client", "invalid_grant": "grant"}
    raise Trouble(wrong.get(str(told.get("error")), "refused"), str(told.get("error", ""))[:60])


def _claims(row: Provider, found: discovery.Metadata, flow: Flow, token: Any) -> dict[str, Any]:
    head = tokens.header(token)
    keys = tokens.fitting(discovery.keys(found), head)
    if not keys:  # the provider may have changed its keys a moment ago
        keys = tokens.fitting(discovery.keys(found, fresh=True), head)
    return tokens.claims(
        token, keys, issuer=row.issuer, client_id=row.client_id, nonce=flow.nonce, since=flow.begun
    )


def _with_details(
    row: Provider, found: discovery.Metadata, given: Mapping[str, Any], told: dict[str, Any]
) -> dict[str, Any]:
    """Claims that stand beside the confirmation, when one that is read is missing in it."""
    wanted = {name.split(".")[0] for name in (*row.claims.values(), row.claim) if name}
    access = given.get("access_token")
    if not row.residents or wanted <= set(told) or not found.userinfo or not access:
        return told
    heads = {"Authorization": f"Bearer {access}"}
    status, more = discovery.ask(found.userinfo, headers=heads)
    if status != 200 or more.get("sub") != told["sub"]:
        raise Trouble("details")
    return {**more, **told}
