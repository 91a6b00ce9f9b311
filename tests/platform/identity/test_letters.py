"""Letters with codes on paper: each on a page of its own, the address where the window is."""

from __future__ import annotations

import io
import subprocess
from typing import Any

import pytest
from pypdf import PageObject, PdfReader

from tests.platform.identity.build import key_of, verifying
from tests.world import World
from zaedno.core import clock
from zaedno.core.models import Event
from zaedno.core.verdict import Refused
from zaedno.platform.identity import exports, rules
from zaedno.platform.identity.actions import proving
from zaedno.platform.identity.models import Letter, Policy, Verification

AT = "/bg/identity/counter/letters/"
MM = 72 / 25.4
FACTS = {"district_id": None, "born": None}
HOME = "ул. „Примерна“ 4\n1000 София"


def asked(
    world: World, row: Policy, role: str, number: int, lang: str = "bg", address: str = HOME
) -> None:
    person = world.person(role)
    person.lang = lang
    person.save()
    name = f"Човек {role}"
    told = proving.ask_letter(
        world.ctx(role), **key_of(row, number), name=name, address=address, known_by=FACTS
    )
    assert told == "asked"


def printed(world: World) -> tuple[PdfReader, dict[str, str]]:
    """The file that the clerk gets, and which code went to whom."""
    told: list[exports.Printed] = []
    draw = exports.drawn

    def noted(viewer: Any) -> list[exports.Printed]:
        told.extend(draw(viewer))
        return told

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(exports, "drawn", noted)
        answer = world.client("clerk").post(AT, {"as": "pdf"})
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    return PdfReader(io.BytesIO(answer.content)), {one.name: one.code for one in told}


def spots(page: PageObject) -> dict[str, tuple[float, float]]:
    """Where words stand, in millimetres from the left and from the top."""
    found: dict[str, tuple[float, float]] = {}
    height = float(page.mediabox.height)

    def note(text: str, cm: Any, tm: Any, *_font: Any) -> None:
        x = tm[4] * cm[0] + cm[4]
        y = tm[5] * cm[3] + cm[5]
        if text.strip():
            found[text.strip()] = (x / MM, (height - y) / MM)

    page.extract_text(visitor_text=note)
    return found


def test_each_letter_has_a_page_with_its_code_in_both_languages(world: World) -> None:
    row = verifying(world)
    asked(world, row, "participant", 1)
    asked(world, row, "editor", 2, lang="en")
    reader, codes = printed(world)
    first, second = (page.extract_text() for page in reader.pages)
    assert len(set(codes.values())) == 2
    for text, name in ((first, "Човек participant"), (second, "Човек editor")):
        assert (name in text, codes[name] in text, text.count(codes[name])) == (True, True, 1)
        assert "1000 София" in text
        assert "/bg/identity/letter/code/" in text
        assert "/en/identity/letter/code/" in text
        assert "Столична община" in text
    assert first.index("Вашият код") < first.index("Your code")
    assert second.index("Your code") < second.index("Вашият код")
    assert reader.metadata is not None
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]
    until = clock.day(clock.now() + rules.LETTER_LIVES)
    assert f"{until.day}\xa0" in first
    assert str(until.year) in first
    assert Event.objects.filter(verb="identity.print_letters").count() == 1


def test_the_code_on_the_page_opens(world: World) -> None:
    row = verifying(world)
    asked(world, row, "participant", 1)
    _reader, codes = printed(world)
    letter = Letter.objects.get()
    assert (letter.state, letter.name, letter.address) == ("sent", "", "")
    (code,) = codes.values()
    assert proving.use_letter(world.ctx("participant"), letter=letter, code=code) == "verified"
    assert Verification.objects.get().way == "letter"
    assert world.client("clerk").post(AT, {"as": "pdf"}).status_code == 302


@pytest.mark.parametrize(
    "address",
    [
        HOME,
        "до магазина на ъгъла, " * 13,
        "ред\n" * 70,
        "улица с дълго име, № 11, вх. А, ет. 3, ап. 7, до аптеката, звънец 7\n" * 4,
    ],
)
def test_the_address_stands_in_the_window(world: World, address: str) -> None:
    asked(world, verifying(world), "participant", 1, address=address)
    (page,) = printed(world)[0].pages
    found = {text: at for text, at in spots(page).items() if at[0] < 100 and at[1] < 95}
    assert any("participant" in text for text in found)
    assert min(x for x, _y in found.values()) >= 20
    assert min(y for _x, y in found.values()) > 45
    assert max(y for _x, y in found.values()) < 90


def test_a_printer_that_fails_loses_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(world, verifying(world), "participant", 1)

    def fails(*_args: Any) -> bytes:
        raise subprocess.CalledProcessError(1, "press")

    monkeypatch.setattr(exports, "set_to_paper", fails)
    browser = world.client("clerk")
    browser.raise_request_exception = False
    assert browser.post(AT, {"as": "pdf"}).status_code == 500
    letter = Letter.objects.get()
    assert (letter.state, letter.name) == ("asked", "Човек participant")


def test_what_was_given_up_meanwhile_stops_the_whole_file(world: World) -> None:
    row = verifying(world)
    asked(world, row, "participant", 1)
    asked(world, row, "editor", 2)
    codes = exports.codes(exports.drawn(world.viewer("clerk")))
    letter = Letter.objects.get(person=world.person("editor"))
    proving.give_up_letter(world.ctx("editor"), letter=letter)
    with pytest.raises(Refused, match="Натиснете още веднъж"):
        proving.print_letters(world.ctx("clerk"), codes=codes)
    assert Letter.objects.get(person=world.person("participant")).state == "asked"


def test_one_file_holds_the_oldest_and_says_so(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = verifying(world)
    for number, role in enumerate(("participant", "editor"), 1):
        asked(world, row, role, number)
    monkeypatch.setattr(rules, "LETTERS_AT_ONCE", 1)
    page = world.client("clerk").get("/bg/identity/counter/").content.decode()
    assert "В един файл влизат" in page
    assert list(printed(world)[1]) == ["Човек participant"]
    assert list(printed(world)[1]) == ["Човек editor"]
