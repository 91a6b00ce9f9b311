"""The command `prioritise`: what it prints, what it writes, what it refuses."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from zaedno.algorithms.cli.prioritise import main

DISTRICT = Path(__file__).parents[1] / "fixtures" / "pairwise" / "district.csv"


def told(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main([*words, "--language", "en"]) == 0
    return capsys.readouterr().out


def test_table_names_best_first_and_what_to_know(capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(capsys, str(DISTRICT)).splitlines()
    assert lines[2].split()[:3] == ["Детска", "градина", "1"]
    assert "180 answers." in lines
    assert any("could not decide" in line for line in lines)


def test_json_has_its_documented_shape(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(told(capsys, str(DISTRICT), "--json", "--next", "2", "--seed", "x"))
    assert set(found) == {
        "items", "comparisons", "undecided", "people", "penalty", "side", "parts", "next"
    }  # fmt: skip
    assert (found["comparisons"], found["people"], len(found["next"])) == (180, 30, 2)
    assert set(found["items"][0]) == {
        "item", "rank", "rank_low", "rank_high", "score", "low", "high", "strength", "deviation",
        "wins", "losses", "ties", "comparisons", "few",
    }  # fmt: skip


def test_report_and_picture_are_whole(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    report, picture = tmp_path / "out.html", tmp_path / "out.svg"
    told(capsys, str(DISTRICT), "--report", str(report), "--picture", str(picture))
    page = report.read_text(encoding="utf-8")
    assert "<svg" in page
    assert "<table" in page
    assert "http" not in page.replace("http-equiv", "")
    assert ET.fromstring(picture.read_text(encoding="utf-8")).get("role") == "img"


def test_semicolons_and_few_answers_and_parts(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "pairs.csv"
    file.write_text("\ufeffLeft;Right;Winner\na;b;a\n\nc;d;NONE\n", encoding="utf-8")
    out = told(capsys, str(file))
    assert "* too few answers" in out
    assert "2 parts" in out


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "line 1: there must be one column “left”."),
        ("left,right\na,b\n", "line 1: there must be one column “winner”."),
        ("left,right,winner\n", "there is no answer in this file."),
        ("left,right,winner\na,b,a\na,b\n", "line 3: there are 2 columns instead of 3."),
        ("left,right,winner\na,b,c\n", "line 2: the winner “c” is neither “a” nor “b”."),
        ("left,right,winner\na,b,nan\n", "line 2: the winner “nan” is neither “a” nor “b”."),
        ("left,right,winner\na,a,a\n", "line 2: “a” is compared with itself."),
        ("left,right,winner\n,b,b\n", "line 2: an item has no name."),
        (
            "left,right,winner,person\na,b,a,x\nb,a,b,x\n",
            "line 3: “x” has answered about “a” and “b” already, in line 2.",
        ),
        (f"left,right,winner\n{'a' * 200_000},b,b\n", "cannot be read as columns."),
    ],
)
def test_a_fault_is_one_sentence_and_nothing_is_written(
    text: str, fault: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file, report = tmp_path / "pairs.csv", tmp_path / "out.html"
    file.write_text(text, encoding="utf-8")
    assert main([str(file), "--report", str(report), "--language", "en"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.endswith(f"{fault}\n")
    assert shown.err.count("\n") == 1
    assert not report.exists()
