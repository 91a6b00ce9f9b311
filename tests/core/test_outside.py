"""Outside addresses are asked on the open internet alone."""

from __future__ import annotations

import socket
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from zaedno.core import outside


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_name_that_changes_its_mind_leads_nowhere(
    monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    """Public when it is looked at, our own network a moment later."""
    answers = iter(["93.184.216.34", *["127.0.0.1"] * 9])
    reached: list[str] = []

    def found(_host: str, port: int, *_more: Any, **_named: Any) -> list[Any]:
        address = (next(answers), port)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", address)]

    def connect(address: tuple[str, int], *_more: Any, **_named: Any) -> socket.socket:
        reached.append(socket.getaddrinfo(*address)[0][4][0])
        raise OSError("nobody")

    monkeypatch.setattr(socket, "getaddrinfo", found)
    monkeypatch.setattr(socket, "create_connection", connect)
    assert outside.ask(f"{scheme}://rebinding.example/") == outside.Answer(False, 0)
    assert reached == []


class Answers(BaseHTTPRequestHandler):
    def do_HEAD(self) -> None:
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_said: Any) -> None:
        """Not into the report of the tests."""


def test_a_public_address_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    server = HTTPServer(("127.0.0.1", 0), Answers)
    Thread(target=server.serve_forever, daemon=True).start()
    place = server.server_address
    there = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 80))]
    with monkeypatch.context() as patched:
        patched.setattr(outside.socket, "getaddrinfo", lambda *_asked, **_named: there)
        patched.setattr(outside, "_open_line", lambda *_where: _joined(place))
        told = outside.ask("http://public.example/")
    server.shutdown()
    server.server_close()
    assert told == outside.Answer(True, 204)


def _joined(place: Any) -> socket.socket:
    made = socket.socket()
    made.connect(place)
    return made
