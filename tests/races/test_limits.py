"""Fifty at once against a limit that nothing else races: whoever counts holds the row first."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.features.decisions.build import act, delivery
from tests.features.insight.build import open_process
from tests.features.newsletters.test_newsletters import drafted as newsletter
from tests.features.surveys.build import drafted as survey
from tests.features.surveys.build import page
from tests.features.workshops import rooms
from tests.platform.notifications.test_push import device
from tests.races.test_receipts import at_once
from tests.world import World
from zaedno.core.fields import texts
from zaedno.core.verdict import Refused
from zaedno.features.decisions import actions as decisions
from zaedno.features.decisions.models import CitizenCheck
from zaedno.features.insight.actions import themes
from zaedno.features.insight.models import Theme
from zaedno.features.insight.rules import MOST_THEMES
from zaedno.features.newsletters.actions import writing
from zaedno.features.newsletters.rules import MOST_BLOCKS
from zaedno.features.workshops.actions import boards
from zaedno.features.workshops.models.board import Board
from zaedno.features.workshops.rules.boards import MOST_COLUMNS
from zaedno.platform.forms.actions import editing
from zaedno.platform.forms.models import Question
from zaedno.platform.forms.rules import MOST_FILES
from zaedno.platform.notifications.models import Device
from zaedno.platform.notifications.rules import DEVICES

TEXT = texts(bg="Текст", en="Text")


def refused(answers: list[Any], number: int) -> None:
    """The others were told why; nothing else went wrong."""
    assert [type(a) for a in answers if isinstance(a, Exception)] == [Refused] * number


def test_one_persons_checks_of_many_deliveries_are_five_a_day(postgres: str) -> None:
    world = World()
    row = act(world)
    rows = [delivery(world, row) for _i in range(10)]
    ctxs = [world.ctx("participant") for _i in range(50)]
    answers = at_once(
        50,
        lambda i: decisions.check(
            ctxs[i], delivery=rows[i % 10].pk, verdict="disagrees", text=TEXT, day=date(2027, 5, 1)
        ),
    )
    assert CitizenCheck.objects.count() == decisions.rules.CHECKS_A_DAY
    refused(answers, 50 - decisions.rules.CHECKS_A_DAY)


def test_fifty_themes_are_twenty_four(postgres: str) -> None:
    world = World()
    process = open_process(world)
    ctxs = [world.ctx("coordinator") for _i in range(50)]
    answers = at_once(
        50,
        lambda i: themes.add_theme(
            ctxs[i], process=process, title=texts(bg=f"Тема {i}"), seeds=f"дума{i}"
        ),
    )
    assert Theme.objects.count() == MOST_THEMES
    assert len(set(Theme.objects.values_list("position", flat=True))) == MOST_THEMES
    refused(answers, 50 - MOST_THEMES)


def test_fifty_columns_of_a_workshop_are_sixteen(postgres: str) -> None:
    world = World()
    event = rooms.workshop(world)
    ctxs = [world.ctx("facilitator") for _i in range(50)]
    answers = at_once(
        50, lambda i: boards.add_column(ctxs[i], workshop=event, title=texts(bg=f"Колона {i}"))
    )
    assert Board.objects.count() == MOST_COLUMNS
    assert len(set(Board.objects.values_list("order", flat=True))) == MOST_COLUMNS
    refused(answers, 50 - MOST_COLUMNS)


def test_fifty_parts_of_a_newsletter_are_twenty(postgres: str) -> None:
    world = World()
    row = newsletter(world)
    ctxs = [world.ctx("editor") for _i in range(50)]
    answers = at_once(50, lambda i: writing.add_part(ctxs[i], pk=row.pk, text=TEXT))
    assert sorted(b.position for b in row.blocks.all()) == list(range(1, MOST_BLOCKS + 1))
    refused(answers, 50 - MOST_BLOCKS)


def test_fifty_devices_of_one_person_are_ten(postgres: str) -> None:
    world = World()
    world.person("participant")
    answers = at_once(50, lambda i: device(world, f"d{i}"))
    assert Device.objects.count() == DEVICES
    refused(answers, 50 - DEVICES)


def test_fifty_questions_for_files_are_five(postgres: str) -> None:
    world = World()
    one = page(world, survey(world))
    ctxs = [world.ctx("coordinator") for _i in range(50)]
    answers = at_once(
        50, lambda i: editing.write_question(ctxs[i], page=one, kind="file", text=TEXT)
    )
    assert Question.objects.filter(kind="file").count() == MOST_FILES
    refused(answers, 50 - MOST_FILES)
