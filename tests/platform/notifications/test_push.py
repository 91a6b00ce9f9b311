"""Web push: sealed as the standards say, sent with few tries, to public addresses only."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tests.features.documents.build import public
from tests.world import World
from zaedno.core import clock, outside
from zaedno.core.verdict import Refused
from zaedno.platform.links.actions import link
from zaedno.platform.notifications import push, webpush
from zaedno.platform.notifications.actions import add_device, follow, remove_device
from zaedno.platform.notifications.actions.devices import send_pushes
from zaedno.platform.notifications.models import Device, Push
from zaedno.platform.notifications.views.devices import usable

KIND = "documents.document"

# RFC 8291, section 5 and appendix A.
TEXT = b"When I grow up, I want to be a watermelon"
SENDER = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
PUBLIC = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
SECRET = "BTBZMqHH6r4Tts7J_aSIgg"
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
SEALED = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml"
    "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
    "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)
BROWSER = ec.derive_private_key(0x7A11, ec.SECP256R1())


def test_the_example_of_the_standard() -> None:
    to = webpush.target("https://push.example/x", PUBLIC, SECRET)
    ours = ec.derive_private_key(int.from_bytes(webpush.unb64(SENDER), "big"), ec.SECP256R1())
    sealed = webpush.encrypt(TEXT, to, salt=webpush.unb64(SALT), ours=ours)
    assert webpush.b64(sealed) == SEALED


def test_the_sender_identifies_itself() -> None:
    key = webpush.key_of(webpush.new_key())
    said = webpush.identification("https://push.example/a/b", key, subject="https://c", now=1000)
    token, k = said.removeprefix("vapid t=").split(", k=")
    head, claims, signature = token.split(".")
    assert json.loads(webpush.unb64(head)) == {"typ": "JWT", "alg": "ES256"}
    told = json.loads(webpush.unb64(claims))
    assert told == {"aud": "https://push.example", "exp": 1000 + webpush.LIVES, "sub": "https://c"}
    raw = webpush.unb64(signature)
    numbers = (int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    public_key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), webpush.unb64(k))
    public_key.verify(
        encode_dss_signature(*numbers), f"{head}.{claims}".encode(), ec.ECDSA(hashes.SHA256())
    )


@dataclass
class Service:
    """A push service that remembers what it was brought and answers as it is told."""

    status: int = 201
    brought: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any) -> Iterator[Service]:
    settings.DATA = tmp_path
    push.key.cache_clear()
    found = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            found.brought.append((dict(self.headers), body))
            self.send_response(found.status)
            self.end_headers()

        def log_message(self, *_args: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def here(_host: str, _port: int, _address: str, timeout: float) -> HTTPConnection:
        return HTTPConnection("127.0.0.1", server.server_port, timeout=timeout)

    monkeypatch.setattr(outside, "public_address", lambda *_where: "203.0.113.1")
    monkeypatch.setattr(outside, "connection_to", here)
    yield found
    server.shutdown()
    push.key.cache_clear()


def device(world: World, name: str = "a", role: str = "participant") -> Device:
    made: Device = add_device(
        world.ctx(role),
        endpoint=f"https://push.example/{name}",
        public=webpush.b64(webpush.public_bytes(BROWSER)),
        secret=SECRET,
        reachable=True,
    )
    return made


def moved(world: World) -> None:
    note, act = public(world, title="Note"), public(world, title="Act")
    world.hear()
    follow(world.ctx("participant"), kind=KIND, ident=str(note.pk))
    link(world.ctx("editor"), source=note, target=act, relation="grew_out_of")
    world.hear()


def opened(body: bytes) -> dict[str, str]:
    """As the browser reads it."""
    salt, sender, sealed = body[:16], body[21:86], body[86:]
    point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
    shared = BROWSER.exchange(ec.ECDH(), point)
    info = b"WebPush: info\x00" + webpush.public_bytes(BROWSER) + sender
    material = webpush._derived(shared, webpush.unb64(SECRET), info, 32)
    key = webpush._derived(material, salt, b"Content-Encoding: aes128gcm\x00", 16)
    nonce = webpush._derived(material, salt, b"Content-Encoding: nonce\x00", 12)
    told: dict[str, str] = json.loads(AESGCM(key).decrypt(nonce, sealed, None)[:-1])
    return told


def test_a_device_is_told_the_title_and_where_and_nothing_else(
    world: World, service: Service
) -> None:
    device(world)
    moved(world)
    assert send_pushes() == 1
    [(headers, body)] = service.brought
    assert headers["Content-Encoding"] == "aes128gcm"
    assert headers["Authorization"].startswith("vapid t=")
    told = opened(body)
    assert told["title"] == "Наредба Act"
    assert told["url"].startswith("https://localhost/bg/links/")
    assert set(told) == {"title", "body", "url", "tag", "lang"}
    assert "participant" not in json.dumps(told)
    assert not Push.objects.exists()
    assert push.key_file().stat().st_mode & 0o777 == 0o600


def test_a_browser_that_is_no_more_is_forgotten(world: World, service: Service) -> None:
    device(world)
    moved(world)
    service.status = 410
    assert send_pushes() == 0
    assert not Device.objects.exists()


def test_a_busy_service_is_tried_four_times(world: World, service: Service) -> None:
    device(world)
    moved(world)
    service.status = 503
    now = clock.now()
    for step in range(8):
        with clock.at(now + timedelta(hours=2 * step)):
            send_pushes()
    assert len(service.brought) == 4
    assert not Push.objects.exists()
    assert Device.objects.exists()


def test_what_is_refused_for_good_is_not_tried_again(world: World, service: Service) -> None:
    device(world)
    moved(world)
    service.status = 403
    send_pushes()
    assert not Push.objects.exists()
    assert Device.objects.exists()


def test_only_public_https_addresses_are_ever_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {"inside.example": "10.0.0.7", "push.example": "8.8.8.8", "half.example": "127.0.0.1"}

    def look_up(host: str, port: int, **_more: Any) -> list[Any]:
        return [(2, 1, 6, "", (names.get(host, host), port))]

    monkeypatch.setattr(outside.socket, "getaddrinfo", look_up)
    key = webpush.b64(webpush.public_bytes(BROWSER))
    assert usable("https://push.example/a", key, SECRET)
    for bad in (
        "http://push.example/a",
        "https://inside.example/a",
        "https://half.example/a",
        "https://169.254.169.254/latest",
        "file:///etc/passwd",
    ):
        assert not usable(bad, key, SECRET)
        assert outside.post(bad, b"", {}).status == 0
    assert not usable("https://push.example/a", "short", SECRET)
    assert not usable("https://push.example/a", key, "short")


def test_devices_are_few_and_ones_own(world: World) -> None:
    first = device(world)
    assert device(world).pk == first.pk
    for number in range(9):
        device(world, str(number))
    with pytest.raises(Refused, match="10"):
        device(world, "eleventh")
    with pytest.raises(Refused):
        remove_device(world.ctx("moderator"), pk=first.pk)
    remove_device(world.ctx("participant"), pk=first.pk)
    assert Device.objects.count() == 9
    taken = device(world, "0", role="moderator")  # another person on the same browser
    assert taken.reader.person == world.person("moderator")
    assert Device.objects.count() == 9


def test_the_settings_page_offers_it_and_the_script_is_served(world: World) -> None:
    client = world.client("participant")
    device(world)
    page = client.get("/bg/notifications/settings/").content.decode()
    assert "data-worker" in page
    assert "Махни от списъка" in page
    script = client.get("/bg/notifications/push/worker.js")
    assert script["Content-Type"].startswith("text/javascript")
    bad = client.post("/bg/notifications/settings/devices/add/", {"key": "k"}, follow=True)
    assert "открития интернет" in bad.content.decode()
