"""Equal Shares and Phragmén by the commands count, compare and recount."""

import json
from pathlib import Path

import pytest

from zaedno.algorithms.cli import compare, count, recount

APPROVAL = str(Path(__file__).parents[2] / "fixtures" / "pb" / "approval.pb")
CUMULATIVE = str(Path(__file__).parents[2] / "fixtures" / "pb" / "cumulative.pb")


def told(capsys, command, *words):
    code = command.main([*words, "--language=en"])
    return code, *capsys.readouterr()


def test_count_explains_equal_shares_round_by_round(capsys):
    code, out, err = told(capsys, count, APPROVAL, "--rule=mes", "--explain")
    assert (code, err) == (0, "")
    for part in ("Every voter's share", "effective votes", "gave their last", "Support: what"):
        assert part in out


def test_count_gives_json_with_support_and_exact_prices(capsys):
    words = (APPROVAL, "--rule=mes", "--completion=none", "--json", "--explain")
    code, out, _err = told(capsys, count, *words)
    found = json.loads(out)
    assert code == 0
    assert found["figures"]["share"] == 200
    assert found["parameters"]["completion"] == "none"
    for project in found["projects"]:
        assert (project["support"] >= 1) == project["funded"]
    for r in found["rounds"]:
        assert {"price", "effective", "before", "full", "last"} <= set(r)


@pytest.mark.parametrize(
    "flags",
    [
        ["--rule=mes", "--completion=add1", "--start=floor", "--step=5", "--exhaustive-stop"],
        ["--rule=mes", "--completion=greedy", "--by-density", "--utility=cardinality"],
        ["--rule=mes", "--comparison=excluded", "--fits=any", "--every-step"],
        ["--rule=phragmen", "--end=skip"],
        ["--rule=phragmen", "--completion=greedy"],
    ],
)
def test_every_flag_is_in_the_result(capsys, flags):
    code, out, _err = told(capsys, count, APPROVAL, "--json", *flags)
    assert code == 0
    assert json.loads(out)["spent"] <= 1000


def test_points_are_used_where_there_are_points(capsys):
    _code, out, _err = told(capsys, count, CUMULATIVE, "--json", "--rule=mes")
    assert json.loads(out)["parameters"]["utility"] == "points"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--rule=mes", "--utility=borda"], "Borda points need ballots"),
        (["--rule=mes", "--step=0.5"], "The step 1/2 is not a whole number"),
        (["--rule=phragmen", "--completion=add1"], "The rule phragmen has no completion add1"),
    ],
)
def test_mistakes_are_one_sentence(capsys, words, sentence):
    code, out, err = told(capsys, count, APPROVAL, *words)
    assert (code, out) == (2, "")
    assert sentence in err


def test_a_step_of_nothing_is_refused(capsys):
    with pytest.raises(SystemExit) as stopped:
        count.main([APPROVAL, "--rule=mes", "--step=0"])
    assert stopped.value.code == 2


def test_the_page_shows_how_the_money_went(capsys, tmp_path):
    page = tmp_path / "out.html"
    assert told(capsys, count, APPROVAL, "--rule=mes", f"--report={page}")[0] == 0
    text = page.read_text(encoding="utf-8")
    assert "How the money went" in text
    assert "Support of every project" in text


def test_compare_shows_rules_side_by_side(capsys, tmp_path):
    page = tmp_path / "out.html"
    code, out, err = told(capsys, compare, APPROVAL, f"--report={page}")
    assert (code, err) == (0, "")
    for part in ("mes+add1u", "phragmen", "voters with a project", "of the wishes"):
        assert part in out
    text = page.read_text(encoding="utf-8")
    assert "filled where the rule above funds them" in text
    assert "http" not in text


def test_compare_gives_json_with_fairness(capsys):
    _code, out, _err = told(capsys, compare, APPROVAL, "--json", "--rules=mes+none,greedy")
    rules = json.loads(out)["rules"]
    assert list(rules) == ["mes+none", "greedy"]
    assert rules["mes+none"]["like_first"] == 1
    assert set(rules["greedy"]["fairness"]) == {
        "covered", "average", "gini", "gap", "categories", "districts",
    }  # fmt: skip


@pytest.mark.parametrize(
    "name",
    ["Netherlands_Assen_2024", "Poland_Swiecie_2023", "Poland_Wieliczka_2023_Green_Budget"],
)
def test_cities_that_decided_by_equal_shares_are_recounted(capsys, real_folder, name):
    code, out, _err = told(capsys, recount, str(real_folder / f"{name}.pb"), "--json")
    assert code == 0
    assert json.loads(out)["files"][0]["winners"] == "same"
