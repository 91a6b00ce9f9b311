"""A provider of identities set up in a city, and the way of somebody through its door."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from django.test import Client

from tests.fixtures.provider import CLIENT, SECRET, FakeProvider
from tests.world import World
from zaedno.core.fields import texts
from zaedno.platform.identity.actions import providers
from zaedno.platform.identity.models import Provider

CLAIMS = {"number": "egn", "born": "birthdate"}
NAME = texts(bg="Градски вход", en="City door")


def fields(idp: FakeProvider, **more: Any) -> dict[str, Any]:
    plain = {
        "issuer": idp.issuer, "client_id": CLIENT, "sign_in": True, "residents": False,
        "shows": "all", "claim": "", "claim_values": [], "claims": {}, "districts": {},
        "scopes": "openid", "acr": "",
    }  # fmt: skip
    return {"name": NAME, "secret": SECRET, **plain, **more}


def set_up(world: World, idp: FakeProvider, **more: Any) -> Provider:
    row: Provider = providers.set_provider(world.ctx("coordinator"), **fields(idp, **more))
    return row


def out(client: Client, row: Provider, use: str = "sign-in") -> Any:
    return client.post(f"/bg/identity/to/{row.pk}/", {"use": use})


def address_in(answer: Any) -> str:
    """Where the page leads on to."""
    assert answer.status_code == 200, answer.get("Location") or answer.content.decode()
    found = re.search(r'content="0; url=([^"]+)"', answer.content.decode())
    assert found is not None
    return unescape(found[1])


def through(client: Client, row: Provider, idp: FakeProvider, use: str = "sign-in") -> Any:
    """Out to the provider and back; the answer of our own door."""
    return client.get(way_back(idp, out(client, row, use)))


def way_back(idp: FakeProvider, answer: Any) -> str:
    """The path on which the provider sends somebody back."""
    way = urlsplit(idp.come(address_in(answer)))
    return f"{way.path}?{way.query}"


def joined(client: Client, row: Provider, idp: FakeProvider) -> Any:
    """The first time: through the door, and an account is made."""
    assert through(client, row, idp).url.endswith("/identity/newcomer/")
    return client.post("/bg/identity/newcomer/join/", {"key": "join"})


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code, answer.get("Location"))
    return answer.content.decode()
