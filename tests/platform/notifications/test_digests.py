"""One well-written digest a day or a week: what it tells, in which order, and whom it leaves be."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends import locmem

from tests.features.documents.build import public
from tests.features.proposals.build import open_process, proposed
from tests.world import World
from zaedno.core import clock
from zaedno.core.verdict import Refused
from zaedno.platform.links.actions import link
from zaedno.platform.notifications import mailing, schedule
from zaedno.platform.notifications.actions import (
    confirm,
    follow,
    quiet,
    send_waiting,
    set_one,
    set_rhythm,
)
from zaedno.platform.notifications.actions.passes import begin, run_waiting
from zaedno.platform.notifications.models import Follow, Message, Pass, Reader
from zaedno.platform.notifications.rules import rank
from zaedno.platform.notifications.tokens import reader_token, token_of

KIND = "documents.document"


def following(world: World, row: Any, role: str = "participant", rhythm: str = "daily") -> Follow:
    made: Follow = follow(world.ctx(role), kind=KIND, ident=str(row.pk))
    set_rhythm(world.ctx(role), rhythm=rhythm)
    return made


def grew(world: World, source: Any, title: str) -> Any:
    made = public(world, title=title)
    link(world.ctx("editor"), source=source, target=made, relation="grew_out_of")
    world.hear()
    return made


def round_of(world: World, rhythm: str = "daily", days: int = 0) -> list[Any]:
    """The letters of one round."""
    before = len(mail.outbox)
    begin(world.city, rhythm, clock.today() + timedelta(days=days))
    run_waiting(world.city)
    return mail.outbox[before:]


def test_a_digest_is_one_letter_in_two_forms(world: World) -> None:
    note = public(world, title="Note <b>")
    world.hear()
    following(world, note)
    grew(world, note, "Act")
    grew(world, note, "Plan")
    assert not Message.objects.filter(kind="notifications.news").exists()
    [letter] = round_of(world)
    assert letter.to == ["participant@sofia.example"]
    assert letter.subject == "Наредба Plan – и още 1"
    assert "НАРЕДБА NOTE <B>" in letter.body
    assert "Израсна от него: документ" in letter.body
    [(html, kind)] = letter.alternatives
    assert kind == "text/html"
    assert "Наредба Note &lt;b&gt;" in html
    assert "<script" not in html
    assert "<img" not in html
    links = re.findall(r'href="([^"]+)"', html)
    assert all(one.startswith("https://localhost/bg/") for one in links)
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "/notifications/quiet/" in letter.extra_headers["List-Unsubscribe"]
    assert round_of(world, days=1) == []  # nothing happened since


def test_in_english_for_who_reads_english(world: World) -> None:
    note = public(world, title="Note")
    world.hear()
    following(world, note)
    Reader.objects.update(lang="en")
    grew(world, note, "Act")
    [letter] = round_of(world)
    assert letter.subject == "Act"
    assert "Grew out of it: document" in letter.body
    assert '<html lang="en">' in letter.alternatives[0][0]


def test_who_wants_it_weekly_or_never_gets_no_daily_letter(world: World) -> None:
    note = public(world, title="Note")
    world.hear()
    following(world, note, "participant", "weekly")
    following(world, note, "facilitator", "never")
    grew(world, note, "Act")
    assert round_of(world) == []
    [letter] = round_of(world, "weekly")
    assert letter.to == ["participant@sofia.example"]
    assert not Message.objects.filter(kind="notifications.news").exists()


def test_one_thing_may_have_a_rhythm_of_its_own(world: World) -> None:
    note, other = public(world, title="Note"), public(world, title="Other")
    world.hear()
    following(world, note)
    row = following(world, other)
    set_one(world.ctx("participant"), pk=row.pk, rhythm="now")
    grew(world, note, "Act")
    grew(world, other, "Plan")
    assert "Plan" in Message.objects.get(kind="notifications.news").body
    [letter] = round_of(world)
    assert "Act" in letter.body
    assert "Plan" not in letter.body
    set_one(world.ctx("participant"), pk=row.pk, rhythm="")
    assert round_of(world, days=1) == []  # what was told at once is not told again
    with pytest.raises(Refused):
        set_one(world.ctx("facilitator"), pk=row.pk, rhythm="now")
    with pytest.raises(Refused, match="Изберете"):
        set_rhythm(world.ctx("participant"), rhythm="hourly")


def test_what_waits_goes_along_into_another_rhythm(world: World) -> None:
    note = public(world, title="Note")
    world.hear()
    following(world, note)
    grew(world, note, "Act")
    set_rhythm(world.ctx("participant"), rhythm="weekly")
    [letter] = round_of(world, "weekly")
    assert "Act" in letter.body


def test_the_most_important_stands_first(world: World) -> None:
    row = proposed(world, open_process(world), "participant")
    note = public(world, title="Note")
    world.hear()
    following(world, note)
    grew(world, note, "Other")
    act = public(world, title="Mine")
    link(world.ctx("editor"), source=row, target=act, relation="answers")
    world.hear()
    [letter] = round_of(world)
    assert letter.body.index("СВЕТОФАР") < letter.body.index("НАРЕДБА NOTE")
    assert letter.subject.startswith("Наредба Mine")


def test_the_order_is_a_rule() -> None:
    assert rank("answer", "note", "", own=False) == rank("moved", "proposal", "", own=True) == 0
    assert rank("moved", "result", "done", own=False) == 1
    assert rank("new", "decision", "", own=False) == 2
    assert rank("new", "proposal", "", own=False) == 3
    assert rank("moved", "proposal", "", own=False) == 4


def test_an_address_without_an_account_chooses_by_its_link(world: World) -> None:
    note = public(world, title="Note")
    world.hear()
    asked = follow(world.ctx(), kind=KIND, ident=str(note.pk), address="ivan@example.org")
    confirm(world.ctx(), token=token_of("confirm", asked))
    token = reader_token("quiet", asked.reader)
    path, client = f"/bg/notifications/quiet/{token}/", world.client()
    assert "Колко често" in client.get(path).content.decode()
    client.post(f"{path}rhythm/", {"rhythm": "daily", "key": "k"})
    grew(world, note, "Act")
    [letter] = round_of(world)
    assert letter.to == ["ivan@example.org"]
    assert path in letter.body
    assert client.get(path[:-2] + "x/").status_code == 404
    assert world.client(city=world.other_city).get(path).status_code == 404
    client.enforce_csrf_checks = True  # type: ignore[attr-defined]
    client.post(path, {"List-Unsubscribe": "One-Click"})
    assert not Reader.objects.exists()
    assert not Follow.objects.exists()
    assert client.get(path).status_code == 404


def test_one_click_ends_all_letters_and_keeps_what_one_follows(world: World) -> None:
    note = public(world, title="Note")
    world.hear()
    row = following(world, note)
    quiet(world.ctx(), token=reader_token("quiet", row.reader))
    assert Reader.objects.get().rhythm == "never"
    assert Follow.objects.count() == 1
    with pytest.raises(Refused):
        quiet(world.ctx(), token="1-0")


def test_a_refused_letter_waits_with_the_others(
    world: World, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = public(world, title="Note")
    world.hear()
    following(world, note)
    following(world, note, "facilitator")
    grew(world, note, "Act")
    real = mail.EmailMessage.send

    def some(letter: Any, *args: Any, **kwargs: Any) -> int:
        if letter.to == ["facilitator@sofia.example"]:
            raise OSError("facilitator@sofia.example: mailbox busy")
        return real(letter, *args, **kwargs)

    monkeypatch.setattr(mail.EmailMessage, "send", some)
    assert len(round_of(world)) == 1
    kept = Message.objects.get(state="waiting")
    assert (kept.to, bool(kept.html)) == ("facilitator@sofia.example", True)
    monkeypatch.undo()
    send_waiting()
    assert "Act" in mail.outbox[-1].body
    assert mail.outbox[-1].alternatives
    assert round_of(world, days=1) == []


def test_the_rounds_begin_in_the_morning_of_the_city(world: World) -> None:
    world.city  # noqa: B018 - founded here
    with clock.at("2027-03-10 04:30"):  # a Wednesday, half past six in Sofia
        schedule.begin_digests()
    assert not Pass.objects.exists()
    with clock.at("2027-03-10 05:30"):
        schedule.begin_digests()
        schedule.begin_digests()
    found = {(one.rhythm, str(one.day)) for one in Pass.objects.all()}
    assert found == {("daily", "2027-03-10"), ("weekly", "2027-03-08")}
    schedule.digest()
    assert not Pass.objects.filter(ended_at__isnull=True).exists()


def test_the_demo_shows_digests_with_their_colours(world: World, settings: Any) -> None:
    settings.DEMO = True
    note = public(world, title="Note")
    world.hear()
    following(world, note)
    grew(world, note, "Act")
    assert round_of(world) == []
    kept = Message.objects.get(kind="notifications.daily")
    answer = world.client().get(f"/bg/notifications/outbox/{kept.pk}/")
    assert "Наредба Act" in answer.content.decode()
    assert "style-src 'sha256-" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    settings.DEMO = False
    assert world.client().get(f"/bg/notifications/outbox/{kept.pk}/").status_code == 404


def test_rounds_wait_while_the_mail_server_is_closed(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class Refusing(locmem.EmailBackend):
        def open(self) -> bool:
            raise ConnectionRefusedError(111, "Connection refused")

    begin(world.city, "daily", clock.today())
    monkeypatch.setattr(mailing, "get_connection", lambda _backend: Refusing())
    assert schedule.digest() == 0
    assert "the digests wait" in caplog.text
    assert Pass.objects.get().ended_at is None
