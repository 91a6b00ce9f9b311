"""The home page: one question, four groups, the chain in figures."""

from __future__ import annotations

from typing import Any

import pytest

from tests.world import World
from zaedno.core import registry
from zaedno.core.partial_dates import When
from zaedno.core.registry import Feature
from zaedno.core.things import Card, Figure, Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def offers(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Set what the rooms offer, as if one room had it all."""

    def offer(**lists: list[Any]) -> None:
        room = Feature(name="sample", title="Samples")

        def offered(name: str) -> Any:
            return [(room, lambda _viewer: lists.get(name, []))]

        monkeypatch.setattr(registry, "offered", offered)

    return offer


def cards(group: str, count: int) -> list[Card]:
    return [
        Card(group=group, title=f"{group} {n}", url=f"/x/{n}", until="soon", sort=f"{n:04d}")
        for n in range(count)
    ]


def test_at_most_three_cards_a_count_in_words_and_the_rest_one_step_away(
    world: World, offers: Any
) -> None:
    offers(home_cards=cards("open", 7) + cards("coming", 1))
    html = world.client().get("/bg/").content.decode()
    assert html.count('class="card"') == 4
    assert "7 отворени възможности" in html
    assert "1 предстоящо събитие" in html
    assert "Виж всички 7" in html
    assert 'href="/bg/all/open/"' in html
    assert "Още нищо не е решено" in html


def test_one_question_with_one_button(world: World, offers: Any) -> None:
    asked = Card("open", "Къде да сложим пейки?", "/q", action="Напишете бележка", sort="2")
    later = Card("open", "Друг въпрос", "/r", sort="3")
    offers(home_question=[later, asked])
    html = world.client().get("/bg/").content.decode()
    assert html.count("<h1") == 1
    assert "Къде да сложим пейки?" in html
    assert "Друг въпрос" not in html
    assert html.count("button--large") == 1


def test_an_empty_group_says_when_something_comes(world: World, offers: Any) -> None:
    offers(home_cards=cards("coming", 2))
    html = world.client().get("/en/").content.decode()
    assert "Next: coming 0, soon." in html


def test_each_figure_leads_to_its_rows(world: World, offers: Any) -> None:
    figures = [Figure("result", 2, 3, "delivered", "/b?x=1"), Figure("note", 1, 60, "notes", "/a")]
    offers(chain_figures=figures)
    html = world.client().get("/en/").content.decode()
    assert html.index('href="/a"') < html.index('href="/b?x=1"')


def test_a_group_has_its_page_with_filters_and_pages(world: World, offers: Any) -> None:
    offers(home_cards=cards("became", 45))
    client = world.client()
    first = client.get("/en/all/became/").content.decode()
    assert first.count('class="card"') == 20
    assert "45 outcomes" in first
    assert "became 44" in client.get("/en/all/became/?page=3").content.decode()
    found = client.get("/en/all/became/?words=became 7").content.decode()
    assert found.count('class="card"') == 4
    assert "Nothing matches" in client.get("/en/all/became/?words=zzz").content.decode()
    assert client.get("/en/all/else/").status_code == 404


@pytest.mark.parametrize("lang", ["bg", "en"])
@pytest.mark.parametrize("path", ["about/", "accessibility/", "nowhere/"])
def test_standing_pages(world: World, lang: str, path: str) -> None:
    html = world.client().get(f"/{lang}/{path}").content.decode()
    assert f'<html lang="{lang}">' in html
    assert html.count("<h1") == 1


def test_the_page_of_components_is_for_the_demo_only(world: World, settings: Any) -> None:
    settings.DEMO = False
    assert world.client().get("/bg/style/").status_code == 404
    settings.DEMO = True
    html = world.client().get("/bg/style/").content.decode()
    assert html.count('class="thread"') == 1
    assert "ДЕМОНСТРАЦИОННИ ДАННИ" in html


def test_the_first_load_of_home_is_light(world: World) -> None:
    """Page, style sheet, both faces, mark and script together, not compressed."""
    from tests.house.source import PACKAGE

    static = PACKAGE / "core" / "static" / "core"
    loaded = [*static.glob("fonts/*.woff2"), static / "zaedno.css", static / "page.js"]
    total = len(world.client().get("/bg/").content) + sum(p.stat().st_size for p in loaded)
    assert total < 150_000


def test_an_old_form_and_a_fault_are_explained(world: World) -> None:
    from django.test import Client

    assert world.city.slug == "sofia"
    client = Client(enforce_csrf_checks=True, SERVER_NAME="sofia.localhost")
    answer = client.post("/bg/about/")
    assert answer.status_code == 403
    assert "Формулярът не е изпратен" in answer.content.decode()
    from django.test import RequestFactory

    from zaedno.site.standing import broken

    fault = broken(RequestFactory().get("/en/x/"))
    assert fault.status_code == 500
    assert "The fault is ours" in fault.content.decode()


def test_what_waits_is_shown_late_first_and_oldest_first(world: World, offers: Any) -> None:
    def task(title: str, since: str, late: bool = False) -> Task:
        return Task(title=title, url="/x", since=When.parse(since), late=late)

    offers(
        staff_tasks=[
            task("new", "2027-02"),
            task("old", "2026-01-03"),
            task("urgent", "2027-03", True),
        ]
    )
    html = world.client("coordinator").get("/en/today/").content.decode()
    assert html.index(">urgent<") < html.index(">old<") < html.index(">new<")
    assert 'href="/en/today/" aria-current="page"' in html
    assert world.client().get("/en/today/").status_code == 302
