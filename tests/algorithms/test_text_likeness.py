"""Near-duplicates and themes: measured on the sample and on the notes of the demo workshop."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.house.source import PACKAGE
from zaedno.algorithms.faults import InputFault
from zaedno.algorithms.near_duplicates import RELATED, SAME, near_duplicates
from zaedno.algorithms.text_vectors import Texts, topical
from zaedno.algorithms.themes import sort_into

THEMING = Path(__file__).parents[1] / "fixtures" / "theming"
LANGUAGES = ("bg", "en")


def rows(name: str) -> list[dict[str, str]]:
    with (THEMING / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


SAMPLE, PARAPHRASES, SEEDS = (
    rows(f"{name}.csv") for name in ("bg_en_sample", "paraphrases", "seeds")
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_paraphrases_are_nearest_to_what_they_say(language: str) -> None:
    sample = Texts([row[language] for row in SAMPLE])
    said = Texts([row[language] for row in PARAPHRASES], basis=sample)
    nearest = (said.rows @ sample.rows.T).toarray().argmax(axis=1)
    hits = sum(int(row["id"]) == at for row, at in zip(PARAPHRASES, nearest, strict=True))
    print(f"{language}: {hits} of 8 paraphrases found at rank 1")
    assert hits >= 7


@pytest.mark.parametrize("language", LANGUAGES)
def test_near_duplicates_have_precision_and_recall(language: str) -> None:
    texts = [row[language] for row in (*SAMPLE, *PARAPHRASES)]
    wanted = {(int(row["id"]), 64 + at) for at, row in enumerate(PARAPHRASES)}
    for least in (RELATED, 0.3, SAME, 0.5):
        found = {(pair.first, pair.second) for pair in near_duplicates(texts, least)}
        right = len(found & wanted)
        print(f"{language}, from {least}: {right} of {len(found)} right, {right} of 8 found")
        if least == SAME:
            assert right >= 7
            assert right / len(found) >= 0.8


@pytest.mark.parametrize("language", LANGUAGES)
def test_seeded_themes_are_right_for_most(language: str) -> None:
    seeds = {row["theme"]: row[language] for row in SEEDS}
    placed = sort_into([row[language] for row in SAMPLE], seeds)
    right = sum(one.theme == row["theme"] for one, row in zip(placed, SAMPLE, strict=True))
    none = sum(one.theme is None for one in placed)
    print(f"{language}: {right} of 64 in the right theme, {none} in none")
    assert right / 64 >= 0.87
    assert right / (64 - none) >= 0.95


def test_most_of_the_first_ten_pairs_of_the_workshop_lie_in_one_cluster() -> None:
    demo = yaml.safe_load((PACKAGE / "site" / "demo" / "sofia-demo.yaml").read_text("utf-8"))
    notes = demo["notes"]
    found = near_duplicates([note["bg"] for note in notes], RELATED, most=10)
    inside = [notes[pair.first]["cluster"] == notes[pair.second]["cluster"] for pair in found]
    for pair, same in zip(found, inside, strict=True):
        print(f"{pair.likeness:.2f} {'+' if same else '-'} {', '.join(pair.shared)}")
    print(f"{sum(inside)} of the first {len(found)} pairs lie in one cluster")
    assert len(found) == 10
    assert sum(inside) >= 7


texts_of_words = st.lists(
    st.lists(st.sampled_from(" ".join(r["bg"] for r in SAMPLE).split()), max_size=8).map(" ".join),
    max_size=12,
)


@settings(max_examples=30, deadline=None)
@given(texts_of_words, st.randoms(use_true_random=False))
def test_order_changes_no_bit(texts: list[str], shuffler: random.Random) -> None:
    order = list(range(len(texts)))
    shuffler.shuffle(order)
    one = {(p.first, p.second): p for p in near_duplicates(texts, RELATED)}
    mixed = near_duplicates([texts[at] for at in order], RELATED)
    assert len(mixed) == len(one)
    for pair in mixed:
        low, high = sorted((order[pair.first], order[pair.second]))
        assert one[low, high].likeness == pair.likeness
        assert one[low, high].shared == pair.shared


@settings(max_examples=30, deadline=None)
@given(texts_of_words)
def test_likeness_lies_between_0_and_1_and_a_text_is_like_itself(texts: list[str]) -> None:
    rows_ = Texts(texts).rows
    alike = (rows_ @ rows_.T).toarray()
    assert ((alike >= 0) & (alike <= 1 + 1e-9)).all()
    with_topic = np.array([bool(topical(text)) for text in texts], dtype=bool)
    assert np.diag(alike)[with_topic] == pytest.approx(1)
    assert not alike[~with_topic].any()


def test_blocks_give_every_pair_once() -> None:
    texts = [f"автобус номер{at // 2}" for at in range(600)]
    found = near_duplicates(texts, 0.999)
    assert [(pair.first, pair.second) for pair in found] == [
        (at, at + 1) for at in range(0, 600, 2)
    ]


def test_typing_errors_are_seen_through_and_the_reason_is_empty() -> None:
    (pair,) = near_duplicates(["Задръствания!", "Задраствания", "Тишина"], RELATED)
    assert (pair.first, pair.second, pair.shared) == (0, 1, ())


def test_nothing_in_nothing_out() -> None:
    assert near_duplicates([]) == []
    assert near_duplicates(["и", "12 %", "…"]) == []
    assert sort_into([], {"a": "куче"}) == []
    assert [one.theme for one in sort_into(["и", "Котка"], {"a": "автобус"})] == [None, None]


def test_equally_near_themes_go_by_name() -> None:
    placed = sort_into(["Кучето лае"], {"б": "куче", "а": "куче"})
    assert placed[0].theme == "а"


@pytest.mark.parametrize("least", [0, -1, 1.5, float("nan")])
def test_faults_of_likeness(least: float) -> None:
    with pytest.raises(InputFault, match="A likeness lies above 0"):
        near_duplicates(["а"], least)


def test_faults_of_themes() -> None:
    with pytest.raises(InputFault, match="There is no theme"):
        sort_into(["а"], {})
    with pytest.raises(InputFault, match="“а” has no seed word"):
        sort_into(["куче"], {"а": "и, на", "б": "куче"})
