"""What must not be published is found; what only looks like it is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zaedno.algorithms.personal_data import WEIGHTS, findings, is_identity_number


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Обадете се на 0888123456", ["phone"]),
        ("+359 2 987 65 43", ["phone"]),
        ("00359-88-812-3456", ["phone"]),
        ("пишете на a.b+c@example.co.uk.", ["email"]),
        ("ЕГН:7523169263!", ["identity_number"]),
        ("8032056031", ["identity_number"]),
        ("0 1 2 3", []),
        ("Решение № 442 от 20.07.2017 г.", []),
        ("бюджет 12 000 000 лв. за 2024–2027 г.", []),
        ("17523169263", []),
        ("вижте @общината", []),
        ("", []),
    ],
)
def test_findings(text: str, kinds: list[str]) -> None:
    assert [found.kind for found in findings(text)] == kinds


@given(st.integers(0, 99), st.integers(1, 12), st.integers(1, 28), st.integers(0, 999))
def test_one_check_digit_of_ten_is_right(year: int, month: int, day: int, rest: int) -> None:
    nine = f"{year:02}{month:02}{day:02}{rest:03}"
    right = [d for d in range(10) if is_identity_number(f"{nine}{d}")]
    assert right == [sum(w * int(n) for w, n in zip(WEIGHTS, nine, strict=True)) % 11 % 10]


@given(st.text(max_size=200))
def test_places_lie_in_the_text(text: str) -> None:
    assert all(0 <= f.start < f.end <= len(text) for f in findings(text))
