"""The commands count, compare and recount as a person or a program calls them."""

import json
import re
import shutil
from pathlib import Path

import pytest

from zaedno.algorithms.cli import compare, count, recount

FIXTURES = Path(__file__).parents[2] / "fixtures" / "pb"
APPROVAL = str(FIXTURES / "approval.pb")


def told(capsys, command, *words):
    code = command.main([*words, "--language=en"])
    return code, *capsys.readouterr()


def test_count_shows_a_table_and_why(capsys):
    code, out, err = told(capsys, count, APPROVAL, "--explain")
    assert (code, err) == (0, "")
    assert "funded projects: 2 of 4; spent: 900" in out
    assert "stage: Did not fit: 200\u00a0EUR more was needed." in out
    assert "noted: Nobody voted for it." in out


def test_count_gives_json_of_a_stable_shape(capsys):
    code, out, _err = told(capsys, count, APPROVAL, "--json", "--ties=cheaper,lot", "--seed=7")
    found = json.loads(out)
    assert code == 0
    assert found["funded"] == ["trees", "path"]
    assert (found["spent"], found["left"], found["scale"], found["voters"]) == (900, 100, 1, 5)
    assert found["parameters"]["ties"] == ["cheaper", "lot"]
    assert found["projects"][2]["reason"] == {"code": "did_not_fit", "needs": 200}
    assert set(found) == {
        "rule", "parameters", "voters", "budget", "scale", "currency", "funded", "spent", "left",
        "figures", "projects", "rounds", "ties", "notes",
    }  # fmt: skip


def test_count_writes_a_page_that_loads_nothing(capsys, tmp_path):
    page = tmp_path / "out.html"
    assert told(capsys, count, APPROVAL, f"--report={page}")[0] == 0
    text = page.read_text(encoding="utf-8")
    assert "Дървета по улицата" in text
    assert "http" not in text


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([APPROVAL, "--ties=luck"], "There is no tie-breaking key “luck”"),
        ([APPROVAL, "--rule=greedy-threshold"], "The file declares no threshold"),
        ([APPROVAL, "--rule=greedy-exclusive"], "Say with --conflict"),
        ([APPROVAL, "--conflict=trees,z"], "A conflict names “z”"),
        (["absent.pb"], "There is no file absent.pb."),
        (["{tmp}/bad.pb"], "Line 2: the file ends without a section PROJECTS."),
    ],
)
def test_a_mistake_is_one_sentence_and_nothing_is_written(capsys, tmp_path, words, sentence):
    (tmp_path / "bad.pb").write_text("META\nkey;value\n", encoding="utf-8")
    page = tmp_path / "out.html"
    words = [word.format(tmp=tmp_path) for word in words]
    code, out, err = told(capsys, count, *words, f"--report={page}")
    assert (code, out) == (2, "")
    assert sentence in err
    assert err.count("\n") == 1
    assert not page.exists()


@pytest.mark.parametrize("flag", ["--threshold=many", "--threshold=x%", "--overrun=2"])
def test_flags_that_are_no_numbers_are_refused(capsys, flag):
    with pytest.raises(SystemExit) as stopped:
        count.main([APPROVAL, flag])
    assert stopped.value.code == 2


@pytest.mark.parametrize(
    ("flags", "funded"),
    [
        (["--rule=greedy-no-skip"], ["trees", "path"]),
        (["--rule=greedy-threshold", "--threshold=70%"], ["trees"]),
        (["--rule=greedy-overrun", "--overrun=1/3"], ["trees", "path", "stage"]),
        (["--rule=greedy-exclusive", "--conflict=trees,path"], ["trees", "stage"]),
        (["--rule=greedy-density"], ["trees", "stage"]),
        (["--unvoted"], ["trees", "path", "noted"]),
    ],
)
def test_every_rule_of_the_family(capsys, flags, funded):
    _code, out, _err = told(capsys, count, APPROVAL, "--json", *flags)
    assert json.loads(out)["funded"] == funded


def test_compare_sets_rules_side_by_side(capsys):
    code, out, _err = told(capsys, compare, APPROVAL, "--rules=greedy,greedy-density")
    assert code == 0
    assert re.search(r"trees  Дървета по улицата +4  400\u00a0EUR  ● +●\n", out)
    _code, out, _err = told(capsys, compare, APPROVAL, "--json", "--rules=greedy,greedy-density")
    assert json.loads(out)["rules"]["greedy-density"]["like_first"] == pytest.approx(1 / 3)
    assert told(capsys, compare, APPROVAL, "--rules=best")[0] == 2


def test_recount_names_every_miss(capsys, tmp_path):
    for path in FIXTURES.glob("*.pb"):
        shutil.copy(path, tmp_path)
    code, out, _err = told(capsys, recount, str(tmp_path), "--processes=1")
    assert code == 0
    assert "6 of 6 files agree." in out
    changed = (
        (tmp_path / "approval.pb").read_text(encoding="utf-8").replace("4;stage,path", "4;stage")
    )
    (tmp_path / "approval.pb").write_text(changed, encoding="utf-8")
    (tmp_path / "broken.pb").write_text("META\n{x}\n", encoding="utf-8")
    code, out, _err = told(capsys, recount, str(tmp_path))
    assert code == 1
    assert "approval.pb: the votes differ from the ballots for: path" in out
    assert "broken.pb: Line 2: the file ends without a section PROJECTS." in out
    assert "5 of 7 files agree." in out
    _code, out, _err = told(capsys, recount, str(tmp_path), "--json")
    found = json.loads(out)
    assert (found["agree"], found["of"]) == (5, 7)


def test_recount_of_nothing_is_a_mistake(capsys, tmp_path):
    code, _out, err = told(capsys, recount, str(tmp_path))
    assert (code, err) == (2, f"There are no .pb files in {tmp_path}.\n")
