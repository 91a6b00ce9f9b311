"""What became of it: by thing, by receipt number, by private link."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.features.documents.build import draft, public
from tests.world import World
from zaedno.core import registry
from zaedno.core.partial_dates import When
from zaedno.core.things import Step, Thing
from zaedno.platform.links.actions import issue_private_key, link, unlink
from zaedno.platform.links.forms import tidy_number
from zaedno.platform.links.models import Link
from zaedno.platform.links.queries import thread as threads

KIND = "documents.document"


def chain(world: World, *titles: str) -> list[Any]:
    rows = [public(world, title=title) for title in titles]
    for earlier, later in pairwise(rows):
        link(world.ctx("editor"), source=earlier, target=later, relation="grew_out_of")
    return rows


def test_the_thread_goes_up_and_down_and_not_sideways(world: World) -> None:
    first, second, third = chain(world, "First", "Second", "Third")
    sibling = public(world, title="Sibling")
    link(world.ctx("editor"), source=first, target=sibling, relation="grew_out_of")
    found = threads.thread(world.viewer(), KIND, str(second.pk))
    assert found is not None
    assert [thing.id for thing in found.up] == [str(first.pk)]
    assert [thing.id for thing in found.down] == [str(third.pk)]
    whole = threads.thread(world.viewer(), KIND, str(first.pk))
    assert whole is not None
    assert len(whole.down) == 3


def test_a_circle_ends(world: World) -> None:
    first, second = chain(world, "First", "Second")
    link(world.ctx("editor"), source=second, target=first, relation="answers")
    found = threads.thread(world.viewer(), KIND, str(first.pk))
    assert found is not None
    assert len(found.down) == 1


def test_an_ended_tie_carries_nothing_but_stays_readable(world: World) -> None:
    first, second = chain(world, "First", "Second")
    unlink(world.ctx("editor"), tie=Link.objects.get(), reason="Сгрешен документ")
    found = threads.thread(world.viewer(), KIND, str(first.pk))
    assert found is not None
    assert found.down == []
    page = world.client().get(f"/bg/links/{KIND}/{second.pk}/").content.decode()
    assert "Сгрешен документ" in page


def test_what_one_may_not_see_is_not_told(world: World) -> None:
    shown, hidden = public(world), draft(world, title="Secret")
    link(world.ctx("editor"), source=shown, target=hidden, relation="grew_out_of")
    page = world.client().get(f"/bg/links/{KIND}/{shown.pk}/").content.decode()
    assert "Secret" not in page
    assert world.client().get(f"/bg/links/{KIND}/{hidden.pk}/").status_code == 404
    other = world.client(city=world.other_city)
    assert other.get(f"/bg/links/{KIND}/{shown.pk}/").status_code == 404
    assert world.client().get("/bg/links/nothing.here/1/").status_code == 404


def test_the_page_is_an_ordered_list_with_one_station_now(world: World) -> None:
    first, *_rest = chain(world, "First", "Second")
    page = world.client().get(f"/bg/links/{KIND}/{first.pk}/").content.decode()
    assert '<ol class="thread">' in page
    assert page.count('aria-current="step"') == 1


def test_where_nothing_followed_it_says_since_when_and_whom_to_ask(world: World) -> None:
    alone = draft(world)
    page = world.client("editor").get(f"/bg/links/{KIND}/{alone.pk}/").content.decode()
    assert re.search(r"(Досега|От <time).*нищо", page)
    assert "Столична община" in page


def test_queries_grow_with_levels_not_with_things(world: World) -> None:
    counts = []
    for many in (2, 12):
        first = public(world, title=f"Root {many}")
        for number in range(many):
            later = public(world, title=f"Leaf {many} {number}")
            link(world.ctx("editor"), source=first, target=later, relation="grew_out_of")
        with CaptureQueriesContext(connection) as queries:
            threads.thread(world.viewer(), KIND, str(first.pk))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_last_step_done_is_now() -> None:
    day = When.parse
    steps = [Step(day("2021-01-07"), "a", "note"), Step(day("2021-02"), "b", "need")]
    assert [step.tone for step in threads._marked(steps)] == ["done", "now"]
    own = [Step(day("2021-01-07"), "a", "note", tone="now"), steps[1]]
    assert [step.tone for step in threads._marked(own)] == ["now", "done"]


def test_rooms_tell_of_ties_in_their_own_tables(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = public(world), public(world, title="Other")
    own = ((KIND, str(first.pk)), (KIND, str(second.pk)))
    known = registry.gather

    def gather(offer: str, viewer: Any, **asked: Any) -> list[Any]:
        return [own] if offer == "ties" else known(offer, viewer, **asked)

    monkeypatch.setattr(registry, "gather", gather)
    found = threads.thread(world.viewer(), KIND, str(first.pk))
    assert found is not None
    assert [thing.title for thing in found.down] == ["Наредба Other"]


# --- By number ------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["K7QF-M2X9", "k7qf m2x9", "К7QF–М2Х9", " K7QFM2X9 "])
def test_a_number_is_read_as_people_type_it(typed: str) -> None:
    assert tidy_number(typed) == "K7QF-M2X9"


def test_a_receipt_number_leads_to_the_thread(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = public(world)
    thing = registry.thing(world.viewer(), KIND, row.pk)
    asked = []

    def by_receipt(viewer: Any, number: str) -> Thing | None:
        asked.append(number)
        return thing if number == "K7QF-M2X9" else None

    monkeypatch.setattr(registry, "by_receipt", by_receipt)
    client = world.client()
    assert client.get("/bg/links/r/?number=k7qf+m2x9")["Location"].endswith(f"{KIND}/{row.pk}/")
    assert client.get("/bg/links/r/K7QF-M2X9/").status_code == 302
    missing = client.get("/bg/links/r/AAAA-AAAA/")
    assert missing.status_code == 404
    assert "Няма публична" in missing.content.decode()
    assert client.get("/bg/links/r/").status_code == 200


# --- By private link ------------------------------------------------------------------------------


def test_the_private_page_has_receipt_code_thread_and_news(world: World) -> None:
    row = public(world)
    path = issue_private_key(world.ctx(), row)
    answer = world.client().get(path)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<svg" in page
    assert '<ol class="thread">' in page
    assert 'type="email"' in page
    assert answer["Referrer-Policy"] == "same-origin"
    assert "noindex" in answer["X-Robots-Tag"]
    assert "no-store" in answer["Cache-Control"]


def test_a_false_link_gets_a_sentence(world: World) -> None:
    row, other = public(world), public(world, title="Other")
    token = issue_private_key(world.ctx(), row).rsplit("/", 2)[1]
    other_end = "1" if token.endswith("0") else "0"
    for path in (
        f"/bg/links/mine/{KIND}/{row.pk}/{token[:-1]}{other_end}/",
        f"/bg/links/mine/{KIND}/{other.pk}/{token}/",
        f"/bg/links/mine/{KIND}/{row.pk}/x/",
    ):
        answer = world.client().get(path)
        assert answer.status_code == 404
        assert "Тази връзка не отваря нищо" in answer.content.decode()
    path = issue_private_key(world.ctx(), row)
    assert world.client(city=world.other_city).get(path).status_code == 404


def test_a_changed_seal_key_ends_all_links(world: World, settings: Any) -> None:
    path = issue_private_key(world.ctx(), public(world))
    settings.ZAEDNO_SEAL_KEY = "another key of thirty-two signs!!"
    assert world.client().get(path).status_code == 404


def test_staff_end_a_tie_from_the_page(world: World) -> None:
    first, _second = chain(world, "First", "Second")
    tie = Link.objects.get()
    page = world.client("editor").get(f"/bg/links/{KIND}/{first.pk}/").content.decode()
    assert f"/bg/links/ties/{tie.pk}/end/" in page
    assert (
        f"/ties/{tie.pk}/end/"
        not in world.client().get(f"/bg/links/{KIND}/{first.pk}/").content.decode()
    )
    body = {"kind": KIND, "ident": str(first.pk), "reason": "Грешка", "key": "k"}
    answer = world.client("editor").post(f"/bg/links/ties/{tie.pk}/end/", body)
    assert answer["Location"] == f"/bg/links/{KIND}/{first.pk}/"
    tie.refresh_from_db()
    assert tie.end_reason == "Грешка"
    assert (
        world.client("participant").post(f"/bg/links/ties/{tie.pk}/end/", body).status_code == 403
    )
