"""Events as people meet them: pages, forms, files."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from tests.features.workshops import build
from tests.world import World
from zaedno.core import clock
from zaedno.core.partial_dates import When
from zaedno.features.workshops.actions import afterwards, balance
from zaedno.features.workshops.actions.attendance import note_attendance
from zaedno.features.workshops.actions.balance import Wanted
from zaedno.features.workshops.models.agenda import AgendaItem
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.models.interest import Interest
from zaedno.features.workshops.models.results import Snapshot
from zaedno.platform.notifications.models import Message

PUBLIC = ("", "deviations/", "interest/", "results/", "carried/", "thanks/")
STAFF = ("edit/", "date/", "agenda/", "balance/", "attendance/", "run/", "overview/edit/")


def text_of(client: Client, path: str, status: int = 200) -> str:
    page = client.get(path)
    assert page.status_code == status, page.status_code
    return page.content.decode()


@pytest.mark.parametrize("lang", ["bg", "en"])
def test_every_public_page_opens_without_an_account(world: World, lang: str) -> None:
    build.event(world)
    for tail in PUBLIC:
        text_of(world.client(), f"/{lang}/workshops/needs/{tail}")
    text_of(world.client(), f"/{lang}/workshops/")


@pytest.mark.parametrize("tail", STAFF)
def test_staff_pages_open_for_staff_only(world: World, tail: str) -> None:
    build.event(world)
    path = f"/bg/workshops/needs/{tail}"
    text_of(world.client("coordinator"), path)
    assert world.client("participant").get(path).status_code == 403
    assert world.client().get(path).status_code == 302


def test_an_event_of_another_city_is_not_there(world: World) -> None:
    build.event(world)
    stranger = world.client("coordinator", world.other_city)
    for tail in (*PUBLIC, *STAFF, "event.ics"):
        assert stranger.get(f"/bg/workshops/needs/{tail}").status_code == 404, tail


def test_the_three_dates_stand_side_by_side(world: World) -> None:
    made = build.event(world, planned=When.part("end", "2027-01"), starts_at=None)
    page = text_of(world.client(), "/bg/workshops/needs/")
    assert "края на януари 2027" in page
    assert 'datetime="2027-01"' in page
    assert "Не е в календара" in page
    assert made.held is None


def test_a_workshop_is_called_from_a_template_with_a_preview(world: World) -> None:
    client = world.client("coordinator")
    typed = {
        "template": build.template().code,
        "title_bg": "Какво ни трябва",
        "title_en": "What we need",
        "planned_day": "12",
        "planned_month": "3",
        "planned_year": "2027",
        "starts": "14:00",
        "format": "hybrid",
        "languages": ["bg"],
        "level": "local",
    }
    page = client.post("/bg/workshops/new/", {**typed, "preview": "1"})
    assert "Това ще бъде публично" in page.content.decode()
    assert not Workshop.objects.exists()
    answer = client.post("/bg/workshops/new/", {**typed, "call": "1", "key": "k"})
    made = Workshop.objects.get()
    assert answer["Location"] == "/bg/workshops/what-we-need/"
    assert made.agenda.count() == 11
    assert made.boards.count() == 10
    assert made.slot_minutes == 120
    assert str(made.planned) == "12\xa0март 2027\xa0г." or made.planned is not None


def test_an_agenda_that_does_not_sum_changes_nothing(world: World) -> None:
    made = build.event(world)
    client = world.client("coordinator")
    typed = {
        "slot": "120",
        "part-TOTAL_FORMS": "1",
        "part-INITIAL_FORMS": "0",
        "part-0-minutes": "100",
        "part-0-title_bg": "Разговор",
        "part-0-method": "plenary",
        "part-0-ORDER": "1",
    }
    page = client.post("/bg/workshops/needs/agenda/", typed)
    assert page.status_code == 422
    body = page.content.decode()
    assert "100 минути" in body
    assert "120" in body
    assert "Разговор" in body  # what was typed is still there
    assert AgendaItem.objects.filter(workshop=made).count() == 11
    answer = client.post("/bg/workshops/needs/agenda/", {**typed, "slot": "100", "key": "k"})
    assert answer.status_code == 302
    assert AgendaItem.objects.get(workshop=made).minutes == 100


def test_interest_from_form_to_answer(world: World) -> None:
    build.event(world)
    theirs = build.kind(world)
    client = world.client()
    typed = {
        "organisation_name": "Примерен клуб",
        "kind": theirs.pk,
        "contribution": "Връзка с училищата",
        "mailbox": "club@sample.example",
        "consent_processing": "on",
        "key": "k1",
    }
    answer = client.post("/bg/workshops/needs/interest/", typed)
    private = answer["Location"]
    again = client.post("/bg/workshops/needs/interest/", typed)
    assert again["Location"] == private
    interest = Interest.objects.get()
    assert interest.receipt in text_of(client, private)
    assert "club@sample.example" not in text_of(client, private)
    letter = Message.objects.get(kind="workshops.interest_received")
    assert private in letter.body
    assert text_of(client, f"{private[:-3]}xx/", 404)

    staff = world.client("coordinator")
    queue = text_of(staff, "/bg/workshops/interests/")
    assert interest.receipt in queue
    url = reverse("workshops:decline", args=[interest.receipt])
    refused = staff.post(url, {}, follow=True)
    assert "Напишете мотивите" in refused.content.decode()
    staff.post(url, {f"{interest.receipt}-reason_bg": "Местата свършиха."})
    assert "Местата свършиха." in text_of(client, private)
    assert Message.objects.filter(kind="workshops.interest_declined").exists()
    client.post(f"{private}withdraw/")
    interest.refresh_from_db()
    assert interest.state == "withdrawn"
    assert interest.mailbox == ""


def test_without_consent_nothing_is_kept(world: World) -> None:
    build.event(world)
    theirs = build.kind(world)
    typed = {
        "organisation_name": "Клуб",
        "kind": theirs.pk,
        "contribution": "x",
        "mailbox": "a@b.example",
    }
    page = world.client().post("/bg/workshops/needs/interest/", typed)
    assert page.status_code == 422
    assert not Interest.objects.exists()


def test_an_event_with_an_unanswered_interest_cannot_be_concluded(world: World) -> None:
    made = build.event(world)
    build.interest(world, made)
    staff = world.client("coordinator")
    staff.post("/bg/workshops/needs/run/start/")
    page = staff.post("/bg/workshops/needs/run/conclude/", follow=True).content.decode()
    assert "1 заявен интерес още чака отговор" in page
    made.refresh_from_db()
    assert made.state == "live"


def test_the_balance_names_the_kinds_with_none(world: World) -> None:
    made = build.event(world)
    youth = build.kind(world)
    build.body(world, "young", youth)
    lines = {youth.pk: Wanted(wanted=2)}
    balance.set_balance(world.ctx("coordinator"), event=made, lines=lines)
    staff = world.client("coordinator")
    page = text_of(staff, "/bg/workshops/needs/balance/")
    assert "Няма нито една младежка организация" in page
    assert "Примерна young" in page
    staff.post("/bg/workshops/needs/balance/invite/", {"organisation": ["young"]})
    assert made.participations.get().invited_at is not None


def test_a_snapshot_can_be_hashed_by_anybody(world: World) -> None:
    build.in_correction(world)
    kept = Snapshot.objects.get()
    body = world.client().get("/bg/workshops/needs/results/1.json").content
    assert hashlib.sha256(body).hexdigest() == kept.sha256
    assert kept.sha256 in text_of(world.client(), "/bg/workshops/needs/results/")


def test_the_overview_is_late_after_ten_working_days(world: World) -> None:
    made = build.validated(world)
    editor = world.client("editor")
    with clock.at("2027-03-26 12:00"):
        page = text_of(editor, "/bg/workshops/needs/overview/edit/")
        assert "26\xa0март 2027" in page
        assert "Закъснява" not in page
    with clock.at("2027-03-27 12:00"):
        assert "Закъснява" in text_of(editor, "/bg/workshops/needs/overview/edit/")
        afterwards.draft_overview(world.ctx("editor"), event=made)
        assert "Закъснява" in text_of(editor, "/bg/workshops/needs/overview/")
        assert world.client().get("/bg/workshops/needs/overview/").status_code == 404
        editor.post("/bg/workshops/needs/overview/publish/")
    assert "минута за четене" in text_of(world.client(), "/bg/workshops/needs/overview/")


def test_calendar_and_feed(world: World) -> None:
    made = build.event(world)
    build.event(world, "month", planned=When.parse("2027-05"), starts_at=None)
    build.open_board(world)
    answer = world.client().get("/bg/workshops/calendar.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(answer.content)
    found = {str(e["UID"]): e for e in calendar.walk("VEVENT")}
    assert len(found) == 2  # the one known only to the month stays out
    mine = found[f"workshop-{made.pk}@localhost"]
    assert mine.decoded("DTSTART").isoformat() == "2027-03-12T14:00:00+02:00"
    assert mine.decoded("DTEND") - mine.decoded("DTSTART") == timedelta(minutes=120)
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    assert world.client().get("/bg/workshops/month/event.ics").status_code == 409
    feed = world.client().get("/bg/workshops/feed.atom").content.decode()
    assert "<entry>" in feed
    assert "Семинар за нуждите" in feed


def test_corrections_are_answered_and_read_by_those_who_took_part(world: World) -> None:
    made = build.in_correction(world)
    participant = world.client("participant")
    with clock.at("2027-03-14 10:00"):
        participant.post(
            "/bg/workshops/needs/results/correct/", {"about": "notes", "text": "Липсва бележка."}
        )
        assert "Липсва бележка." in text_of(participant, "/bg/workshops/needs/results/")
        assert "Липсва бележка." not in text_of(world.client(), "/bg/workshops/needs/results/")
    with clock.at("2027-03-19 10:00"):
        staff = world.client("coordinator")
        page = staff.post("/bg/workshops/needs/results/validate/", follow=True).content.decode()
        assert "1 поправка още чака отговор" in page
        filed = made.corrections.get()
        staff.post(
            f"/bg/workshops/needs/results/corrections/{filed.receipt}/",
            {f"{filed.receipt}-answer_bg": "Добавена е.", "taken": "yes"},
        )
        staff.post("/bg/workshops/needs/results/validate/")
    made.refresh_from_db()
    assert made.state == "validated"
    assert "Добавена е." in text_of(participant, "/bg/workshops/needs/results/")


def test_the_list_asks_a_constant_number_of_questions(world: World) -> None:
    client = world.client()
    counted = []
    for many in (5, 30):
        for n in range(many):
            build.event(world, f"e{many}-{n}")
        counted.append(_queries(client, "/bg/workshops/"))
    assert counted[0] == counted[1]


def test_the_queue_asks_a_constant_number_of_questions(world: World) -> None:
    made = build.event(world)
    client = world.client("coordinator")
    counted = []
    for many in (3, 12):
        for _n in range(many):
            build.interest(world, made)
        counted.append(_queries(client, "/bg/workshops/interests/"))
    assert counted[0] == counted[1]


def _queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


def test_thanks_name_organisations_only(world: World) -> None:
    made = build.started(world)
    ngo = build.kind(world, "ngo")
    named, silent = build.body(world, "named", ngo), build.body(world, "silent", ngo)
    note_attendance(
        world.ctx("notetaker"), event=made, came=[named, silent], listed=[named], people={ngo.pk: 3}
    )
    page = text_of(world.client(), "/bg/workshops/needs/thanks/")
    assert "Примерна named" in page
    assert "Примерна silent" not in page


def test_a_deed_that_comes_too_late_is_not_said_to_be_another_roles(world: World) -> None:
    build.started(world)
    late = text_of(world.client("coordinator"), "/bg/workshops/needs/cancel/", 403)
    assert "Сега не е възможно" in late
    assert "Семинарът е започнал" in late
    other = text_of(world.client("participant"), "/bg/workshops/needs/cancel/", 403)
    assert "Тази страница е за друга роля" in other
