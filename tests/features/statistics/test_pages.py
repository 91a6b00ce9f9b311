"""Participation in numbers, through the browser's eyes."""

from __future__ import annotations

import json
from typing import Any

from tests.features.proposals.build import open_process, proposed
from tests.features.statistics.test_counting import spoken
from tests.world import World
from zaedno.features.statistics import schedule


def html(answer: Any) -> str:
    text: str = answer.content.decode()
    return text


def test_a_process_without_deeds_says_so(world: World) -> None:
    process = open_process(world)
    shown = html(world.client().get(f"/bg/statistics/{process.slug}/"))
    assert "Още никой не е участвал" in shown
    assert "Nobody has taken part yet" in html(world.client().get("/en/statistics/"))


def test_from_the_process_to_its_numbers(world: World) -> None:
    process = spoken(world)
    schedule.count_due()
    beside = html(world.client().get(process.get_absolute_url()))
    address = f"/bg/statistics/{process.slug}/"
    assert f'href="{address}"' in beside
    shown = html(world.client().get(address))
    assert "поне 5" in shown
    assert "по-малко от петима" in shown
    assert "Мнения, по етапи" in shown
    assert "Преброено:" in shown
    english = html(world.client().get(f"/en/statistics/{process.slug}/"))
    assert "at least 5" in english
    assert "Replies to surveys and notes name nobody" in english


def test_counted_on_the_spot_where_nobody_has_yet(world: World) -> None:
    process = spoken(world)
    shown = html(world.client().get(f"/bg/statistics/{process.slug}/"))
    assert "Преброено току-що." in shown
    assert "поне 5" in shown


def test_the_city_leads_to_each_process(world: World) -> None:
    process = spoken(world)
    schedule.count_due()
    shown = html(world.client().get("/bg/statistics/"))
    assert f'href="/bg/statistics/{process.slug}/"' in shown
    assert 'href="/bg/statistics/"' in html(world.client().get("/bg/"))
    assert f'href="/bg/statistics/{process.slug}/"' in html(
        world.client().get(f"/bg/insight/{process.slug}/")
    )


def test_the_numbers_travel(world: World) -> None:
    process = spoken(world)
    schedule.count_due()
    base = f"/bg/statistics/{process.slug}/"
    lines = b"".join(world.client().get(f"{base}numbers.csv")).decode().splitlines()
    assert lines[0] == "\ufeffby,value,contributions,votes,people_at_least"
    assert "all,,6,1,5" in lines
    assert "kind,proposals.proposal,5,,5" in lines
    told = json.loads(world.client().get(f"{base}numbers.json").content)
    assert (told["process"], told["people"], told["people_in_steps_of"]) == (process.slug, 5, 5)
    whole = json.loads(world.client().get("/bg/statistics/numbers.json").content)
    assert whole["process"] is None
    assert b"all,,6,1,5" in b"".join(world.client().get("/bg/statistics/numbers.csv"))


def test_a_page_reads_one_row_however_much_was_done(
    world: World, django_assert_max_num_queries: Any
) -> None:
    process = spoken(world)
    for number in range(6):
        proposed(world, process, "coordinator", title=f"Още {number}")
    schedule.count_due()
    client = world.client()
    client.get(f"/bg/statistics/{process.slug}/")
    with django_assert_max_num_queries(9):
        client.get(f"/bg/statistics/{process.slug}/")
    with django_assert_max_num_queries(6):
        client.get("/bg/statistics/")


def test_counting_takes_a_fixed_number_of_queries(
    world: World, django_assert_max_num_queries: Any
) -> None:
    """Grouped by the database: as many queries for one proposal as for many."""
    process = spoken(world)
    for number in range(6):
        proposed(world, process, "coordinator", title=f"Още {number}")
    with django_assert_max_num_queries(40):
        world.client().get(f"/bg/statistics/{process.slug}/")
