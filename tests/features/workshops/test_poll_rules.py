"""What a sheet may hold, what sheets come to, and which groups may be shown beside each other."""

from __future__ import annotations

from itertools import combinations_with_replacement

import pytest

from zaedno.features.workshops.models.poll import FEWEST
from zaedno.features.workshops.rules import polls, sheets
from zaedno.features.workshops.rules.groups import showable
from zaedno.features.workshops.rules.sheets import Shape, result, word_key
from zaedno.features.workshops.rules.spread import spread


def sheet(kind: str, *values: int, **more: int) -> bool:
    """Whether these values, one for each item in order, make a sheet."""
    shape = Shape(kind, items=(1, 2, 3), **more)
    answers = [(item, "", value) for item, value in enumerate(values, start=1)]
    return bool(sheets.may_send(shape, answers))


@pytest.mark.parametrize(
    ("kind", "values", "ok"),
    [
        ("hundred", (50, 30, 20), True),
        ("hundred", (100,), True),
        ("hundred", (50, 30, 30), False),
        ("hundred", (50, 30), False),
        ("hundred", (55, 45), False),
        ("hundred", (110, -10), False),
        ("ranking", (2, 1, 3), True),
        ("ranking", (1,), True),
        ("ranking", (1, 1), False),
        ("ranking", (2, 3), False),
        ("ranking", (0, 1), False),
        ("scale", (0, 5, 3), True),
        ("scale", (6,), False),
        ("matrix", (0,), False),
        ("consent", (1, 2, 3), True),
        ("consent", (4,), False),
        ("multiple", (1, 1), True),
        ("multiple", (2,), False),
        ("single", (), False),
    ],
)
def test_what_a_sheet_may_hold(kind: str, values: tuple[int, ...], ok: bool) -> None:
    assert sheet(kind, *values) == ok


def test_several_answers_up_to_the_most() -> None:
    assert sheet("multiple", 1, 1, most=2)
    assert not sheet("multiple", 1, 1, 1, most=2)


def test_a_sheet_answers_only_what_was_asked_and_once() -> None:
    shape = Shape("scale", items=(1,))
    assert not sheets.may_send(shape, [(2, "", 3)])
    assert not sheets.may_send(shape, [(1, "effort", 3)])
    assert not sheets.may_send(shape, [(1, "", 3), (1, "", 4)])


def test_a_skip_is_counted_and_spreads_nothing() -> None:
    told = result(Shape("scale", items=(1,)), [("", v) for v in (0, 0, 1, 5, 5)], 5)
    assert told == {"n": 5, "counts": {"0": 2, "1": 1, "2": 0, "3": 0, "4": 0, "5": 2}}
    found = spread(told["counts"])
    assert found is not None
    assert (found.n, round(found.mean, 2), round(found.low, 2), round(found.high, 2)) == (
        3,
        3.67,
        0.33,
        0.67,
    )
    assert found.split


def test_who_gives_an_option_no_points_gave_it_nought() -> None:
    told = result(Shape("hundred", items=(1, 2)), [("", 100), ("", 40)], 4)
    assert told["n"] == 4
    assert (told["counts"]["0"], told["counts"]["40"], told["counts"]["100"]) == (2, 1, 1)
    assert sheets.mean(told["counts"]) == 35


def test_points_of_a_ranking() -> None:
    told = result(Shape("ranking", items=(1, 2, 3)), [("", 1), ("", 1), ("", 3)], 5)
    assert told == {"n": 3, "counts": {"1": 2, "2": 0, "3": 1}}
    assert sheets.borda(told["counts"], 3) == 7


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("  град ", "ГРАД"),
        ("умен   град", "Умен\tград"),
        ("Straße", "STRASSE"),
        ("и\u0306зба", "Йзба"),
        ("CAFÉ", "cafe\u0301"),
    ],
)
def test_the_same_word_however_it_is_written(one: str, other: str) -> None:
    assert word_key(one) == word_key(other)


def test_a_word_of_sixty_characters_and_not_of_sixty_one() -> None:
    assert sheets.may_word("д" * 60, 0, 3, stopped=False, said_before=False)
    assert not sheets.may_word("д" * 61, 0, 3, stopped=False, said_before=False)
    assert not sheets.may_word("дума", 3, 3, stopped=False, said_before=False)
    assert not sheets.may_word("дума", 0, 3, stopped=True, said_before=False)
    assert not sheets.may_word("дума", 1, 3, stopped=False, said_before=True)


def test_no_group_under_five_can_be_worked_out() -> None:
    for sizes in combinations_with_replacement(range(11), 4):
        groups = dict(zip("abcd", sizes, strict=True))
        shown = showable(groups)
        held = [n for group, n in groups.items() if group not in shown and n]
        assert all(groups[group] >= FEWEST for group in shown)
        assert not shown or not held or (len(held) > 1 and sum(held) >= FEWEST), groups


@pytest.mark.parametrize(
    ("kind", "choices", "items", "right", "ok"),
    [
        ("single", 1, 1, None, False),
        ("quiz", 3, 1, None, False),
        ("quiz", 3, 1, 4, False),
        ("quiz", 3, 1, 3, True),
        ("ranking", 0, 1, None, False),
        ("hundred", 0, 21, None, False),
        ("cloud", 0, 1, None, True),
    ],
)
def test_what_may_be_asked(
    kind: str, choices: int, items: int, right: int | None, ok: bool
) -> None:
    assert bool(polls.may_ask(kind, choices, items, 0, right)) == ok
