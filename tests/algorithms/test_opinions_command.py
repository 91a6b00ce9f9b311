"""`zaedno opinions`: files as they come, what it says, and what it says of bad ones."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from random import Random
from xml.etree import ElementTree

import pytest

from tests.algorithms.opinion_fixtures import FOLDER
from zaedno.algorithms.cli.opinions import main

LONDON = FOLDER / "london.youth.policing"
HEAD = "voter-id,comment-id,vote,timestamp"


def written(folder: Path, *lines: str, name: str = "votes.csv") -> Path:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def two_camps(folder: Path, *, semicolons: bool = False) -> Path:
    """Thirty people, twenty against ten, on nine statements, the last agreed by all."""
    rows = [
        (who, what, 1 if what == 8 or (who < 20) == (what < 4) else -1, who + what)
        for who in range(30)
        for what in range(9)
    ]
    comma = ";" if semicolons else ","
    lines = [comma.join(map(str, row)) for row in rows]
    return written(folder, HEAD.replace(",", comma), *lines)


def as_json(capsys: pytest.CaptureFixture[str], *words: str) -> dict:
    assert main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_an_export_as_it_comes(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    report, picture = tmp_path / "out.html", tmp_path / "out.svg"
    words = [str(LONDON), "--report", str(report), "--picture", str(picture)]
    assert main(words) == 0
    told = capsys.readouterr().out
    assert told.startswith("What is the best way to engage more young people in local scrutiny")
    assert "638 votes of 26 people on 36 statements" in told
    assert "No stable groups" in told
    assert "Agreement with the groups of the export" in told
    html = report.read_text(encoding="utf-8")
    assert "I identify as female." in html
    assert not re.search(r"(src|href)=", html)
    assert ElementTree.parse(picture).getroot().get("aria-label")


def test_one_document(capsys: pytest.CaptureFixture[str]) -> None:
    found = as_json(capsys, str(LONDON), "--mode", "polis", "--repetitions", "3", "--seed", "2027")
    assert (found["mode"], found["seed"], found["votes"], found["undecided"]) == (
        "polis", "2027", 638, 0,
    )  # fmt: skip
    assert len(found["participants"]) == 26
    assert len(found["statements"]) == 36
    assert found["statements"][0]["text"]
    assert [g["group"] for g in found["groups"]] == ["A", "B"]
    assert sum(p["group"] == "A" for p in found["participants"]) == found["groups"][0]["people"]
    assert len(found["stability"]["agreements"]) == 3
    again = as_json(capsys, str(LONDON), "--mode", "polis", "--repetitions", "3", "--seed", "2027")
    assert again == found


def test_a_folder_inside_a_folder_and_the_matrix_alone(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    shutil.copytree(LONDON, tmp_path / "export" / LONDON.name)
    whole = as_json(capsys, str(tmp_path / "export"), "--repetitions", "0")
    (tmp_path / "export" / LONDON.name / "votes.csv").chmod(0o644)
    (tmp_path / "export" / LONDON.name / "votes.csv").unlink()
    matrix = as_json(capsys, str(tmp_path / "export"), "--repetitions", "0")
    assert matrix == whole
    shutil.copytree(LONDON, tmp_path / "export" / "another")
    (tmp_path / "export" / LONDON.name / "votes.csv").write_text("x")
    assert main([str(tmp_path / "export")]) == 2
    assert "holds several conversations" in capsys.readouterr().err


def test_semicolons_and_bulgarian(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    first = as_json(capsys, str(two_camps(tmp_path)))
    assert [g["people"] for g in first["groups"]] == [20, 10]
    assert [(f["statement"], f["side"]) for f in first["common_ground"]] == [(8, "agree")]
    assert first["stability"]["stable"]
    assert as_json(capsys, str(two_camps(tmp_path, semicolons=True))) == first
    report = tmp_path / "out.html"
    assert main([str(tmp_path / "votes.csv"), "--language", "bg", "--report", str(report)]) == 0
    assert '<html lang="bg">' in report.read_text(encoding="utf-8")
    assert main([str(tmp_path / "votes.csv"), "--language", "en"]) == 0


def test_rows_in_any_order_give_the_same_document(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    lines = (LONDON / "votes.csv").read_text(encoding="utf-8").splitlines()
    shuffled = Random(3).sample(lines[1:], len(lines) - 1)
    first = as_json(capsys, str(written(tmp_path, *lines)))
    assert as_json(capsys, str(written(tmp_path, lines[0], *shuffled))) == first


def test_the_number_of_groups_asked_for(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    found = as_json(capsys, str(LONDON), "--groups", "3", "--repetitions", "0")
    assert len(found["groups"]) == 3
    assert main([str(LONDON), "--groups", "1"]) == 2
    assert capsys.readouterr().err == "There can be 2 to 26 groups, not 1.\n"


BAD = {
    "is empty": [""],
    "line 1: there is no column “vote”; is it meant by “votes”?": [
        "voter-id,comment-id,votes", "1,1,1",
    ],
    "line 1: there is no column “participant”.": ["who,comment-id,vote", "1,1,1"],
    "line 1: the column “vote” stands there twice.": ["voter-id,comment-id,vote,vote", "1,1,1,1"],
    "holds no votes.": [HEAD],
    "line 3: the vote “NaN” is not -1, 0 or 1.": [HEAD, "1,1,1,1", "1,2,NaN,1"],
    "line 2: the vote “2” is not -1, 0 or 1.": [HEAD, "1,1,2,1"],
    "line 2: the vote “” is not -1, 0 or 1.": [HEAD, "1,1,,1"],
    "line 2: the participant or the statement is missing.": [HEAD, ",1,1,1"],
    "line 2: the time “soon” is neither a number nor a date.": [HEAD, "1,1,1,soon"],
    "line 2: the time “nan” is neither a number nor a date.": [HEAD, "1,1,1,nan"],
    "line 3: 3 fields; the heading has 4.": [HEAD, "1,1,1,1", "1,2,1"],
    "lines 2 and 5: different votes of “1” on “7”, and no column of times says": [
        "voter-id,comment-id,vote", "1,7,1", "2,7,1", "", "1,7,-1",
    ],
    "A map needs votes on at least two statements; here there": [HEAD, "1,1,1,1", "2,1,-1,2"],
    "All votes are passes: there is nothing to compare.": [HEAD, "1,1,0,1", "2,2,0,2"],
}  # fmt: skip


@pytest.mark.parametrize(("sentence", "lines"), list(BAD.items()))
def test_bad_votes_are_told_in_one_sentence(
    sentence: str, lines: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path, report = written(tmp_path, *lines), tmp_path / "out.html"
    assert main([str(path), "--report", str(report)]) == 2
    out, err = capsys.readouterr()
    assert sentence in err
    assert err.count("\n") == 1
    assert not out
    assert not report.exists()
    assert [p.name for p in tmp_path.iterdir()] == ["votes.csv"]


@pytest.mark.parametrize(
    ("name", "lines", "sentence"),
    [
        ("comments.csv", ["comment-id,moderated", "0,1"], "line 3: there is no statement “1” in"),
        (
            "comments.csv",
            ["comment-id,moderated", "0,1", "0,1"],
            "comments.csv, line 3: the statement “0” is missing or stands twice.",
        ),
        (
            "comments.csv",
            ["comment-id,moderated", "0,yes"],
            "comments.csv, line 2: “yes” under “moderated” is not -1, 0 or 1.",
        ),
        (
            "participants-votes.csv",
            ["participant,group-id,0", "1,first,1"],
            "participants-votes.csv, line 2: the group “first” is not a number.",
        ),
    ],
)
def test_bad_files_beside_the_votes(
    name: str, lines: list[str], sentence: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    two_camps(tmp_path)
    written(tmp_path, *lines, name=name)
    assert main([str(tmp_path)]) == 2
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (["participant,0,1", "1,1,3"], "line 2: the vote “3” is not -1, 0 or 1."),
        (["participant,0,1", "1,1,", "1,,1"], "line 3: the participant “1” is missing or stands"),
        (["participant,0,1", "1,,"], "holds no votes."),
    ],
)
def test_bad_matrices(
    lines: list[str], sentence: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main([str(written(tmp_path, *lines))]) == 2
    assert sentence in capsys.readouterr().err


def test_files_that_are_not_there(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main([str(tmp_path / "none.csv")]) == 2
    assert "none.csv" in capsys.readouterr().err
    assert main([str(tmp_path)]) == 2
    assert "holds neither votes.csv nor participants-votes.csv" in capsys.readouterr().err


def test_times_may_be_dates(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    lines = [f"{w},{s},1,2027-03-01 10:00" for w in range(4) for s in range(3)]
    written(tmp_path, HEAD, "0,0,-1,2027-03-01T12:00+02:00", *lines, "0,1,-1,2027-03-01 09:00")
    found = as_json(capsys, str(tmp_path / "votes.csv"))
    assert found["undecided"] == 1  # noon in Sofia is ten in Greenwich
    assert found["statements"][1]["mean"] == 1
