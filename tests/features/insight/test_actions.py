"""Themes, placings and lines: row, event, refusal."""

from __future__ import annotations

import pytest

from tests.features.insight.build import line, spoken, theme
from tests.features.proposals.build import proposed
from tests.world import World
from zaedno.core.fields import texts
from zaedno.core.models import Event
from zaedno.core.verdict import Refused
from zaedno.features.insight import schedule
from zaedno.features.insight.actions import lines, themes
from zaedno.features.insight.models import Line, Placing, Reading, Theme
from zaedno.features.insight.queries import rows
from zaedno.features.proposals.actions import moderation
from zaedno.platform.discussion.actions import writing
from zaedno.platform.links.queries import thread

KIND = "proposals.proposal"


def where(process: object) -> dict[str, str]:
    found = Placing.objects.filter(process=process).select_related("theme")
    return {row.ident: row.theme.code if row.theme else "" for row in found}


def test_a_theme_finds_what_has_its_words(world: World) -> None:
    process, said = spoken(world)
    made = theme(world, process)
    assert made.code == "crossing"
    assert where(process) == {
        str(said[0].pk): "crossing",
        str(said[1].pk): "crossing",
        str(said[2].pk): "",
        str(said[3].pk): "",
    }
    found = Placing.objects.get(ident=str(said[0].pk))
    assert (found.shared, found.by_hand) == ("бутон, светофар", False)
    assert Event.objects.filter(verb="insight.add_theme").count() == 1


def test_words_without_a_topic_are_refused(world: World) -> None:
    process, _said = spoken(world)
    with pytest.raises(Refused, match="носят тема"):
        theme(world, process, seeds="и или")
    assert not Theme.objects.exists()


def test_what_was_placed_by_hand_stays(world: World) -> None:
    process, said = spoken(world)
    made = theme(world, process)
    ctx = world.ctx("moderator")
    assert themes.place(ctx, process=process, theme=made, refs=[(KIND, str(said[3].pk))]) == 1
    themes.change_theme(
        world.ctx("coordinator"), theme=made, title=made.title, seeds="осветление алея"
    )
    placed = where(process)
    assert placed[str(said[3].pk)] == "crossing", "by hand"
    assert placed[str(said[2].pk)] == "crossing", "by the new words"
    assert placed[str(said[0].pk)] == ""


def test_a_removed_theme_leaves_its_contributions(world: World) -> None:
    process, said = spoken(world)
    made = theme(world, process)
    themes.remove_theme(world.ctx("coordinator"), theme=made)
    assert set(where(process).values()) == {""}
    assert len(where(process)) == len(said)


def test_comments_are_contributions_too_and_the_hidden_go(world: World) -> None:
    process, said = spoken(world)
    theme(world, process)
    comment = writing.comment(
        world.ctx("participant"), kind=KIND, ident=str(said[0].pk), text="Бутонът е нужен.",
        lang="bg", position="for",
    )  # fmt: skip
    moderation.hide(
        world.ctx("moderator"), proposal=said[1], rule="spam", facts=texts(bg="Реклама")
    )
    assert schedule.sort_new() == 1
    placed = where(process)
    assert placed[str(comment.pk)] == "crossing"
    assert str(said[1].pk) not in placed
    assert schedule.sort_new() == 0, "nothing was said since"


def test_what_says_the_same_stands_together(world: World) -> None:
    process, said = spoken(world)
    theme(world, process)
    ((group, shared),) = rows.alike(world.viewer(), rows.reading(world.viewer(), process))
    assert {one.id for one in group} == {str(said[0].pk), str(said[1].pk)}
    assert "светофар" in shared
    assert Reading.objects.get().process == process


def test_a_line_needs_its_contributions(world: World) -> None:
    process, said = spoken(world)
    theme(world, process)
    with pytest.raises(Refused, match="ничие"):
        line(world, process, [])
    _other, foreign = spoken(world)
    with pytest.raises(Refused, match="ничие"):
        line(world, process, foreign)
    made = line(world, process, said[:2])
    assert rows.lines(world.viewer(), process).count() == 0, "a draft is for those who sum up"
    lines.publish_line(world.ctx("editor"), line=made)
    assert [one.rests_on for one in rows.lines(world.viewer(), process)] == [2]  # type: ignore[attr-defined]
    assert rows.counts(world.viewer(), process).unsaid == 2
    with pytest.raises(Refused):
        lines.publish_line(world.ctx("editor"), line=made)
    with pytest.raises(Refused):
        lines.remove_line(world.ctx("editor"), line=made)


def test_a_line_whose_contributions_are_hidden_is_not_published(world: World) -> None:
    process, said = spoken(world)
    theme(world, process)
    made = line(world, process, said[:1])
    moderation.hide(
        world.ctx("moderator"), proposal=said[0], rule="spam", facts=texts(bg="Реклама")
    )
    with pytest.raises(Refused, match="вече не е публично"):
        lines.publish_line(world.ctx("coordinator"), line=made)


def test_whoever_spoke_finds_the_line_on_their_thread(world: World) -> None:
    process, said = spoken(world)
    theme(world, process)
    made = line(world, process, said[:1])
    before = thread.thread(world.viewer(), KIND, str(said[0].pk))
    assert before is not None
    assert not before.down
    lines.publish_line(world.ctx("coordinator"), line=made)
    after = thread.thread(world.viewer(), KIND, str(said[0].pk))
    assert after is not None
    assert [one.kind for one in after.down] == ["insight.line"]
    back = thread.thread(world.viewer(), "insight.line", str(made.pk))
    assert back is not None
    assert [one.id for one in back.up] == [str(said[0].pk)]


def test_only_staff_reads_out(world: World) -> None:
    process, _said = spoken(world)
    for role in ("", "participant", "org"):
        with pytest.raises(Refused):
            themes.add_theme(
                world.ctx(role), process=process, title=texts(bg="Т"), seeds="светофар"
            )
    assert not Line.objects.exists()


def test_new_words_are_sorted_in_as_they_come(world: World) -> None:
    process, _said = spoken(world)
    theme(world, process)
    late = proposed(world, process, title="Бутон и на другия светофар", text="")
    schedule.sort_new()
    assert where(process)[str(late.pk)] == "crossing"
