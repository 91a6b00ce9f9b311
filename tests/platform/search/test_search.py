"""Things are found by any form of their words, by whoever may see them."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.features.documents.build import draft, public
from tests.world import World
from zaedno.core.actions import system_ctx
from zaedno.features.documents import actions as documents
from zaedno.platform.search.actions import index_offered
from zaedno.platform.search.models import SearchKey
from zaedno.platform.search.queries import found


def titles(world: World, text: str, lang: str = "bg") -> list[str]:
    return [item.thing.title for item in found(world.viewer(lang=lang), text)]


def test_any_form_finds_it_in_either_language(world: World) -> None:
    public(world, title="Parks")
    world.hear()
    assert titles(world, "наредбите") == ["Наредба Parks"]
    assert titles(world, "НАРЕДБА parks") == ["Наредба Parks"]
    assert titles(world, "park", "en") == ["Parks"]
    assert titles(world, "наредба училище") == []
    assert titles(world, "на и") == []


def test_what_is_not_public_is_not_even_indexed(world: World) -> None:
    hidden = draft(world, title="Hidden")
    world.hear()
    assert not SearchKey.objects.filter(ident=str(hidden.pk)).exists()
    assert found(world.viewer("editor"), "наредба") == []


def test_another_city_finds_nothing(world: World) -> None:
    public(world)
    world.hear()
    assert found(world.viewer(city=world.other_city), "наредба") == []


def test_title_counts_more_than_summary(world: World) -> None:
    by_summary = public(world, title="Other")
    by_title = public(world, title="Консултации")
    world.hear()
    ids = [item.thing.id for item in found(world.viewer(), "консултации")]
    assert ids[0] == str(by_title.pk)
    assert set(ids) <= {str(by_title.pk), str(by_summary.pk)}


def test_keys_follow_the_thing_and_are_written_once(world: World) -> None:
    row = public(world, title="Before")
    world.hear()
    kept = set(SearchKey.objects.values_list("pk", flat=True))
    index_offered(system_ctx(world.city))
    assert set(SearchKey.objects.values_list("pk", flat=True)) == kept
    later = public(world, title="After")
    documents.replace(world.ctx("editor"), document=row, successor=later)
    world.hear()
    assert titles(world, "after", "en") == ["After"]


def test_queries_do_not_grow_with_results(world: World) -> None:
    counts = []
    for more in (2, 10):
        for number in range(more):
            public(world, title=f"Nr {more} {number}")
        world.hear()
        with CaptureQueriesContext(connection) as queries:
            assert found(world.viewer(), "наредба")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_page_says_what_to_do_when_nothing_is_found(world: World) -> None:
    public(world)
    world.hear()
    client = world.client()
    assert client.get("/bg/search/").status_code == 200
    page = client.get("/bg/search/?q=наредби").content.decode()
    assert "1 резултат" in page or "Наредба Ordinance" in page
    nothing = client.get("/bg/search/?q=<script>zzz").content.decode()
    assert "Няма нищо" in nothing
    assert "<script>zzz" not in nothing
