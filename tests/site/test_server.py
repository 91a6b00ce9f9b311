"""The embedded server as people meet it: answers, listens, refuses, stops."""

from __future__ import annotations

import http.client
import json
import signal
import socket
import subprocess
import sys
import threading
import urllib.parse
from time import monotonic, sleep
from typing import Any

import pytest
from django_tasks import TaskResultStatus

from tests.fixtures.server import LiveSite
from tests.site.tasks import die_hard, tell, tell_after_hard_work
from tests.world import World
from zaedno.core import live, permits
from zaedno.site.bodies import PIECE

PATIENCE = 60.0  # seconds, after which something will not come any more; no measure of speed


def post(
    site: LiveSite, path: str, body: bytes, kind: str = "application/x-www-form-urlencoded"
) -> tuple[int, str]:
    line = http.client.HTTPConnection("127.0.0.1", site.port, timeout=20)
    line.request("POST", path, body, {"Content-Type": kind, "Host": f"localhost:{site.port}"})
    answer = line.getresponse()
    return answer.status, answer.read().decode()


class Listener:
    """A page that listens to a board."""

    def __init__(self, site: LiveSite, board: str, *, asked: str = "", **headers: str) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", site.port, timeout=20)
        self.line.request("GET", f"/live/{live.token(board)}{asked}", headers=headers)
        self.answer = self.line.getresponse()
        self.heard: list[str] = []
        self.ended = threading.Event()
        if self.answer.status == 200:
            threading.Thread(target=self.listen, daemon=True).start()

    def listen(self) -> None:
        try:
            for raw in self.answer:
                self.heard.append(raw.decode().strip())
        except (OSError, http.client.HTTPException):
            pass
        self.ended.set()

    def wait_for(self, part: str) -> None:
        until = monotonic() + PATIENCE
        while not any(part in line for line in self.heard):
            if monotonic() > until:
                pytest.fail(f"{part!r} was not heard, only {self.heard}")
            sleep(0.01)


def finished(row: Any) -> None:
    until = monotonic() + PATIENCE
    while not row.is_finished and monotonic() < until:
        sleep(0.1)
        row.refresh()


def test_pages_and_forms_are_answered(live_site: LiveSite) -> None:
    World().city  # noqa: B018 - founding it is the point
    assert live_site.get("/bg/")[0] == 200
    status, _page = post(live_site, "/bg/", urllib.parse.urlencode({"a": "б" * 5000}).encode())
    assert status == 403  # it reached Django, which missed the form's token


def test_what_is_too_large_is_told_in_the_language_of_the_address(live_site: LiveSite) -> None:
    much = b"x" * (3 * 64 * 1024 + 1)
    status, page = post(live_site, "/bg/people/", much)
    assert status == 413
    assert 'lang="bg"' in page
    assert "твърде" in page
    status, page = post(live_site, "/en/people/", much)
    assert (status, "too large" in page) == (413, True)
    World().city  # noqa: B018 - founding it is the point
    kind, large = "multipart/form-data; boundary=x", b"x" * 20_000_001
    assert post(live_site, "/en/people/", large, kind)[0] == 413
    permit = permits.large("/en/carrying/in/")
    assert post(live_site, f"/en/people/?permit={permit}", large, kind)[0] == 413
    status, _page = post(live_site, f"/en/carrying/in/?permit={permit}", large, kind)
    assert status == 403  # it reached Django, which missed the form's token
    assert post(live_site, "/en/people/", b"{" * (64 * 1024 + 1), "application/json")[0] == 413


def test_a_body_in_pieces_without_a_length_arrives_whole_or_is_refused(live_site: LiveSite) -> None:
    for pieces, expected in ((1, 403), (8, 413)):
        line = http.client.HTTPConnection("127.0.0.1", live_site.port, timeout=20)
        World().city.pk if pieces == 1 else None
        line.request(
            "POST",
            "/bg/",
            iter([b"a" * PIECE] * pieces),
            {
                "Content-Type": "application/x-www-form-urlencoded",
                "Host": f"localhost:{live_site.port}",
            },
            encode_chunked=True,
        )
        assert line.getresponse().status == expected


def test_unfinished_uploads_do_not_stop_the_site(live_site: LiveSite) -> None:
    World().city  # noqa: B018
    half = []
    for _ in range(40):
        line = socket.create_connection(("127.0.0.1", live_site.port))
        line.sendall(
            b"POST /bg/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n"
            b"Content-Type: application/x-www-form-urlencoded\r\n\r\nabc"
        )
        half.append(line)
    assert live_site.get("/bg/")[0] == 200
    for line in half:  # the page did not wait until they were ended
        line.setblocking(False)
        with pytest.raises(BlockingIOError):
            line.recv(1)
        line.close()


def test_a_slow_body_is_ended(live_site: LiveSite) -> None:
    live_site.stop()
    live_site.env["ZAEDNO_BODY_SECONDS"] = "1"
    live_site.start()
    line = socket.create_connection(("127.0.0.1", live_site.port), timeout=10)
    line.sendall(
        b"POST /en/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\n\r\nabc"
    )
    assert line.recv(100).startswith(b"HTTP/1.1 408")


@pytest.mark.parametrize(("job", "kind"), [(tell, "note"), (tell_after_hard_work, "report")])
def test_listeners_hear_what_was_published(live_site: LiveSite, job: Any, kind: str) -> None:
    """From the job thread; from a child process through its parent."""
    listener = Listener(live_site, "house")
    stranger = Listener(live_site, "another board")
    listener.wait_for("event: hello")
    row = job.enqueue("house")
    listener.wait_for(f'"kind": "{kind}"')
    assert not any('data: {"board' in line for line in stranger.heard)
    finished(row)
    assert (row.return_value == live_site.process.pid) == (kind == "note")  # type: ignore[union-attr]


def test_work_that_kills_its_child_fails_after_three_tries(live_site: LiveSite) -> None:
    live_site.expected.append("heavy work ended with 9")
    row = die_hard.enqueue()
    finished(row)
    assert row.status == TaskResultStatus.FAILED
    assert len(row.worker_ids) == 3
    assert live_site.get("/readyz")[0] == 200


def test_strangers_and_forged_permissions_do_not_listen(live_site: LiveSite) -> None:
    assert Listener(live_site, "house", Origin="https://evil.example").answer.status == 403
    assert Listener(live_site, "house", **{"Sec-Fetch-Site": "cross-site"}).answer.status == 403
    assert live_site.get("/live/not-a-permission")[0] == 404


def test_who_comes_back_after_a_cut_line_is_told_of_the_gap(live_site: LiveSite) -> None:
    listener = Listener(live_site, "house", **{"Last-Event-ID": "older-1"})
    listener.wait_for("event: gap")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_by_itself_with_an_open_stream(
    live_site: LiveSite, number: signal.Signals
) -> None:
    """Before the 20 s after which it would end itself by force; with a stream it once never did."""
    listener = Listener(live_site, "house")
    listener.wait_for("event: hello")
    live_site.stop(number)
    assert live_site.process is not None
    assert live_site.process.returncode == 0
    assert listener.ended.wait(PATIENCE)
    assert "Zaedno has stopped." in live_site.log()


def test_a_second_process_on_the_same_data_is_refused(live_site: LiveSite) -> None:
    for command in (["run", "--listen", "127.0.0.1:1"], ["migrate"], ["demo", "load"]):
        second = subprocess.run(
            [sys.executable, "-m", "zaedno", *command],
            env=live_site.environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert second.returncode == 1
        assert f"http://localhost:{live_site.port}/" in second.stderr
        assert second.stderr.count("\n") == 1


def test_health_says_what_is_missing(live_site: LiveSite) -> None:
    assert json.loads(live_site.get("/readyz")[1]) == {"ready": True, "missing": []}
    assert live_site.get("/healthz")[0] == 200


def test_an_address_of_no_city_is_not_found(live_site: LiveSite) -> None:
    status, page = live_site.get("/bg/")
    assert (status, "не отговаря никой град" in page) == (404, True)


def test_hundreds_of_open_pages_leave_room_for_another(live_site: LiveSite) -> None:
    World().city  # noqa: B018 - founding it is the point
    asked = f"GET /live/{live.token('room')} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    lines = [socket.create_connection(("127.0.0.1", live_site.port), 20) for _n in range(300)]
    for line in lines:
        line.sendall(asked)
    for line in lines:
        assert b"200" in line.recv(64)
    assert live_site.get("/bg/")[0] == 200
    for line in lines:
        line.close()
