"""The bytes of a calendar, by our own rules: the usual parsers accept wrong files."""

from __future__ import annotations

from datetime import UTC, date, datetime

from icalendar import Calendar

from zaedno.core.calendars import CalendarEntry, ics

LONG = "Семинар за оценка на нуждите; електронно управление, гражданско участие \\ София"


def entry(**changes: object) -> CalendarEntry:
    given = {
        "uid": "workshop-1@sofia.example",
        "title": LONG,
        "starts": datetime(2027, 3, 12, 12, 0, tzinfo=UTC),
        "ends": datetime(2027, 3, 12, 14, 0, tzinfo=UTC),
        "changed": datetime(2027, 2, 1, 8, 0, 30, 99, tzinfo=UTC),
        "url": "http://localhost/bg/workshops/needs/",
        "summary": "Първи ред\nвтори ред; " + LONG * 3,
        "location": "ул. „Московска“ 33, София",
        "categories": ("семинар", "оценка, нужди"),
    }
    return CalendarEntry(**{**given, **changes})  # type: ignore[arg-type]


def raw(*entries: CalendarEntry) -> bytes:
    return ics("Събития в София", "Europe/Sofia", entries)


def test_lines_end_with_crlf_and_are_short() -> None:
    body = raw(entry())
    lines = body.split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in b"".join(lines)
    assert max(len(line) for line in lines) <= 75
    for line in lines:
        line.decode("utf-8")  # a letter is never cut in two by folding


def test_a_parser_reads_back_what_was_written() -> None:
    calendar = Calendar.from_ical(raw(entry()))
    assert not calendar.get_missing_tzids()
    (event,) = calendar.walk("VEVENT")
    assert not [name for name in event.required if name not in event]
    assert str(event["SUMMARY"]) == LONG
    assert str(event["DESCRIPTION"]).startswith("Първи ред\nвтори ред; ")
    assert event.decoded("DTSTART").isoformat() == "2027-03-12T14:00:00+02:00"
    assert event["DTSTART"].params["TZID"] == "Europe/Sofia"
    assert str(calendar["METHOD"]) == "PUBLISH"
    assert b"BEGIN:VTIMEZONE" in raw(entry())


def test_the_clock_changes_at_the_right_minute() -> None:
    body = raw(entry()).decode()
    assert "DTSTART:20270328T030000" in body  # 03:00 EET becomes 04:00 EEST
    assert "DTSTART:20271031T040000" in body  # 04:00 EEST becomes 03:00 EET


def test_a_known_day_without_an_hour_is_a_whole_day() -> None:
    day = date(2021, 1, 7)
    body = raw(entry(starts=day, ends=day))
    assert b"DTSTART;VALUE=DATE:20210107\r\n" in body
    assert b"DTEND;VALUE=DATE:20210108\r\n" in body
    assert b"VTIMEZONE" not in body


def test_an_empty_calendar_is_still_one() -> None:
    assert raw().startswith(b"BEGIN:VCALENDAR\r\n")
    assert not Calendar.from_ical(raw()).walk("VEVENT")


def test_a_change_keeps_the_uid_and_raises_the_sequence() -> None:
    before, after = raw(entry()), raw(entry(sequence=1, status="CANCELLED"))
    uid = b"UID:workshop-1@sofia.example\r\n"
    assert uid in before
    assert uid in after
    assert b"SEQUENCE:1\r\n" in after
    assert b"STATUS:CANCELLED\r\n" in after
