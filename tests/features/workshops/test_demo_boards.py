"""The golden values of the demo file, reproduced by counting what its loading made."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.utils.translation import override

from tests.features.workshops import rooms
from tests.world import World
from zaedno.core import demo as demo_files
from zaedno.core import registry
from zaedno.core.demo import DemoError, DemoLoad
from zaedno.core.report import ReportScope
from zaedno.features.workshops.demo import activities, boards, maps, polls
from zaedno.features.workshops.models.board import Note
from zaedno.features.workshops.models.event import Workshop
from zaedno.features.workshops.queries import boards as queries
from zaedno.features.workshops.queries import maps as map_queries
from zaedno.features.workshops.queries import poll_results, questions, swot, votes, walls
from zaedno.features.workshops.queries import polls as poll_queries
from zaedno.platform.cities.models import Theme
from zaedno.platform.people.models import StakeholderKind

FILE = Path(demo_files.__file__).parents[1] / "site" / "demo" / "sofia-demo.yaml"
ROLES = ("coordinator", "facilitator", "notetaker")


@pytest.fixture
def loaded(world: World) -> DemoLoad:
    """The demo file's boards in an otherwise empty city."""
    demo = DemoLoad(demo_files.read(FILE), loaded_on=date(2026, 11, 25), city=world.city)
    demo.actors = {role: (lambda role=role: world.ctx(role)) for role in ROLES}
    for name, days in (("W1", "2021-01-07"), ("W2", "2021-02-03")):
        made = rooms.workshop(world, name.lower(), mark="fact", held=days)
        demo.remember(name, made)
    for row in demo.rows("themes"):
        Theme.objects.create(city=world.city, code=row["id"], name=row.texts())
    event = Workshop.objects.get(slug="w1")
    came = {row["group"]: row["came"] for row in demo.section("events")[0]["balance"]}
    for row in demo.rows("groups"):
        kind = rooms.kind(world, event, row["id"], came.get(row["id"]) or 0)
        StakeholderKind.objects.filter(pk=kind.pk).update(name=row.texts())
        demo.remember(row["id"], kind)
    boards.load(demo)
    polls.load(demo)
    activities.load(demo)
    maps.load(demo)
    return demo


def first(demo: DemoLoad) -> Workshop:
    return Workshop.objects.get(pk=demo.pk("workshops.workshop", "W1"))


def test_notes_by_board(loaded: DemoLoad, world: World) -> None:
    golden = loaded.section("notes_expected")["by_board"]
    assert queries.counts_by_board(world.viewer(), first(loaded).pk) == golden


def test_votes_by_cluster_and_the_ranking(loaded: DemoLoad, world: World) -> None:
    golden = loaded.section("notes_expected")
    found = votes.ranking(world.viewer(), first(loaded).pk)
    assert {r.cluster.code: r.dots for r in found} == golden["votes_by_cluster"]
    assert [r.cluster.code for r in found] == golden["ranking"]
    assert sum(r.dots for r in found) == 105
    assert votes.turnout(world.viewer(), first(loaded).pk) == (24, 21)


def test_every_record_keeps_its_mark_and_both_languages(loaded: DemoLoad) -> None:
    assert set(Note.objects.values_list("mark", flat=True)) == {"illustrative"}
    assert all(set(n.text) == {"bg", "en"} for n in Note.objects.all())


def test_a_kind_is_named_only_where_three_of_it_came(loaded: DemoLoad, world: World) -> None:
    wall = walls.wall(world.viewer(), first(loaded))
    with override("bg"):
        names = Counter(str(p.author) for c in wall.columns for p in c.papers)
    written = Counter(row["group"] for row in loaded.rows("notes"))
    assert names["Браншова или работодателска организация"] == written["business_association"]
    assert names["Общинска структура"] == written["municipal"]
    assert names["друга организация"] == written["other"]


def test_the_shared_vision_with_its_dissent(loaded: DemoLoad, world: World) -> None:
    poll = poll_queries.vision(world.viewer(), first(loaded).pk)
    assert poll is not None
    views = poll_results.views(world.viewer(), poll)
    assert [[c.count for c in v.choices] for v in views][1] == [16, 5, 2]
    assert [len(v.item.dissent.all()) for v in views] == [1, 2, 0, 0, 1]
    assert (poll.could_answer, poll.answered, poll.open_list) == (24, 23, True)


def test_polls_with_counts_and_medians(loaded: DemoLoad, world: World) -> None:
    viewer = world.viewer()
    first_poll, scale = poll_queries.of_workshop(viewer, first(loaded).pk)[:2]
    assert [c.count for c in poll_results.views(world.viewer(), first_poll)[0].choices] == [
        4,
        11,
        6,
        1,
        2,
    ]
    assert poll_results.views(world.viewer(), scale)[0].n == 23
    second = Workshop.objects.get(slug="w2")
    matrix = poll_queries.of_workshop(viewer, second.pk)[0]
    assert poll_results.views(world.viewer(), matrix)[1].medians == {"benefit": 5, "effort": 2}


def test_the_story_of_a_note_is_told_in_sentences(loaded: DemoLoad, world: World) -> None:
    ref = ("workshops.note", loaded.pk("workshops.note", "N12"))
    with override("bg"):
        told = [step.text for step in registry.stories(world.viewer(), [ref])]
    assert told == [
        "На 7\xa0януари 2021\xa0г. участник (друга организация) написа: "
        "„Рядко се разбира какво е станало с дадено предложение“.",
        "Бележката влезе в група „Обратна връзка и проследимост“ (20 точки, 1-во място от 12).",
    ]


def test_things_carry_what_later_rooms_need(loaded: DemoLoad, world: World) -> None:
    ref = ("workshops.cluster", loaded.pk("workshops.cluster", "C03"))
    thing = registry.thing(world.viewer(lang="en"), *ref)
    assert thing is not None
    assert thing.title == "Feedback and traceability"
    known = {"code": "C03", "votes": 20, "rank": 1, "of": 12, "theme": "T5"}
    assert known.items() <= thing.facts.items()


def test_the_report_gets_its_sections(loaded: DemoLoad, world: World) -> None:
    scope = ReportScope(date(2021, 4, 15), events=(("workshops.workshop", str(first(loaded).pk)),))
    found = registry.gather("report_sections", world.viewer(), scope=scope)
    ours = [s for s in found if s.id in ("shared_vision", "swot") or s.id.startswith("needs_")]
    assert {s.id for s in ours} == {
        "shared_vision",
        "swot",
        "needs_priorities_challenges_opportunities",
    }
    assert all(s.illustrative for s in ours)
    chart = swot.swot(world.viewer(), first(loaded))
    assert [len(items) for _name, items in chart.quadrants()] == [9, 9, 9, 6]
    assert chart.watermark


def test_a_wrong_record_names_its_line_and_field(loaded: DemoLoad, world: World) -> None:
    loaded.data["clusters"][0]["theme"] = "T9"
    with pytest.raises(DemoError, match="theme"):
        boards.load(loaded)


def test_the_activities_of_the_room(loaded: DemoLoad, world: World) -> None:
    event, viewer = first(loaded), world.viewer()
    told = {
        p.kind: poll_results.result(viewer, p) for p in poll_queries.of_workshop(viewer, event.pk)
    }
    assert told["cloud"].words[0].word.count == 9
    assert len(told["text"].replies) == 3
    assert [head[1] for head in told["multiple"].groups[0][1].heads] == [7, 6]
    asked = questions.asked(viewer, event.pk)
    assert (asked.by_people, asked.people_answered) == (3, 2)
    assert (asked.by_city, asked.city_answered) == (2, 1)
    (tree,) = map_queries.trees(viewer, event)
    assert (len(tree.causes), len(tree.effects)) == (1, 1)
    placed = map_queries.by_kind(viewer, event)
    assert placed[0].power == 5
