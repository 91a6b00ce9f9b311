"""The report as pages: build, read, download, and what others may not see."""

from __future__ import annotations

import hashlib

from tests.features.reports.test_actions import freeze, start
from tests.world import World
from zaedno.features.reports.models import Report


def test_a_coordinator_writes_approves_and_freezes(world: World) -> None:
    report = start(world)
    client = world.client("coordinator")
    base = f"/bg/reports/{report.slug}/"
    assert "Първо напишете резюмето" in client.get(base).content.decode()
    answer = client.post(base + "write/", {"summary_bg": "Накратко.", "key": "a"})
    assert answer.status_code == 302
    client.post(base + "approve/", {"key": "b"})
    client.post(base + "freeze/", {"key": "c"})
    client.post(base + "freeze/", {"key": "c"})
    report.refresh_from_db()
    assert report.state == Report.State.FROZEN
    assert report.versions.count() == 1
    text = world.client().get(base).content.decode()
    assert report.versions.get().content_hash in text


def test_a_draft_is_not_there_for_others(world: World) -> None:
    report = start(world)
    assert world.client().get(f"/bg/reports/{report.slug}/").status_code == 404
    other = world.client("coordinator", world.other_city)
    assert other.get(f"/bg/reports/{report.slug}/").status_code == 404
    assert other.post(f"/bg/reports/{report.slug}/approve/", {}).status_code == 404


def test_the_json_is_what_was_hashed(world: World) -> None:
    version = freeze(world, start(world))
    answer = world.client().get(f"/bg/reports/{version.report.slug}/v1/report.json")

    assert hashlib.sha256(answer.content).hexdigest() == version.content_hash


def test_an_unknown_form_is_not_there(world: World) -> None:
    version = freeze(world, start(world))
    answer = world.client().get(f"/bg/reports/{version.report.slug}/v1/report.exe")
    assert answer.status_code == 404
